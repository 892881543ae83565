/** Which of some names is meant by one that is misspelt. */
import { levenshteinDistance } from "@std/text/levenshtein-distance";

/** Letters that a misspelt name may differ in; at most half of a short one's. */
const MISSPELT = 3;

/**
 * Finds the name that may be meant.
 *
 * @param given What was written.
 * @param names The names that there are.
 * @returns The nearest; nothing if none is near, or two are as near.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { nearest } from "./nearest.ts";
 * assertEquals(nearest("remedy", ["remedies", "gain"]), "remedies");
 * assertEquals(nearest("xyz", ["remedies", "gain"]), undefined);
 * ```
 */
export function nearest(
  given: string,
  names: readonly string[],
): string | undefined {
  const most = Math.min(MISSPELT, Math.floor(given.length / 2));
  const wanted = given.toLowerCase();
  const [found, other] = [...new Set(names)]
    .map((name) => ({
      name,
      distance: levenshteinDistance(wanted, name.toLowerCase()),
    }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return found?.distance === other?.distance ? undefined : found?.name;
}

/** Asks whether the nearest name is meant; an empty text if none is near. */
export function didYouMean(given: string, names: readonly string[]): string {
  const name = nearest(given, names);
  return name === undefined ? "" : `did you mean ${name}? `;
}
