/** What a band of a picture shows of many numbers. */
import { meanOf } from "../mean_of.ts";

/** A mean, and the ends of the middle half. */
export interface Spread {
  mean: number;
  low: number;
  high: number;
}

/** The mean of numbers, and their quartiles, each one of the numbers. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return { mean: meanOf(numbers), low: at(0.25), high: at(0.75) };
}
