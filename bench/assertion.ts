/** What decides a claim: a number of each seed, and what is said of its mean. */
import type { Inference } from "../models/classifier.ts";
import type { Metrics } from "../models/metrics.ts";

/** The metrics that are one number. */
export type MetricName = {
  [Name in keyof Metrics]-?: Metrics[Name] extends number | undefined ? Name
    : never;
}[keyof Metrics];

/** One score of each seed: a trained cell, used in one way, measured by one metric. */
export interface Score {
  /** The name of a cell of the claim. */
  cell: string;
  /** @default {"as-trained"} */
  inference?: Inference;
  /** @default {"minorityF1"} */
  metric?: MetricName;
}

/** A sum of scores of the same seed, such as one arm less another. */
export type Contrast = readonly (Score & { weight: number })[];

/** A mean that a claim says is greater than a bound. */
export interface Assertion {
  /** A short name, such as `"positive"`. */
  name: string;
  /** What is asserted, for people. */
  says: string;
  /** The number of each seed whose mean it is about. */
  of: Contrast;
  /** What the mean must be greater than. */
  bound: number;
  /** The smallest difference beyond the bound of practical interest. */
  margin: number;
}

/**
 * One score less another, seed by seed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { difference } from "./assertion.ts";
 * assertEquals(difference({ cell: "with" }, { cell: "without" }), [
 *   { cell: "with", weight: 1 },
 *   { cell: "without", weight: -1 },
 * ]);
 * ```
 */
export function difference(score: Score, other: Score): Contrast {
  return [{ ...score, weight: 1 }, { ...other, weight: -1 }];
}

/** One score as it is, seed by seed. */
export function value(score: Score): Contrast {
  return [{ ...score, weight: 1 }];
}
