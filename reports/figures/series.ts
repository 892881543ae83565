/** What all figures ask of the numbers of statements. */
import type {
  DocumentStatement,
  SeedValue,
  Series,
  SeriesTerm,
} from "../document.ts";
import type { MeanEstimate } from "../mean_estimate.ts";

/** A seed of which no trial failed. */
export type CompleteSeed = SeedValue & { value: number };

/** The seeds of a series that have a value. */
export function completeSeeds(series: Series | undefined): CompleteSeed[] {
  return (series?.seeds ?? []).filter((seed): seed is CompleteSeed =>
    seed.value !== null
  );
}

/** The values of a series, in the order of the seeds. */
export function valuesOf(series: Series | undefined): number[] {
  return completeSeeds(series).map(({ value }) => value);
}

/** Seeds that are drawn one by one: more are a blot, and a large page. */
export const MOST_DRAWN = 60;

/** What the legends of pictures say of them. */
export const SEED_DOTS =
  `Faint dots are seeds, the first ${MOST_DRAWN} at most`;

/** The first of many seeds, or of their values: those that are drawn. */
export function drawnOf<Item>(items: readonly Item[]): Item[] {
  return items.slice(0, MOST_DRAWN);
}

/** The estimate of a statement, where it has one that ends on both sides. */
export function estimateOf(
  { estimate }: Pick<DocumentStatement, "estimate">,
): MeanEstimate | undefined {
  if (estimate === undefined) return undefined;
  const { point, lower, upper } = estimate;
  return lower === null || upper === null ? undefined : { point, lower, upper };
}

/** What a statement compares, whatever it is compared with. */
export function contrastKey({ series }: DocumentStatement): string {
  return JSON.stringify(
    series.map(({ label, site, terms }) => [label, site, terms]),
  );
}

/** The terms of a statement about one condition. */
export function termsOf({ series }: DocumentStatement): readonly SeriesTerm[] {
  return series[0]?.terms ?? [];
}

/** Whether a statement is in epochs, and not in shares. */
export function isInEpochs(statement: DocumentStatement): boolean {
  return termsOf(statement)[0]?.reaches !== undefined;
}

/** A statement at each of its sites, or all of a site's. */
export type BySite = ReadonlyMap<string, readonly DocumentStatement[]>;

/** An axis with room for seeds, for their intervals, and for 0. */
export function domainAround(
  drawn: readonly { values: readonly number[]; estimate: MeanEstimate }[],
): [number, number] {
  return domainOf(
    drawn.flatMap(({ values, estimate: { lower, upper } }) => [
      ...values,
      lower,
      upper,
    ]),
  );
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
