/**
 * Whether a number rises or falls along ordered conditions: the mean over seeds
 * of Kendall's tau, from -1 (all fall) to 1 (all rise).
 */
import { z } from "zod";
import { intervalOf } from "../../../statistics/interval.ts";
import { kendallTau } from "../../../statistics/kendall_tau.ts";
import { meanQuantity } from "../../../statistics/mean_quantity.ts";
import {
  allConditions,
  conditionsSchema,
  describeMeans,
  NAMED,
} from "./_parts.ts";
import type { MeasureKind } from "./kind.ts";

/** Two conditions are a difference. */
const LEAST_CONDITIONS = 3;

const schema = z.strictObject({
  kind: z.literal("trend"),
  ...NAMED,
  /** The conditions, in their order. */
  along: conditionsSchema(LEAST_CONDITIONS),
});

/** The kind `"trend"`. */
export const trend: MeasureKind<typeof schema> = {
  schema,
  noun: "mean tau",
  isRatio: true,
  conditions: allConditions,
  leastConditions: LEAST_CONDITIONS,
  estimate: (_, { scores }) =>
    intervalOf(
      meanQuantity(scores.map(kendallTau), { lower: -1, upper: 1 }),
    ),
  detail: describeMeans,
};
