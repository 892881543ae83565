/**
 * What is simulated of each kind of assertion: one such as the bench files
 * have, and truths at which its verdicts are wrong, or only just not wrong.
 *
 * @module
 */
import type { Assertion } from "../../bench/study/assertion.ts";
import {
  differEvidence,
  equivalenceEvidence,
  type Evidence,
  meanEvidence,
  peakEvidence,
  pooledEvidence,
} from "../../bench/study/evidence.ts";
import { drawGroups, type DrawOptions, drawScores } from "./draw_scores.ts";
import { PAIRED_WORLDS, type World, WORLDS } from "./worlds.ts";

/** What is so, although no study sees it. */
export interface Truth {
  /** Of each condition, or of each site. */
  means: readonly number[];
  /** What the interval of the study ought to contain. */
  value: number;
}

/** How verdicts on one kind of assertion are put to the test. */
export interface Experiment {
  assertion: Assertion;
  worlds: readonly World[];
  /** The last truth that "supported" is wrong about. */
  justFalse: Truth;
  /** The last truth that "contradicted" is wrong about. */
  justTrue: Truth;
  /** What ought to be found. */
  effect: Truth;
  draw: (means: readonly number[], options: DrawOptions) => number[][];
  /** @param sample As it is drawn. */
  evidenceOf: (sample: number[][], options: { level: number }) => Evidence;
  /** Studies of each world and truth, by their seeds: what takes a second. */
  studies: (seeds: number) => number;
}

/** As in the bench files. */
const MARGIN = 0.05;

/** As for the copy of the plain network: 0.05 would take 59 seeds. */
const MARGIN_OF_NOTHING = 0.15;

/** Twice the headline of the paper. */
const EFFECT = 0.3;

/** The published data sets, with one network. */
const SITES = 5;

const CONDITIONS = ["1", "2", "3", "4", "5"];

/** Means are above 0. */
const greater: Experiment = {
  assertion: {
    kind: "greater",
    name: "greater",
    of: [],
    says: "the mean > 0",
    bound: 0,
    margin: MARGIN,
  },
  worlds: WORLDS,
  justFalse: constant(0),
  justTrue: constant(MARGIN),
  effect: constant(EFFECT),
  draw: drawScores,
  evidenceOf: (sample, { level }) =>
    meanEvidence(sample.flat(), { bound: 0, level, largest: 1 }),
  // Beyond 30 seeds it takes a quarter of a second to count all signs.
  studies: (seeds) => seeds > 30 ? 10 : 150,
};

/** A mean at the margin is the last of both. */
const equivalent: Experiment = {
  assertion: {
    kind: "equivalent",
    name: "equivalent",
    of: [],
    says: `the mean is within ${MARGIN_OF_NOTHING} of 0`,
    margin: MARGIN_OF_NOTHING,
    largest: 1,
  },
  worlds: WORLDS,
  justFalse: constant(MARGIN_OF_NOTHING),
  justTrue: constant(MARGIN_OF_NOTHING),
  effect: constant(0),
  draw: drawScores,
  evidenceOf: (sample, { level }) =>
    equivalenceEvidence(sample.flat(), {
      margin: MARGIN_OF_NOTHING,
      largest: 1,
      level,
    }),
  studies: () => 80,
};

/** A plateau up to an end is the likeliest to pass for a peak. */
const peak: Experiment = {
  assertion: {
    kind: "peak",
    name: "peak",
    margin: MARGIN,
    says: `the best of ${CONDITIONS.length} conditions is not at an end`,
    along: CONDITIONS.map((label) => ({ label, of: [] })),
  },
  worlds: PAIRED_WORLDS,
  justFalse: { means: [-0.3, 0, 0, 0, 0], value: 0 },
  justTrue: { means: [0, -0.3, MARGIN, -0.3, 0], value: MARGIN },
  effect: { means: [0, EFFECT / 2, EFFECT, EFFECT / 2, 0], value: EFFECT },
  draw: drawScores,
  evidenceOf: (sample, { level }) =>
    peakEvidence(sample, { labels: CONDITIONS, level, largest: 2 }),
  studies: (seeds) => Math.ceil(600 / seeds),
};

/** The more pairs are at the margin, the likelier is one beyond it. */
const differ: Experiment = {
  assertion: {
    kind: "differ",
    name: "differ",
    margin: MARGIN,
    says: `the means of 4 conditions lie more than ${MARGIN} apart`,
    along: CONDITIONS.slice(0, 4).map((label) => ({ label, of: [] })),
  },
  worlds: PAIRED_WORLDS,
  justFalse: { means: [0, MARGIN, 0, MARGIN], value: MARGIN },
  justTrue: { means: [0, MARGIN, 0, MARGIN], value: MARGIN },
  effect: { means: [0, EFFECT / 3, 2 * EFFECT / 3, EFFECT], value: EFFECT },
  draw: drawScores,
  evidenceOf: (sample, { level }) =>
    differEvidence(sample, {
      labels: CONDITIONS.slice(0, 4),
      level,
      margin: MARGIN,
    }),
  studies: (seeds) => Math.ceil(300 / seeds),
};

/** As for one site, with sites that differ. */
const pooled: Experiment = {
  assertion: {
    kind: "pooled",
    name: "pooled",
    of: [],
    says: `the mean over sites > 0, of which ${SITES} are seen`,
    bound: 0,
    margin: MARGIN,
  },
  worlds: WORLDS,
  justFalse: constant(0, SITES),
  justTrue: constant(MARGIN, SITES),
  effect: constant(EFFECT, SITES),
  draw: drawGroups,
  evidenceOf: (sample, { level }) =>
    pooledEvidence(sample, { bound: 0, level }),
  studies: () => 2000,
};

/** By the kind of assertion. */
export const EXPERIMENTS: Readonly<Record<Assertion["kind"], Experiment>> = {
  greater,
  equivalent,
  peak,
  differ,
  pooled,
};

function constant(value: number, count = 1): Truth {
  return { means: Array.from({ length: count }, () => value), value };
}
