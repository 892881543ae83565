/**
 * What the seeds before each seed say of several conditions. A bet may be on
 * whatever they say is best: choosing by the past costs nothing, whereas
 * choosing by the seed that is bet on would be a fraud.
 *
 * @module
 */

/** `table[seed][condition]`; `undefined` for a score that failed. */
export type Table = readonly (readonly (number | undefined)[])[];

/**
 * Gives the mean of each condition over the seeds before each seed.
 *
 * @returns `means[seed][condition]`; `undefined` where no score is known yet.
 */
export function pastMeans(table: Table): (number | undefined)[][] {
  const seen = (table[0] ?? []).map(() => ({ sum: 0, count: 0 }));
  return table.map((row) => {
    const means = seen.map(({ sum, count }) => count ? sum / count : undefined);
    for (const [at, score] of row.entries()) {
      if (score === undefined) continue;
      seen[at]!.sum += score;
      seen[at]!.count++;
    }
    return means;
  });
}

/**
 * Finds the condition with the largest mean, the first of several.
 *
 * @param means `means[condition]`.
 * @param among The conditions that may be chosen.
 * @returns Its index; nothing if none of them has a mean.
 */
export function leader(
  means: readonly (number | undefined)[],
  among: readonly number[],
): number | undefined {
  const known = among.filter((at) => means[at] !== undefined);
  const most = Math.max(...known.map((at) => means[at]!));
  return known.find((at) => means[at] === most);
}

/** Gives one score less another; nothing if either failed. */
export function less(
  score: number | undefined,
  other: number | undefined,
): number | undefined {
  return score === undefined || other === undefined ? undefined : score - other;
}

/** Throws a RangeError unless each seed has as many scores, and enough. */
export function requireTable(
  action: string,
  table: Table,
  least: number,
): void {
  const conditions = Math.max(least, table[0]?.length ?? 0);
  for (const [seed, row] of table.entries()) {
    if (row.length === conditions) continue;
    throw new RangeError(
      `Cannot ${action}: wanted ${conditions} scores of each seed, got ` +
        `${row.length} at scores[${seed}]`,
    );
  }
}
