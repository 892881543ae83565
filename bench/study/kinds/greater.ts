/** The mean over seeds is greater than a bound. */
import { z } from "zod";
import { boundedMean } from "../../../statistics/bounded_mean.ts";
import { decideGreater } from "../../../statistics/decide_greater.ts";
import { minimumSeeds } from "../../../statistics/minimum_seeds.ts";
import { wagerGreater } from "../../../statistics/wager.ts";
import {
  aboveBound,
  constantTruth,
  EFFECT,
  largest,
  MARGIN,
  margin,
  meanEvidence,
  meanOf,
  NAMED,
  OF,
  oneCondition,
  SEED,
} from "./_parts.ts";
import type { AssertionKind } from "./kind.ts";

const schema = z.strictObject({
  kind: z.literal("greater"),
  ...NAMED,
  ...OF,
  /** What the mean is claimed to exceed. */
  bound: z.number(),
  /** The smallest difference beyond the bound that matters. */
  margin,
  /**
   * The largest magnitude that one seed's number can have.
   * @default {1} as for a difference of two scores from 0 to 1
   */
  largest: largest.exactOptional(),
});

/** The kind `"greater"`. */
export const greater: AssertionKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  evidence({ bound, largest = 1 }, [values = []], level) {
    const numbers = values.flat();
    return {
      ...meanEvidence(numbers, { bound, level }),
      ceiling: boundedMean(numbers, { largest, level, seed: SEED }).upper,
    };
  },
  quantity: meanOf,
  wager: ({ bound, margin }, mean) => wagerGreater(mean, { bound, margin }),
  decide: ({ bound, margin }, evidence) =>
    decideGreater(evidence, { bound, margin }),
  leastSeeds: minimumSeeds,
  figure: aboveBound,
  calibration: {
    statement: {
      kind: "greater",
      name: "greater",
      says: "the mean > 0",
      of: [],
      bound: 0,
      margin: MARGIN,
    },
    justFalse: constantTruth(0),
    justTrue: constantTruth(MARGIN),
    effect: constantTruth(EFFECT),
    // Beyond 30 seeds it takes a quarter of a second to count all signs.
    studies: (seeds) => seeds > 30 ? 10 : 150,
  },
};
