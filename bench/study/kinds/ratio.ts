/** The mean of one number as a share of the mean of another. */
import { z } from "zod";
import { ratio as ratioOf } from "../../../statistics/ratio.ts";
import { contrastSchema } from "../contrast.ts";
import { NAMED } from "./_parts.ts";
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
  noun: "ratio",
  isRatio: true,
  conditions: ({ of, to }) => [
    { label: "part", of },
    { label: "whole", of: to },
  ],
  estimate(_, { scores, terms: [numerator = [], denominator = []] }) {
    const pairs = scores.map(([part, whole]) =>
      part === undefined || whole === undefined
        ? undefined
        : [part, whole] as const
    );
    const estimate = ratioOf(pairs, { numerator, denominator });
    // An interval without an end says no more than that.
    const isKnown = estimate !== undefined &&
      Number.isFinite(estimate.upper - estimate.lower);
    return isKnown ? estimate : undefined;
  },
  unknown: "it is a share of a number that may be 0",
};
