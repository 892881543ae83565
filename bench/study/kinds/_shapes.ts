/** What several kinds have in common. */
import { z } from "zod";
import type { Figure } from "../../../reports/figures/drawing.ts";
import {
  type Condition,
  conditionSchema,
  type Contrast,
  contrastSchema,
} from "../contrast.ts";

/** What every statement has. */
export const NAMED = {
  /** A short name, such as `"positive"`. */
  name: z.string().min(1),
  /** What is asserted, or measured, for people. */
  says: z.string().min(1),
};

/** One number a seed. */
export const OF = {
  /** The number of each seed. */
  of: contrastSchema,
};

/** Several numbers a seed: the conditions, in their order. */
export function conditionsSchema(
  least: number,
): z.ZodReadonly<z.ZodArray<typeof conditionSchema>> {
  return z.array(conditionSchema).min(least).readonly();
}

/** The smallest effect that matters, beyond the bound where there is one. */
export const margin = z.number().min(0);

/** The largest magnitude that one seed's number can have. */
export const largest = z.number().positive();

/** The only condition of a statement about one number a seed. */
export function oneCondition({ of }: { of: Contrast }): Condition[] {
  return [{ label: "", of }];
}

/** The conditions of a statement about several numbers a seed. */
export function allConditions(
  { along }: { along: readonly Condition[] },
): Condition[] {
  return [...along];
}

/** The labels of conditions. */
export function labelsOf(along: readonly Condition[]): string[] {
  return along.map(({ label }) => label);
}

/** The mean of each condition, for people. */
export function describeMeans(
  along: readonly Condition[],
  values: readonly (readonly number[])[],
): string {
  return along.map(({ label }, at) => {
    const sum = values.reduce((total, row) => total + (row[at] ?? 0), 0);
    return `${label} ${(sum / values.length).toFixed(3)}`;
  }).join(", ");
}

/** An estimate, against a bound and a margin above it. */
export const aboveBound: Figure = ({ bound = 0, margin = 0 }) => ({
  shape: "estimate",
  ignorable: margin === 0 ? undefined : [bound, bound + margin],
});
