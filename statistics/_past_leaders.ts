/**
 * Which of several conditions looks best so far. A bet may use the seeds before
 * it to choose a condition, and stays fair. It may never use its own seed.
 *
 * @module
 */

/** `table[seed][condition]`; `undefined` for a score that failed. */
export type Table = readonly (readonly (number | undefined)[])[];

/**
 * Finds the condition with the largest mean over the seeds before each seed,
 * the first of several.
 *
 * @param among The conditions that may be chosen.
 * @returns `leaders[seed]`; `undefined` if no score is known yet.
 */
export function pastLeaders(
  table: Table,
  among: readonly number[],
): (number | undefined)[] {
  const seen = among.map((at) => ({ at, sum: 0, count: 0 }));
  return table.map((row) => {
    const known = seen.filter(({ count }) => count > 0);
    const most = Math.max(...known.map(({ sum, count }) => sum / count));
    const best = known.find(({ sum, count }) => sum / count === most);
    for (const each of seen) {
      const score = row[each.at];
      if (score === undefined) continue;
      each.sum += score;
      each.count++;
    }
    return best?.at;
  });
}

/** Gives one score minus another; `undefined` if either failed. */
export function minus(
  score: number | undefined,
  other: number | undefined,
): number | undefined {
  return score === undefined || other === undefined ? undefined : score - other;
}

/**
 * Gives the numbers of the conditions of a table.
 *
 * @throws {RangeError} If there are too few, or not as many for each seed.
 */
export function conditionsOf(table: Table, least: number): number[] {
  const count = Math.max(least, table[0]?.length ?? 0);
  const odd = table.findIndex((row) => row.length !== count);
  if (odd !== -1) {
    throw new RangeError(
      `Cannot bet on conditions: wanted ${count} scores of each seed, got ` +
        `${table[odd]!.length} at scores[${odd}]`,
    );
  }
  return Array.from({ length: count }, (_, at) => at);
}
