/** Seeded tables `scores[seed][condition]` for the tests of this folder. */

import { drawNormal } from "./_samples.ts";

/** How many seeds and conditions a table has. */
export type Shape = readonly [seeds: number, conditions: number];

/** Draws standard normal scores. */
export function drawNormalTable(seed: number, shape: Shape): number[][] {
  return intoRows(drawNormal(seed, shape[0] * shape[1]), shape[1]);
}

/** All orders of the values, each once for every way that ties make it. */
export function ordersOf(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, at) =>
    ordersOf(values.toSpliced(at, 1)).map((rest) => [value, ...rest])
  );
}

function intoRows(values: readonly number[], conditions: number): number[][] {
  const rows = values.length / conditions;
  return Array.from(
    { length: rows },
    (_, row) => values.slice(row * conditions, (row + 1) * conditions),
  );
}
