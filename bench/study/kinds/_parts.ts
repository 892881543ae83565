/** What several kinds have in common. */
import { z } from "zod";
import type { Figure } from "../../../reports/figures/drawing.ts";
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
import type { Shown, SiteScores, Truth } from "./kind.ts";

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

/** The terms of two conditions. */
type Pair = readonly [readonly BoundedTerm[], readonly BoundedTerm[]];

/**
 * What the number of the first condition of any pair minus the second can be.
 */
export function differenceBounds(pairs: readonly Pair[]): Bounds {
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

/** The mean of each condition over the seeds that have a number under it. */
export function meansOf({ scores, terms }: SiteScores): (number | undefined)[] {
  return terms.map((own, at) =>
    meanQuantity(scores.map((row) => row[at]), contrastBounds(own)).point
  );
}

/** The mean of each condition, for people. */
export function describeMeans(
  { along }: { along: readonly Condition[] },
  [site]: readonly SiteScores[],
): string {
  const means = meansOf(site!);
  return along.map(({ label }, at) =>
    `${label} ${means[at]?.toFixed(3) ?? "unknown"}`
  ).join(", ");
}

/** An estimate, against a bound and a margin above it. */
export const aboveBound: Figure = ({ bound = 0, margin = 0 }) => ({
  shape: "estimate",
  ignorable: margin === 0 ? undefined : [bound, bound + margin],
});

/** What the numbers of a statement are compared with. */
interface Marks {
  bound?: number | undefined;
  margin?: number | undefined;
}

/** What verdicts on "the mean is greater than a bound" have shown. */
export function shownOfMean(marks: Marks): Record<Shown, string> {
  const { bound = 0 } = marks;
  return {
    supported: `the mean is above ${bound}`,
    contradicted: `the mean is below ${limitOf(marks)}`,
  };
}

/** What verdicts on "it is greater than a bound" have shown, in short. */
export function briefOfBound(marks: Marks): Record<Shown, string> {
  const { bound = 0 } = marks;
  return { supported: `>${bound}`, contradicted: `<${limitOf(marks)}` };
}

/** 0.1 + 0.2 has more digits than anybody wants to read. */
function limitOf({ bound = 0, margin = 0 }: Marks): number {
  return Number((bound + margin).toFixed(9));
}

/** The margin of simulated studies: that of the bench files. */
export const MARGIN = 0.05;

/** The effect of simulated studies: twice the headline of the paper. */
export const EFFECT = 0.3;

/** The same mean at each condition or site of a simulated study. */
export function constantTruth(value: number, count = 1): Truth {
  return { means: Array.from({ length: count }, () => value), value };
}
