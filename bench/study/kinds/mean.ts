/** The mean over seeds. */
import { z } from "zod";
import { intervalOf } from "../../../statistics/interval.ts";
import { meanOf, NAMED, OF, oneCondition } from "./_parts.ts";
import type { MeasureKind } from "./kind.ts";

const schema = z.strictObject({ kind: z.literal("mean"), ...NAMED, ...OF });

/** The kind `"mean"`. */
export const mean: MeasureKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  estimate: (statement, site) => intervalOf(meanOf(statement, [site])),
  detail(statement, [site]) {
    const { bounds: { lower, upper } } = meanOf(statement, [site!]);
    return Number.isFinite(upper - lower)
      ? undefined
      : "no interval: what is measured has no largest value";
  },
};
