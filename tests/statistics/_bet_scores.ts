/**
 * The scores of `betting_reference.py`, in fractions that binary numbers hold
 * exactly, and what is computed from them there.
 */

import { assertAlmostEquals, assertEquals } from "@std/assert";
import { logEvidence } from "../../statistics/bets.ts";
import type { Quantity } from "../../statistics/mean_quantity.ts";
import { drawUniform } from "./_samples.ts";

/** What gains and their differences can be here. */
export const BOUNDS = { lower: -1, upper: 1 };

/** How much the conditions of a table score beyond each other, in 64ths. */
export const PEAK = [0, 8, 24, 12, 4];
export const LEVEL = [0, 0, 0, 0];

/** One number a seed, 0.18 in the mean. */
export function gains(seeds: number): number[] {
  return times(seeds, (t) => ((37 * t + 11) % 64 - 20) / 64);
}

/** One number a seed, about 0, of at most 3 / 64. */
export function small(seeds: number): number[] {
  return times(seeds, (t) => ((5 * t) % 7 - 3) / 64);
}

/** `scores[seed][condition]`, from 0 to 1. */
export function table(seeds: number, rises: readonly number[]): number[][] {
  return times(
    seeds,
    (t) =>
      rises.map((rise, c) =>
        (29 * t + 13 * c * c + 7 * t * c) % 32 / 64 + rise / 64
      ),
  );
}

/** A table in which four scores failed. */
export function spoiledTable(): (number | undefined)[][] {
  const failed = ["0 1", "3 2", "3 4", "7 0"];
  return table(30, PEAK).map((row, t) =>
    row.map((score, c) => failed.includes(`${t} ${c}`) ? undefined : score)
  );
}

/** Scores of which some seeds failed. */
export function spoil<Score>(
  scores: readonly Score[],
  failed: readonly number[],
): (Score | undefined)[] {
  return scores.map((score, t) => failed.includes(t) ? undefined : score);
}

/** One thing for each of the first whole numbers. */
export function times<Each>(
  count: number,
  make: (index: number) => Each,
): Each[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Scores that are 1 or -1, and on average the mean. */
export function drawCoins(seed: number, [count, mean]: [number, number]) {
  return drawUniform(seed, count).map((u) => u < (1 + mean) / 2 ? 1 : -1);
}

/** Most gain a little, one in twelve loses 0.6; the mean is 0. */
export function drawLopsided(seed: number, count: number): number[] {
  return drawUniform(seed, count).map((u) => u < 1 / 12 ? -0.6 : 0.6 / 11);
}

/** Compares as many digits as the reference prints. */
export function assertClose(
  actual: readonly number[],
  expected: readonly number[],
): void {
  assertEquals(actual.length, expected.length);
  for (const [at, each] of expected.entries()) {
    assertAlmostEquals(actual[at]!, each, 1e-10, `at index ${at}`);
  }
}

/** The evidence above and below values, at some seeds, counted from 0. */
export function sidesAt(
  quantity: Quantity,
  { above, below, seeds }: { above: number; below: number; seeds: number[] },
): [number[], number[]] {
  const pick = (logs: readonly number[]) => seeds.map((seed) => logs[seed]!);
  return [
    pick(logEvidence(quantity.above(above))),
    pick(logEvidence(quantity.below(below))),
  ];
}
