/** Whether a number rises or falls along ordered conditions: Page's L. */
import { z } from "zod";
import { pageTrend } from "../../../statistics/page_trend.ts";
import {
  allConditions,
  conditionsSchema,
  describeMeans,
  NAMED,
  SEED,
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
  conditions: allConditions,
  leastConditions: LEAST_CONDITIONS,
  evidence({ along }, [values = []]) {
    const { p, standardized } = pageTrend(values, { seed: SEED });
    const way = standardized > 0 ? "rising" : "falling";
    return { p, detail: `${way} in the mean: ${describeMeans(along, values)}` };
  },
};
