/** Along ordered conditions the mean has its peak inside, not at an end. */
import { z } from "zod";
import { heightQuantity } from "../../../statistics/height_quantity.ts";
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

/** Two ends, and what is between them. */
const LEAST_CONDITIONS = 3;

const schema = z.strictObject({
  kind: z.literal("peak"),
  ...NAMED,
  /** The conditions, in their order. */
  along: conditionsSchema(LEAST_CONDITIONS),
  /** The smallest height above both ends that matters. */
  margin: margin.positive(),
});

/** The kind `"peak"`. */
export const peak: AssertionKind<typeof schema> = {
  schema,
  noun: "height",
  conditions: allConditions,
  leastConditions: LEAST_CONDITIONS,
  quantity(_, [site]) {
    const { scores, terms } = site!;
    const ends = [terms[0]!, terms.at(-1)!];
    const pairs = terms.slice(1, -1)
      .flatMap((inner) => ends.map((end) => [inner, end] as const));
    return heightQuantity(scores, differenceBounds(pairs));
  },
  wager: ({ margin }, height) => wagerGreater(height, { bound: 0, margin }),
  detail: describeMeans,
  shown: ({ margin }) => ({
    supported: "a mean inside is above those of both ends",
    contradicted: `no mean inside is ${margin} above those of both ends`,
  }),
  brief: briefOfBound,
  figure: () => ({ shape: "curve" }),
  calibration: {
    statement: {
      kind: "peak",
      name: "peak",
      says: "the best of 5 conditions is not at an end",
      along: ["1", "2", "3", "4", "5"].map((label) => ({ label, of: [] })),
      margin: MARGIN,
    },
    // A plateau up to an end is what most easily passes for a peak.
    justFalse: { means: [-0.3, 0, 0, 0, 0], value: 0 },
    justTrue: { means: [0, -0.3, MARGIN, -0.3, 0], value: MARGIN },
    effect: { means: [0, EFFECT / 2, EFFECT, EFFECT / 2, 0], value: EFFECT },
  },
};
