/** The mean over seeds is 0, give or take a margin. */
import { z } from "zod";
import { decideEquivalent } from "../../../statistics/decide_equivalent.ts";
import { equivalence } from "../../../statistics/equivalence.ts";
import { minimumSeeds } from "../../../statistics/minimum_seeds.ts";
import { wagerEquivalent } from "../../../statistics/wager.ts";
import {
  constantTruth,
  largest,
  margin,
  meanOf,
  NAMED,
  OF,
  oneCondition,
  SEED,
} from "./_parts.ts";
import type { AssertionKind } from "./kind.ts";

const schema = z.strictObject({
  kind: z.literal("equivalent"),
  ...NAMED,
  ...OF,
  /** The largest mean that does not matter. */
  margin: margin.positive(),
  /** The largest magnitude that one seed's number can have. */
  largest,
}).refine(({ margin, largest }) => margin < largest, {
  path: ["margin"],
  message: "a margin of the largest number or more says nothing",
});

/** As for the copy of the plain network: 0.05 would take 59 seeds. */
const MARGIN = 0.15;

/** The kind `"equivalent"`. */
export const equivalent: AssertionKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  evidence({ margin, largest }, [values = []], level) {
    const least = seedsToSupport({ margin, largest }, level);
    return {
      // Each of the two tests is at the level of the claim, so the interval
      // has less coverage.
      ...equivalence(values.flat(), {
        margin,
        largest,
        seed: SEED,
        level: 1 - 2 * (1 - level),
      }),
      obstacle: values.length < least
        ? `${values.length} seeds cannot show a mean within ${margin} of 0, ` +
          `whatever they score: ${least} or more can`
        : undefined,
    };
  },
  quantity: meanOf,
  wager: ({ margin }, mean) => wagerEquivalent(mean, { margin }),
  decide: ({ margin }, evidence) => decideEquivalent(evidence, { margin }),
  leastSeeds: minimumSeeds,
  figure: ({ margin = 0 }) => ({
    shape: "estimate",
    ignorable: [-margin, margin],
  }),
  calibration: {
    statement: {
      kind: "equivalent",
      name: "equivalent",
      says: `the mean is within ${MARGIN} of 0`,
      of: [],
      margin: MARGIN,
      largest: 1,
    },
    // A mean at the margin is the last of both.
    justFalse: constantTruth(MARGIN),
    justTrue: constantTruth(MARGIN),
    effect: constantTruth(0),
    studies: () => 80,
  },
};

/**
 * Fewer seeds leave open a mean beyond the margin even if all of them score 0:
 * one seed in so many could score the largest number there is.
 */
function seedsToSupport(
  { margin, largest }: { margin: number; largest: number },
  level: number,
): number {
  return Math.ceil(Math.log(1 - level) / Math.log(1 - margin / largest));
}
