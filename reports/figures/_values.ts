/** What all figures ask of statements. */
import type { ClaimRow } from "../tables/claims_csv.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import type { Condition, SeedValue, Statement } from "../report_model.ts";

/** A seed of which no trial failed. */
export type CompleteSeed = SeedValue & { value: number };

/** The seeds of a condition that have a value. */
export function completeSeeds(
  condition: Condition | undefined,
): CompleteSeed[] {
  return (condition?.seeds ?? []).filter((seed): seed is CompleteSeed =>
    seed.value !== undefined
  );
}

/** Seeds that are drawn one by one: more are a blot, and a large page. */
const MOST_DRAWN = 60;

/** The first of many seeds, or of their values: those that are drawn. */
export function drawnOf<Item>(items: readonly Item[]): Item[] {
  return items.slice(0, MOST_DRAWN);
}

/** The values of a condition, in the order of the seeds. */
export function valuesOf(condition: Condition | undefined): number[] {
  return completeSeeds(condition).map(({ value }) => value);
}

/** The estimate of a statement, where it has one. */
export function estimateOf(
  { row }: Pick<Statement, "row">,
): MeanEstimate | undefined {
  const { estimate: point, lower, upper } = row;
  return point === undefined || lower === undefined || upper === undefined
    ? undefined
    : { point, lower, upper };
}

/** What is of no interest: around 0, or just above the bound. */
export function marginOf(
  { kind, margin, bound }: ClaimRow,
): readonly [number, number] | undefined {
  if (margin === undefined || margin === 0) return undefined;
  if (kind === "equivalent") return [-margin, margin];
  return bound === undefined ? undefined : [bound, bound + margin];
}

/** What a statement compares, whatever it is held against. */
export function contrastKey({ conditions }: Statement): string {
  const terms = conditions[0]?.seeds[0]?.terms ?? [];
  return JSON.stringify(
    terms.map(({ cell, weight, metric, inference }) => [
      ...[cell, weight, metric, inference],
    ]),
  );
}

/** Whether a statement is in epochs, and not in shares. */
export function isInEpochs({ conditions }: Statement): boolean {
  const [term] = conditions[0]?.seeds[0]?.terms ?? [];
  return term?.metric.startsWith("epoch of ") ?? false;
}

/**
 * An axis with room for numbers and for 0.
 *
 * @returns Its ends, rounded away from the numbers.
 */
export function domainOf(numbers: readonly number[]): [number, number] {
  const least = numbers.reduce((a, b) => Math.min(a, b), 0);
  const most = numbers.reduce((a, b) => Math.max(a, b), 0);
  const span = most - least || 1;
  const step = 10 ** Math.floor(Math.log10(span)) / 10;
  const round = (value: number) => Number(value.toPrecision(12));
  return [
    round(Math.floor((least - span * 0.03) / step) * step),
    round(Math.ceil((most + span * 0.03) / step) * step),
  ];
}
