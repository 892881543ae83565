/** The mean over seeds. */
import { z } from "zod";
import { meanEvidence } from "./_mean_evidence.ts";
import { NAMED, OF, oneCondition } from "./_shapes.ts";
import type { MeasureKind } from "./kind.ts";

const schema = z.strictObject({ kind: z.literal("mean"), ...NAMED, ...OF });

/** The kind `"mean"`. */
export const mean: MeasureKind<typeof schema> = {
  schema,
  conditions: oneCondition,
  evidence: (_, [values = []], level) =>
    meanEvidence(values.flat(), { bound: 0, level }),
};
