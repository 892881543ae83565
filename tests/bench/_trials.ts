/** Made-up claims and trials for the tests of this folder. */
import type { Claim } from "../../bench/study/claim.ts";
import { difference } from "../../bench/study/contrast.ts";
import {
  decide,
  type Decision,
  type Finding,
} from "../../bench/study/decide.ts";
import type { Drawable } from "../../bench/trials/draw_trial.ts";
import type { Assertion } from "../../bench/study/kinds/mod.ts";
import {
  readSettings,
  type Settings,
} from "../../bench/run/settings/settings.ts";
import type { Site } from "../../bench/study/site.ts";
import type { Results } from "../../bench/study/series.ts";
import { planStudy } from "../../bench/study/plan_study.ts";
import { type Study, studyTrials } from "../../bench/study/study.ts";
import {
  type Trial,
  trialOf,
  type TrialResult,
  type TrialSpec,
} from "../../bench/trials/trial.ts";
import type { Split } from "../../datasets/dataset.ts";
import { LEAF_CLASSES } from "../../datasets/leaves/draw_leaf.ts";
import { DEFAULT_FIELDS } from "../../bench/trials/default_fields.ts";

/** That the treated arm gains. */
export const POSITIVE: Extract<Assertion, { kind: "greater" }> = {
  kind: "greater",
  name: "positive",
  says: "mean gain > 0",
  of: difference({ cell: "with" }, { cell: "without" }),
  bound: 0,
  margin: 0.05,
};

/** A claim that the treated arm gains. */
export const CLAIM: Claim = {
  name: "gain",
  sentence: "the layer raises the scores of rare classes",
  source: "made up",
  cells: { without: { head: "plain" }, with: { head: "final-batch-norm" } },
  assertions: [POSITIVE],
};

const DEFAULT_SETTINGS = await readSettings([], { cores: 2 });

/** The settings of an empty command line, with some changed. */
export function settingsOf(changes: Partial<Settings> = {}): Settings {
  return { ...DEFAULT_SETTINGS, ...changes };
}

/** A trial, as a study would ask for it. */
export const SPEC: TrialSpec = {
  ...DEFAULT_FIELDS,
  dataset: "leaves",
  majority: ["healthy", "rust"],
  minority: ["spot"],
  testCount: 500,
  imageSize: 32,
  model: "small-cnn",
  head: "final-batch-norm",
  epochs: 3,
  seed: 7,
};

/** The trial of {@linkcode SPEC}, with some of it changed. */
export function trialWith(changes: Partial<TrialSpec> = {}): Trial {
  return trialOf({ ...SPEC, ...changes });
}

/** The site of {@linkcode SPEC}, with some of it changed. */
export function siteOf(changes: Partial<Site> = {}): Site {
  const { seed: _, ...site } = SPEC;
  return {
    ...site,
    head: "plain",
    classes: LEAF_CLASSES,
    isPooledOnly: false,
    ...changes,
  };
}

/** A data set with as many images of each class, all of them black. */
export function drawable(
  classes: readonly string[] = LEAF_CLASSES,
  { train = 2000, test = 1000 } = {},
): Drawable {
  const split = (count: number): Split => ({
    labels: Uint8Array.from(
      { length: classes.length * count },
      (_, at) => at % classes.length,
    ),
    images: (indices) => new Uint8Array(indices.length),
  });
  return { name: "made up", classes, train: split(train), test: split(test) };
}

/** A claim at a site where there are images enough, on seeds from 1. */
export function studyOf(
  claim: Claim,
  { site = siteOf(), seeds = 20 }: { site?: Site; seeds?: number } = {},
): Study {
  const dataset = drawable(site.classes);
  return { ...planStudy(claim, { site, seeds, dataset }), firstSeed: 1 };
}

/** The specs of a study's trials. */
export function specsOf(study: Study): TrialSpec[] {
  return studyTrials(study).map(({ spec }) => spec);
}

/** Results, to be found by the keys of their trials. */
export function byKey(results: readonly TrialResult[]): Results {
  return new Map(results.map((result) => [result.key, result]));
}

/** Decides studies as a run does, whose only look is at their last seed. */
export function decideStudies(
  studies: readonly Study[],
  results: Results,
  options: Partial<Parameters<typeof decide>[1]> = {},
): Finding[] {
  return decisionOf(studies, results, options).findings;
}

/** As {@linkcode decideStudies}, with the claims. */
export function decisionOf(
  studies: readonly Study[],
  results: Results,
  options: Partial<Parameters<typeof decide>[1]> = {},
): Decision {
  const { seeds: most } = studies[0]!;
  const schedule = { first: most, step: 1, most };
  return decide(studies, { results, schedule, ...options });
}

/** The metrics of one evaluation. */
export type TrialMetrics = TrialResult["evaluations"][number]["metrics"];

/** Metrics that differ from each other, with some changed. */
export function metricsOf(changes: Partial<TrialMetrics> = {}): TrialMetrics {
  return {
    classes: [
      { precision: 0.75, recall: 1, f1: 0.875, support: 480 },
      { precision: 0, recall: 0.0625, f1: 0.5, support: 480 },
    ],
    confusion: [[480, 0], [450, 30]],
    minorityF1: 0.5,
    macroF1: 0.6875,
    accuracy: 0.53125,
    balancedAccuracy: 0.59375,
    geometricMean: 0.25,
    mcc: -0.125,
    minorityAuroc: 0.828125,
    minorityAveragePrecision: 0.734375,
    minorityBestF1: 0.78125,
    minorityRecallAtFalseAlarms: 0.140625,
    manyShotAccuracy: 0.9375,
    fewShotAccuracy: 0.4375,
    confidence: 0.8125,
    confidenceCorrect: 0.9375,
    confidenceWrong: 0.671875,
    accuracyMinusConfidence: -0.28125,
    eceEqualWidth: 0.296875,
    eceEqualMass: 0.3125,
    aurocConfidence: 0.765625,
    reliability: {
      count: [...new Array(13).fill(0), 750, 250],
      confidence: [...new Array(13).fill(null), 0.890625, 0.953125],
      accuracy: [...new Array(13).fill(null), 0.4375, 0.8125],
    },
    logLoss: 1.25,
    brier: 0.703125,
    ...changes,
  };
}

/** Where made-up trials say that they were computed. */
export const ORIGIN: Required<
  Pick<TrialResult, "started" | "host" | "origin">
> = {
  started: "2026-01-02T03:04:05.000Z",
  host: "tests",
  origin: {
    data: "d".repeat(64),
    code: "c".repeat(64),
    engine: {
      name: "tensorflow",
      version: "2.21.0",
      device: "cpu",
      instructionSet: "avx2",
    },
  },
};

/** A trial that ended well, evaluated as it was trained. */
export function okTrial(
  spec: Partial<TrialSpec>,
  minorityF1: number,
): TrialResult {
  return {
    ...trialWith(spec),
    status: "ok",
    evaluations: [{
      epoch: spec.epochs ?? SPEC.epochs,
      inference: "as-trained",
      metrics: metricsOf({ minorityF1 }),
    }],
    losses: [0.75, 0.25, 0.125],
    testCount: 500,
    trainSeconds: 1.23456,
    ...ORIGIN,
  };
}

/** A trial that has no result. */
export function failedTrial(
  spec: Partial<TrialSpec>,
  status: TrialResult["status"] = "killed",
): TrialResult {
  return {
    ...trialWith(spec),
    status,
    reason: "the worker died: SIGKILL",
    evaluations: [],
    losses: [],
    testCount: 0,
    trainSeconds: 0,
    started: ORIGIN.started,
    host: ORIGIN.host,
  };
}
