/** Scores along conditions, for the tests of kinds that take several. */
import { value } from "../../../../bench/study/contrast.ts";

/** Three conditions, in their order. */
export const ALONG = ["few", "some", "many"].map((label) => ({
  label,
  of: value({ cell: label }),
}));

/** Numbers around a mean, in a pattern that averages to it. */
const PATTERN = [1, -0.5, 0.25, -1, 0.5, -0.25, 0.75, -0.75, 0.125, -0.125];

/**
 * Scores around the means of conditions, each with the pattern from another
 * start.
 *
 * @returns `scores[seed][condition]`.
 */
export function scoresAround(
  means: readonly number[],
  { spread = 0.02, seeds = 20 } = {},
): number[][] {
  return Array.from(
    { length: seeds },
    (_, seed) =>
      means.map((mean, at) =>
        mean + spread * PATTERN[(seed + 3 * at) % PATTERN.length]!
      ),
  );
}

/** As many conditions as there are means. */
export function alongOf(means: readonly number[]) {
  return means.map((_, at) => ({
    label: `${at}`,
    of: value({ cell: `${at}` }),
  }));
}
