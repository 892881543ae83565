/** What several kinds have in common. */
import { z } from "zod";
import type { Figure } from "../../../reports/figures/drawing.ts";
import { bootstrapMean } from "../../../statistics/bootstrap_mean.ts";
import { signFlip } from "../../../statistics/sign_flip.ts";
import {
  type BoundedTerm,
  type Bounds,
  contrastBounds,
} from "../../../statistics/bounds.ts";
import {
  meanQuantity,
  type Quantity,
} from "../../../statistics/mean_quantity.ts";
import {
  type Condition,
  conditionSchema,
  type Contrast,
  contrastSchema,
} from "../contrast.ts";
import type { Evidence, SiteScores, Truth, Values } from "./kind.ts";

/** What every statement has. */
export const NAMED = {
  /** A short name, such as `"positive"`. */
  name: z.string().min(1),
  /** What is asserted, or measured, for people. */
  says: z.string().min(1),
};

/** What a statement about one number a seed has. */
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

/** The mean of one number a seed. */
export function meanOf(
  _: unknown,
  [site]: readonly SiteScores[],
): Quantity {
  const { scores, terms } = site!;
  return meanQuantity(
    scores.map(([score]) => score),
    contrastBounds(terms[0]!),
  );
}

/** What the number of a condition less that of another can be. */
export function differenceBounds(
  pairs: readonly (readonly [readonly BoundedTerm[], readonly BoundedTerm[]])[],
): Bounds {
  const each = pairs.map(([first, second]) =>
    contrastBounds([
      ...first,
      ...second.map((term) => ({ ...term, weight: -term.weight })),
    ])
  );
  return {
    lower: Math.min(...each.map(({ lower }) => lower)),
    upper: Math.max(...each.map(({ upper }) => upper)),
  };
}

/** Of the resampling: the same numbers give the same interval, to the bit. */
export const SEED = 20210919;

/** Seeds up to which every pattern of signs is counted, and p is exact. */
const EXACT_UP_TO = 40;

/**
 * The mean of one number a seed, by the bootstrap, and its test against a
 * bound, by flipping the signs of what is above and below it.
 */
export function meanEvidence(
  values: readonly number[],
  { bound, level }: { bound: number; level: number },
): Pick<Evidence, "estimate" | "p"> {
  const estimate = bootstrapMean(values, {
    level,
    seed: SEED,
    isExpanded: true,
  });
  const { p } = signFlip(values.map((value) => value - bound), {
    seed: SEED,
    exactUpTo: EXACT_UP_TO,
  });
  return { estimate, p };
}

/** The mean of each condition, for people. */
export function describeMeans(
  along: readonly Condition[],
  values: Values,
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

/** The margin of simulated studies: that of the bench files. */
export const MARGIN = 0.05;

/** The effect of simulated studies: twice the headline of the paper. */
export const EFFECT = 0.3;

/** The same mean at each condition or site of a simulated study. */
export function constantTruth(value: number, count = 1): Truth {
  return { means: Array.from({ length: count }, () => value), value };
}
