/** The means of conditions differ: the largest minus the smallest. */
import { z } from "zod";
import { rangeQuantity } from "../../../statistics/range_quantity.ts";
import { wagerGreater } from "../../../statistics/wager.ts";
import {
  allConditions,
  briefOfBound,
  conditionsSchema,
  describeMeans,
  differenceBounds,
  EFFECT,
  MARGIN,
  margin,
  NAMED,
} from "./_parts.ts";
import type { AssertionKind } from "./kind.ts";

/** One condition differs from nothing. */
const LEAST_CONDITIONS = 2;

const schema = z.strictObject({
  kind: z.literal("differ"),
  ...NAMED,
  /** The conditions, in their order. */
  along: conditionsSchema(LEAST_CONDITIONS),
  /** The smallest range of means that matters. */
  margin: margin.positive(),
});

/** The more pairs are at the margin, the likelier is one beyond it. */
const AT_MARGIN = { means: [0, MARGIN, 0, MARGIN], value: MARGIN };

/** The kind `"differ"`. */
export const differ: AssertionKind<typeof schema> = {
  schema,
  noun: "range",
  conditions: allConditions,
  leastConditions: LEAST_CONDITIONS,
  quantity(_, [site]) {
    const { scores, terms } = site!;
    const pairs = terms.flatMap((high) =>
      terms.filter((low) => low !== high).map((low) => [high, low] as const)
    );
    return rangeQuantity(scores, differenceBounds(pairs));
  },
  // A range is never below 0: what it must exceed is the margin itself.
  wager: ({ margin }, range) =>
    wagerGreater(range, { bound: margin, margin: 0 }),
  detail: describeMeans,
  shown: ({ margin }) => ({
    supported: `two of the means lie more than ${margin} apart`,
    contradicted: `all of the means lie within ${margin} of each other`,
  }),
  brief: ({ margin }) => briefOfBound({ bound: margin }),
  figure: () => ({ shape: "curve" }),
  calibration: {
    statement: {
      kind: "differ",
      name: "differ",
      says: `the means of 4 conditions lie more than ${MARGIN} apart`,
      along: ["1", "2", "3", "4"].map((label) => ({ label, of: [] })),
      margin: MARGIN,
    },
    justFalse: AT_MARGIN,
    justTrue: AT_MARGIN,
    effect: {
      means: [0, EFFECT / 3, 2 * EFFECT / 3, EFFECT],
      value: EFFECT,
    },
  },
};
