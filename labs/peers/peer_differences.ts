/** How far peers are from what this suite trains: speed alone says nothing. */
import { meanOf } from "../../reports/mean_of.ts";
import type { ArmResult } from "./messages.ts";
import type { Sample } from "./sample.ts";
import { type Arm, ARMS } from "./set_up.ts";

/** A number that is compared between peers. */
export interface Measure {
  name: "loss" | "f1";
  /** Differences below it do not matter. */
  margin: number;
  of: (arm: ArmResult) => number;
}

/**
 * The measures. The margin of F1 is that of the claims; that of the loss is a
 * fiftieth of what knowing nothing costs with two classes, 0.69 nats.
 */
export const MEASURES: readonly Measure[] = [
  { name: "loss", margin: 0.014, of: ({ losses }) => losses.at(-1) as number },
  { name: "f1", margin: 0.05, of: ({ minorityF1 }) => minorityF1 },
];

/** How far a peer is from this suite, in one measure of one arm. */
export interface PeerDifference {
  peer: string;
  head: Arm;
  measure: Measure["name"];
  /** The mean of this suite's trials. */
  suite: number;
  /** The mean of the peer's. */
  own: number;
  /** The peer's mean minus this suite's. */
  point: number;
  /** How far chance may have moved it: the lower end. */
  lower: number;
  /** The upper end. */
  upper: number;
  /** Trials of each of the two, at the least. */
  trials: number;
  margin: number;
  /**
   * Whether it is shown to be larger than the margin. If it is not, it may
   * still be as large as the interval reaches.
   */
  isShown: boolean;
}

/** What {@linkcode peerDifferences} compares. */
export interface PeerDifferencesOptions {
  /** The peer that the others are compared with. */
  suite: string;
  /** The others. */
  peers: readonly string[];
}

/**
 * Standard errors that chance may move a difference by. Of 20 comparisons of 5
 * trials each, one is beyond it in 2 of 100 set-ups (Student's t).
 */
const ERRORS = 5;

/** The fewest trials that have a spread. */
const LEAST_TRIALS = 3;

/**
 * Compares the trials of each peer with this suite's, seed and process being
 * of no account: peers draw other weights and other orders from a seed.
 *
 * @param samples The trials.
 * @param options Which peers.
 * @returns One record for each peer, arm and measure; none for a peer with
 * fewer than 3 trials.
 */
export function peerDifferences(
  samples: readonly Sample[],
  { suite, peers }: PeerDifferencesOptions,
): PeerDifference[] {
  return peers.flatMap((peer) =>
    ARMS.flatMap((head) =>
      MEASURES.flatMap((measure) => {
        const valuesOf = (name: string) =>
          samples.filter((sample) => sample.peer === name)
            .flatMap(({ arms }) => arms)
            .filter((arm) => arm.head === head).map(measure.of);
        const values = [valuesOf(suite), valuesOf(peer)] as const;
        return values.some(({ length }) => length < LEAST_TRIALS)
          ? []
          : [compare(values, { peer, head, measure })];
      })
    )
  );
}

function compare(
  values: readonly [readonly number[], readonly number[]],
  { peer, head, measure }: {
    peer: string;
    head: Arm;
    measure: Measure;
  },
): PeerDifference {
  const { name, margin } = measure;
  const [suite, own] = values.map(meanOf) as [number, number];
  const point = own - suite;
  const reach = ERRORS * Math.hypot(...values.map(errorOf));
  const [lower, upper] = [point - reach, point + reach];
  return {
    peer,
    head,
    measure: name,
    suite,
    own,
    point,
    lower,
    upper,
    trials: Math.min(...values.map(({ length }) => length)),
    margin,
    // A loss that is no number is shown to differ.
    isShown: !(lower <= margin && upper >= -margin),
  };
}

/** The standard error of a mean. */
function errorOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
