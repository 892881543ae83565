/** What each option of an answer is measured by, training by training. */
import type { Evaluation, TrialSpec } from "../../bench/trials/trial.ts";
import { metricsAtShares } from "../../models/metrics/metrics_at_shares.ts";
import type { Bounds } from "../../statistics/bounds.ts";
import { meanOf } from "../mean_of.ts";

/** What a measure sees of a training. */
export interface Measured {
  metrics: Evaluation["metrics"];
  spec: Pick<TrialSpec, "majority" | "minority">;
  /** How frequent each class is where the network is used, common ones first. */
  shares: readonly number[];
}

/** A measure: what it can be, and how it is read. */
interface Measure {
  bounds: Bounds;
  of: (measured: Measured) => number | undefined;
}

const SHARE: Bounds = { lower: 0, upper: 1 };

/** The measures, by name. All but the last are of a test with equal classes. */
export const MEASURES = {
  /** Mean F1 of the rare classes: options are ordered by it. */
  f1: { bounds: SHARE, of: ({ metrics }) => metrics.minorityF1 },
  /** How well the rare classes are ranked above the rest. */
  auroc: { bounds: SHARE, of: ({ metrics }) => metrics.minorityAuroc },
  /** Mean recall of the common classes. */
  common: {
    bounds: SHARE,
    of: ({ metrics: { classes }, spec: { majority } }) =>
      meanOf(majority.map((_, at) => classes[at]!.recall)),
  },
  /** How far probabilities are from what they say. */
  calibration: { bounds: SHARE, of: ({ metrics }) => metrics.eceEqualWidth },
  /** In 1,000 images, those that are called rare and are of another class. */
  falseAlarms: {
    bounds: { lower: 0, upper: 1000 },
    of: ({ metrics, spec: { majority }, shares }) =>
      metricsAtShares(metrics.confusion, shares).slice(majority.length)
        .reduce((sum, { falseAlarms }) => sum + falseAlarms, 0),
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** The name of a measure. */
export type MeasureName = keyof typeof MEASURES;
