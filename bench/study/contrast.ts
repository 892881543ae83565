/**
 * The numbers that statements are made of: scores of a seed, and their sums.
 */
import { z } from "zod";
import type { MetricName } from "../trials/metric_titles.ts";
import { evaluation } from "../trials/trial.ts";

export type { MetricName };

const { inference, metrics: { shape: metrics } } = evaluation.shape;

const METRIC_NAMES = (Object.keys(metrics) as MetricName[])
  .filter((name) => metrics[name].safeParse(0).success);

const name = z.string().min(1);

const score = z.strictObject({
  /** The name of a cell of the claim. */
  cell: name,
  /**
   * How the trained network is used.
   * @default {"as-trained"}
   */
  inference: inference.exactOptional(),
  /**
   * What is measured.
   * @default {"minorityF1"}
   */
  metric: z.enum(METRIC_NAMES).exactOptional(),
  /**
   * The epoch after which it is measured: the last, or a checkpoint.
   * @default {the last}
   */
  epoch: z.int().min(1).exactOptional(),
  /**
   * If given, the score is the first epoch after which the metric is at least
   * this, among the checkpoints and the last; the last epoch if none is.
   */
  reaches: z.number().exactOptional(),
});

/** One number of each seed: a trained cell, used in one way, measured once. */
export type Score = z.infer<typeof score>;

/** The schema of a {@linkcode Contrast}. */
export const contrastSchema = z.array(score.extend({ weight: z.number() }))
  .min(1).readonly();

/** A sum of scores of the same seed, such as one arm minus another. */
export type Contrast = z.infer<typeof contrastSchema>;

/** The schema of a {@linkcode Condition}. */
export const conditionSchema = z.strictObject({
  /** Such as `"batch 8"`. */
  label: name,
  /** What is compared under it. */
  of: contrastSchema,
});

/** One of several conditions that are compared seed by seed, in their order. */
export type Condition = z.infer<typeof conditionSchema>;

/**
 * One score minus another, seed by seed.
 *
 * @param score What counts.
 * @param other What is taken from it.
 * @returns Two terms, of weights 1 and -1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { difference } from "./contrast.ts";
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
 * import { value } from "./contrast.ts";
 * assertEquals(value({ cell: "with", metric: "mcc" }), [
 *   { cell: "with", metric: "mcc", weight: 1 },
 * ]);
 * ```
 */
export function value(score: Score): Contrast {
  return [{ ...score, weight: 1 }];
}

/**
 * One contrast minus another, seed by seed.
 *
 * @param first What counts.
 * @param second What is taken from it.
 * @returns The terms of the first, and those of the second with their weights
 * turned round.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { contrast, value } from "./contrast.ts";
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
 * import { afterEpochs, value } from "./contrast.ts";
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
