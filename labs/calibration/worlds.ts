/**
 * Worlds that studies are simulated in: how scores lie around their means. They
 * are after what the small CNN does on the suite's data sets, where some
 * trainings take off and others do not.
 *
 * @module
 */
import type { Mixture } from "./draw_deviation.ts";

/** How scores lie around their means. */
export interface World {
  name: string;
  /**
   * Whether a number is the difference of two arms that lie alike. Then it lies
   * alike on both sides of its mean. Without it, most trainings may gain and a
   * few lose as much, or the reverse.
   */
  isDifference: boolean;
  /**
   * Of the arms, or else of the number itself; of each condition or site in
   * turn, the first again after the last.
   */
  mixtures: readonly [Mixture, ...Mixture[]];
  /**
   * The share of the numbers below their mean whose training fails. Whoever
   * leaves out what failed sees a gain where there is none.
   * @default {0}
   */
  failing?: number;
}

/** Enough images of each class, as with balanced data. */
const NEAR_NORMAL: Mixture = [{ share: 1, at: 0, spread: 0.05 }];

/** Most seeds score little, and some of them much. */
const SKEWED: Mixture = [{ share: 1, at: 0, spread: 0.15, shape: "tail" }];

/** Half of the trainings find the rare classes, as on the leaves. */
const JUMPS: Mixture = [
  { share: 1 / 2, at: 0, spread: 0.02 },
  { share: 1 / 2, at: 0.4, spread: 0.05 },
];

/** One training in a dozen finds them. */
const RARE_JUMPS: Mixture = [
  { share: 11 / 12, at: 0, spread: 0.01 },
  { share: 1 / 12, at: 0.6, spread: 0.02 },
];

/** One training in a dozen fails where the others do not. */
const RARE_DROPS: Mixture = RARE_JUMPS.map((part) => ({
  ...part,
  at: -part.at,
}));

/** As far apart as scores can be: what bets win and lose the most on. */
const FAR: Mixture = [{ share: 1 / 2, at: -0.54 }, { share: 1 / 2, at: 0.54 }];

/** Most seeds score the same, to the last digit. */
const TIED: Mixture = [
  { share: 5 / 8, at: 0 },
  { share: 1 / 4, at: -1 / 8 },
  { share: 1 / 8, at: 1 / 4 },
];

/** For one number a seed. */
export const WORLDS: readonly World[] = [
  { name: "near-normal", isDifference: true, mixtures: [NEAR_NORMAL] },
  { name: "skewed", isDifference: true, mixtures: [SKEWED] },
  { name: "jumps", isDifference: true, mixtures: [JUMPS] },
  { name: "rare jumps", isDifference: true, mixtures: [RARE_JUMPS] },
  { name: "tied", isDifference: true, mixtures: [TIED] },
  { name: "far apart", isDifference: false, mixtures: [FAR] },
  { name: "lopsided: rare jumps", isDifference: false, mixtures: [RARE_JUMPS] },
  { name: "lopsided: rare drops", isDifference: false, mixtures: [RARE_DROPS] },
  { name: "lopsided: ties", isDifference: false, mixtures: [TIED] },
  {
    name: "failures",
    isDifference: true,
    mixtures: [JUMPS],
    failing: 0.1,
  },
];

/** For several conditions. */
export const PAIRED_WORLDS: readonly World[] = [
  { name: "near-normal", isDifference: true, mixtures: [NEAR_NORMAL] },
  { name: "jumps", isDifference: true, mixtures: [JUMPS] },
  { name: "tied", isDifference: true, mixtures: [TIED] },
  {
    name: "lopsided: each its own",
    isDifference: false,
    mixtures: [RARE_DROPS, NEAR_NORMAL, SKEWED],
  },
  {
    name: "failures",
    isDifference: true,
    mixtures: [NEAR_NORMAL],
    failing: 0.02,
  },
];
