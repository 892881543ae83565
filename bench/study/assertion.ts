/** What decides a claim: numbers of each seed, and what is said of them. */
import type { Inference } from "../../models/training/classifier.ts";
import type { Metrics } from "../../models/metrics/metrics.ts";

/** The metrics that are one number. */
export type MetricName = {
  [Name in keyof Metrics]-?: Metrics[Name] extends number | undefined ? Name
    : never;
}[keyof Metrics];

/** One number of each seed: a trained cell, used in one way, measured once. */
export interface Score {
  /** The name of a cell of the claim. */
  cell: string;
  /**
   * How the trained network is used.
   * @default {"as-trained"}
   */
  inference?: Inference;
  /**
   * What is measured.
   * @default {"minorityF1"}
   */
  metric?: MetricName;
  /**
   * The epoch after which it is measured: the last, or a checkpoint.
   * @default {the last}
   */
  epoch?: number;
  /**
   * If given, the score is the first epoch after which the metric reaches this
   * value, among the checkpoints and the last; the last where it never does.
   */
  reaches?: number;
}

/** A sum of scores of the same seed, such as one arm less another. */
export type Contrast = readonly (Score & { weight: number })[];

/** One of several conditions that are compared seed by seed, in their order. */
export interface Condition {
  /** Such as `"batch 8"`. */
  label: string;
  /** What is compared under it. */
  of: Contrast;
}

/** What every statement has. */
export interface Named {
  /** A short name, such as `"positive"`. */
  name: string;
  /** What is asserted, or measured, for people. */
  says: string;
}

/** The mean over seeds is greater than a bound. */
export interface GreaterAssertion extends Named {
  /** Which kind of statement it is. */
  kind: "greater";
  /** The number of each seed. */
  of: Contrast;
  /** What the mean is claimed to exceed. */
  bound: number;
  /** The smallest difference beyond the bound of practical interest. */
  margin: number;
  /**
   * The largest magnitude that one seed's number can have.
   * @default {1} as for a difference of two scores from 0 to 1
   */
  largest?: number;
}

/** The mean over seeds is 0, give or take a margin. */
export interface EquivalentAssertion extends Named {
  /** Which kind of statement it is. */
  kind: "equivalent";
  /** The number of each seed. */
  of: Contrast;
  /** The largest mean that is of no practical interest. */
  margin: number;
  /** The largest magnitude that one seed's number can have. */
  largest: number;
}

/** Along ordered conditions the mean has its peak inside, not at an end. */
export interface PeakAssertion extends Named {
  /** Which kind of statement it is. */
  kind: "peak";
  /** The conditions, in their order. */
  along: readonly Condition[];
  /** The smallest height above both ends of practical interest. */
  margin: number;
  /**
   * The largest magnitude that the difference of two conditions can have.
   * @default {2} as for two gains, each between -1 and 1
   */
  largest?: number;
}

/** The means of conditions differ: the largest less the smallest. */
export interface DifferAssertion extends Named {
  /** Which kind of statement it is. */
  kind: "differ";
  /** The conditions. */
  along: readonly Condition[];
  /** The smallest range of means of practical interest. */
  margin: number;
}

/** The mean over several data sets and networks is greater than a bound. */
export interface PooledAssertion extends Named {
  /** Which kind of statement it is. */
  kind: "pooled";
  /** The number of each seed. */
  of: Contrast;
  /** What the mean is claimed to exceed. */
  bound: number;
  /** The smallest difference beyond the bound of practical interest. */
  margin: number;
}

/** What decides a claim. */
export type Assertion =
  | GreaterAssertion
  | EquivalentAssertion
  | PeakAssertion
  | DifferAssertion
  | PooledAssertion;

/** What is measured beside, and decides nothing. */
export type Measure =
  & Named
  & (
    /** The mean over seeds. */
    | { kind: "mean"; of: Contrast }
    /** The mean of one number as a share of the mean of another. */
    | { kind: "ratio"; of: Contrast; to: Contrast }
    /** Whether a number rises or falls along ordered conditions. */
    | { kind: "trend"; along: readonly Condition[] }
  );

/**
 * One score less another, seed by seed.
 *
 * @param score What counts.
 * @param other What is taken from it.
 * @returns Two terms, of weights 1 and -1.
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

/**
 * One score as it is, seed by seed.
 *
 * @param score What counts.
 * @returns One term, of weight 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { value } from "./assertion.ts";
 * assertEquals(value({ cell: "with", metric: "mcc" }), [
 *   { cell: "with", metric: "mcc", weight: 1 },
 * ]);
 * ```
 */
export function value(score: Score): Contrast {
  return [{ ...score, weight: 1 }];
}

/**
 * One contrast less another, seed by seed.
 *
 * @param first What counts.
 * @param second What is taken from it.
 * @returns The terms of the first, and those of the second with their weights
 * turned round.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { contrast, value } from "./assertion.ts";
 * assertEquals(contrast(value({ cell: "a" }), value({ cell: "b" })), [
 *   { cell: "a", weight: 1 },
 *   { cell: "b", weight: -1 },
 * ]);
 * ```
 */
export function contrast(first: Contrast, second: Contrast): Contrast {
  return [
    ...first,
    ...second.map((term) => ({ ...term, weight: -term.weight })),
  ];
}

/**
 * The same difference in the order of two arms, after each of several epochs.
 *
 * @param of A contrast, whose scores are of the last epoch.
 * @param epochs The epochs, from 1; cells have them among their checkpoints.
 * @returns A condition an epoch.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { afterEpochs, value } from "./assertion.ts";
 * const [early, late] = afterEpochs(value({ cell: "with" }), [1, 100]);
 * assertEquals([early?.label, late?.label], ["1 epoch", "100 epochs"]);
 * assertEquals(late?.of, [{ cell: "with", epoch: 100, weight: 1 }]);
 * ```
 */
export function afterEpochs(
  of: Contrast,
  epochs: readonly number[],
): Condition[] {
  return epochs.map((epoch) => ({
    label: `${epoch} epoch${epoch === 1 ? "" : "s"}`,
    of: of.map((term) => ({ ...term, epoch })),
  }));
}
