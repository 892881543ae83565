/** The mean over seeds. */
import { z } from "zod";
import { meanEvidence, NAMED, OF, oneCondition } from "./_parts.ts";
import type { MeasureKind } from "./kind.ts";

const schema = z.strictObject({ kind: z.literal("mean"), ...NAMED, ...OF });

/** The kind `"mean"`. */
export const mean: MeasureKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  evidence: (_, [values = []], level) =>
    meanEvidence(values.flat(), { bound: 0, level }),
};
