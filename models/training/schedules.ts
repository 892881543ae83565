/** How the learning rate goes through a training. */
import type { Schedule } from "./recipe.ts";

/**
 * The rate of a step, as a share of the highest.
 *
 * @param step The step, from 0.
 * @param steps All steps of the training.
 * @returns A number in (0, 1].
 */
export type RateOfStep = (step: number, steps: number) => number;

/** The part of a cycle in which the rate rises. */
const RISE = 0.3;

/** Where a cycle starts, and where it ends, as shares of the highest rate. */
const START = 1 / 25;
const END = START / 1e4;

/**
 * The schedules, by name.
 *
 * - `constant`: the same rate in every step.
 * - `one-cycle`: up to the highest and down to nearly nothing, along half
 *   cosines, with the constants of PyTorch's `OneCycleLR`; momentum is left as
 *   it is. Source: Smith and Topin 2018, arXiv:1708.07120.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * import { SCHEDULES } from "./schedules.ts";
 * const rates = [0, 1, 2].map((step) => SCHEDULES["one-cycle"](step, 10));
 * assertAlmostEquals(rates[0]!, 0.04, 1e-12);
 * assertAlmostEquals(rates[1]!, 0.52, 1e-12);
 * assertEquals(rates[2], 1);
 * ```
 */
export const SCHEDULES: Readonly<Record<Schedule, RateOfStep>> = {
  "constant": () => 1,
  "one-cycle": oneCycle,
};

function oneCycle(step: number, steps: number): number {
  const top = RISE * steps - 1;
  return step <= top
    ? between(START, 1, step / top)
    : between(1, END, (step - top) / (steps - 1 - top));
}

/** From one value to another along half a cosine; `share` is the way gone. */
function between(from: number, to: number, share: number): number {
  return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
}
