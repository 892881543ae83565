/** The mean of one number as a share of the mean of another. */
import { z } from "zod";
import { bootstrapRatio } from "../../../statistics/bootstrap_ratio.ts";
import { contrastSchema } from "../contrast.ts";
import { NAMED, SEED } from "./_parts.ts";
import type { MeasureKind } from "./kind.ts";

const schema = z.strictObject({
  kind: z.literal("ratio"),
  ...NAMED,
  /** The part. */
  of: contrastSchema,
  /** The whole. */
  to: contrastSchema,
});

/** The kind `"ratio"`. */
export const ratio: MeasureKind<typeof schema> = {
  schema,
  conditions: ({ of, to }) => [
    { label: "part", of },
    { label: "whole", of: to },
  ],
  evidence(_, [values = []], level) {
    const pairs = values.map(([part = NaN, whole = NaN]) =>
      [part, whole] as const
    );
    return { estimate: bootstrapRatio(pairs, { level, seed: SEED }) };
  },
};
