/**
 * The mean over several data sets and networks is greater than a bound. They
 * are taken as a sample of those there could be.
 */
import { z } from "zod";
import { decideGreater } from "../../../statistics/decide_greater.ts";
import { minimumSeeds } from "../../../statistics/minimum_seeds.ts";
import { contrastBounds } from "../../../statistics/bounds.ts";
import { meanQuantity } from "../../../statistics/mean_quantity.ts";
import { randomEffects } from "../../../statistics/random_effects.ts";
import { wagerGreater } from "../../../statistics/wager.ts";
import {
  aboveBound,
  constantTruth,
  EFFECT,
  MARGIN,
  margin,
  NAMED,
  OF,
  oneCondition,
} from "./_parts.ts";
import type { AssertionKind } from "./kind.ts";

const schema = z.strictObject({
  kind: z.literal("pooled"),
  ...NAMED,
  ...OF,
  /** What the mean is claimed to exceed. */
  bound: z.number(),
  /** The smallest difference beyond the bound that matters. */
  margin,
});

/** The published data sets, with one network. */
const SITES = 5;

/** The kind `"pooled"`. */
export const pooled: AssertionKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  // Of two, the spread is all but unknown.
  leastSites: 3,
  evidence({ bound }, sites, level) {
    const groups = sites.map((values) => values.flat());
    const { estimate, p, prediction } = randomEffects(groups, { level, bound });
    const [lower, upper] = [prediction.lower, prediction.upper]
      .map((end) => end.toFixed(3));
    return {
      estimate,
      p,
      detail: "a further data set or network is to be expected between " +
        `${lower} and ${upper}`,
    };
  },
  quantity(_, sites) {
    const seeds = Math.min(...sites.map(({ scores }) => scores.length));
    const means = Array.from({ length: seeds }, (_, seed) => {
      const known = sites.flatMap(({ scores }) => scores[seed]?.[0] ?? []);
      return known.length < sites.length
        ? undefined
        : known.reduce((sum, score) => sum + score, 0) / sites.length;
    });
    const terms = sites.flatMap(({ terms }, site) =>
      (terms[0] ?? []).map(({ key, weight, ...range }) => ({
        ...range,
        key: `${site} ${key}`,
        weight: weight / sites.length,
      }))
    );
    return meanQuantity(means, contrastBounds(terms));
  },
  wager: ({ bound, margin }, mean) => wagerGreater(mean, { bound, margin }),
  decide: ({ bound, margin }, evidence) =>
    decideGreater(evidence, { bound, margin }),
  leastSeeds: minimumSeeds,
  figure: aboveBound,
  calibration: {
    statement: {
      kind: "pooled",
      name: "pooled",
      says: `the mean over sites > 0, of which ${SITES} are seen`,
      of: [],
      bound: 0,
      margin: MARGIN,
    },
    justFalse: constantTruth(0, SITES),
    justTrue: constantTruth(MARGIN, SITES),
    effect: constantTruth(EFFECT, SITES),
    studies: () => 2000,
  },
};
