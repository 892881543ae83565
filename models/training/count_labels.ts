/** How many images each class has. */

/**
 * Counts labels.
 *
 * @param labels `labels[image]`.
 * @param classes How many there are.
 * @returns `counts[class]`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { countLabels } from "./count_labels.ts";
 * assertEquals(countLabels(Uint8Array.of(0, 2, 0), 3), [2, 0, 1]);
 * ```
 */
export function countLabels(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return counts;
}
