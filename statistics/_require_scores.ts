/**
 * The check of a table of scores, made once at the door of each function that
 * takes one.
 *
 * @module
 */

/** The fewest seeds and conditions that are enough. */
export interface ScoresRequirement {
  readonly seeds: number;
  readonly conditions: number;
}

/**
 * Throws a RangeError unless `scores[seed][condition]` is large enough, finite
 * and has a score of each seed under each condition.
 */
export function requireScores(
  action: string,
  scores: readonly (readonly number[])[],
  least: ScoresRequirement,
): void {
  if (scores.length < least.seeds) {
    throw new RangeError(
      `Cannot ${action}: wanted ${least.seeds} or more seeds, got ` +
        `${scores.length}`,
    );
  }
  const conditions = scores[0]?.length ?? 0;
  if (conditions < least.conditions) {
    throw new RangeError(
      `Cannot ${action}: wanted ${least.conditions} or more conditions, got ` +
        `${conditions}`,
    );
  }
  for (const [seed, row] of scores.entries()) {
    if (row.length !== conditions) {
      throw new RangeError(
        `Cannot ${action}: wanted ${conditions} scores of each seed, got ` +
          `${row.length} at scores[${seed}]`,
      );
    }
    for (let condition = 0; condition < conditions; condition++) {
      if (!Number.isFinite(row[condition])) {
        throw new RangeError(
          `Cannot ${action}: wanted finite scores, got ${row[condition]} at ` +
            `scores[${seed}][${condition}]`,
        );
      }
    }
  }
}
