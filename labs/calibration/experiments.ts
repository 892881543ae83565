/**
 * What is simulated of each kind of assertion. The kind says which assertion and
 * which truths; here is how their scores are drawn.
 *
 * @module
 */
import type {
  CalibrationExperiment,
  Evidence,
} from "../../bench/study/kinds/kind.ts";
import {
  type Assertion,
  ASSERTION_KINDS,
} from "../../bench/study/kinds/mod.ts";
import { drawGroups, type DrawOptions, drawScores } from "./draw_scores.ts";
import { PAIRED_WORLDS, type World, WORLDS } from "./worlds.ts";

/** How verdicts on one kind of assertion are put to the test. */
export interface Experiment extends CalibrationExperiment<Assertion> {
  worlds: readonly World[];
  draw: (means: readonly number[], options: DrawOptions) => number[][];
  /** @param sample As it is drawn. */
  evidenceOf: (sample: number[][], options: { level: number }) => Evidence;
}

/** By the kind of assertion. */
export const EXPERIMENTS: Readonly<Record<Assertion["kind"], Experiment>> =
  mapValues(ASSERTION_KINDS, experimentOf);

function experimentOf(
  kind: typeof ASSERTION_KINDS[Assertion["kind"]],
): Experiment {
  const { calibration, leastConditions, leastSites } = kind;
  const { statement } = calibration;
  const isOfSites = leastSites !== undefined;
  return {
    ...calibration,
    worlds: leastConditions === undefined ? WORLDS : PAIRED_WORLDS,
    draw: isOfSites ? drawGroups : drawScores,
    evidenceOf(sample, { level }) {
      const sites = isOfSites
        ? sample.map((group) => group.map((value) => [value]))
        : [sample];
      return kind.evidence(statement, sites, level);
    },
  };
}

function mapValues<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  of: (value: From) => To,
): Record<Key, To> {
  const entries = Object.entries(record) as [Key, From][];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, of(value)]),
  ) as Record<Key, To>;
}
