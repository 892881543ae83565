/** Two result sets side by side: what changed, and whether by more than noise. */
import { bootstrapMean } from "../statistics/bootstrap_mean.ts";
import { holm } from "../statistics/holm.ts";
import { independentDifference } from "../statistics/independent_difference.ts";
import { signFlip } from "../statistics/sign_flip.ts";
import { type ChangedRule, changedRules } from "./changed_rules.ts";
import { type EnvironmentRow, RUN_BEGAN } from "./tables/environment_csv.ts";
import type { ResultSet } from "./tables/read_results.ts";
import { statementKey } from "./statement_key.ts";
import { TRIAL_FIELDS, type TrialRow } from "./tables/trials_csv.ts";

/** What became of one assertion, in one of its conditions if it has several. */
export interface ComparedAssertion {
  claim: string;
  assertion: string;
  site: string;
  condition: string | undefined;
  /** The verdicts; nothing where a run has not the assertion. */
  before: string | undefined;
  after: string | undefined;
  /** How the seeds of the runs belong together. */
  pairing: "same seeds" | "other seeds" | undefined;
  /** The mean after less the mean before, with its 95 % interval. */
  difference: { point: number; lower: number; upper: number } | undefined;
  /** Adjusted by Holm's method for all that is compared. */
  pHolm: number | undefined;
  /** Whether it is more than two runs of the same thing would differ by. */
  isBeyondNoise: boolean;
}

/** What became of trials that both runs have. */
export interface ComparedTrials {
  /** Evaluations that both have, by trial, epoch and inference. */
  shared: number;
  /** Of these, those with the same bits in every metric. */
  identical: number;
  /** The largest change of a minority F1. */
  largestChange: number;
  onlyBefore: number;
  onlyAfter: number;
}

/** A fact of the environment that is not the same. */
export interface ChangedFact {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** All of it. */
export interface Comparison {
  assertions: ComparedAssertion[];
  /** What assertions were decided by, where it is not the same. */
  rules: ChangedRule[];
  trials: ComparedTrials;
  environment: ChangedFact[];
}

/** Nominal coverage of the intervals, and one less the level of the tests. */
const LEVEL = 0.95;

/** Seed of the resampling: the same comparison each time. */
const SEED = 20210919;

/** Seeds up to which every pattern of signs is counted. */
const EXACT_UP_TO = 40;

/**
 * Compares two result sets.
 *
 * Where the runs have seeds in common, means are compared seed by seed: those
 * share images and initial weights. Else they are independent samples.
 *
 * @returns Assertions in the order of the second run, those that it has not
 * after them.
 */
export function compareResults(
  before: ResultSet,
  after: ResultSet,
): Comparison {
  const [old, young] = [valuesOf(before), valuesOf(after)];
  const compared = [...new Set([...young.keys(), ...old.keys()])].map((key) =>
    compareOne(old.get(key), young.get(key))
  );
  const tested = compared.filter(({ p }) => p !== undefined);
  const adjusted = holm(tested.map(({ p }) => p as number));
  return {
    assertions: compared.map(({ p: _, ...each }, at) => {
      const pHolm = adjusted[tested.indexOf(compared[at]!)];
      const isBeyondNoise = pHolm !== undefined && pHolm <= 1 - LEVEL;
      return { ...each, pHolm, isBeyondNoise };
    }),
    rules: changedRules(before.claims, after.claims),
    trials: compareTrials(before.trials, after.trials),
    environment: compareFacts(before.environment, after.environment),
  };
}

/** The numbers of an assertion in one condition, by seed. */
interface Sample
  extends Pick<ComparedAssertion, "claim" | "assertion" | "site"> {
  condition: string | undefined;
  verdict: string | undefined;
  bySeed: Map<number, number>;
}

function valuesOf({ claims, contrasts }: ResultSet): Map<string, Sample> {
  const verdicts = new Map(
    claims.filter(({ verdict }) => verdict !== undefined)
      .map((row) => [statementKey(row), row.verdict]),
  );
  const samples = new Map<string, Sample>();
  for (const row of contrasts) {
    const { claim = "", assertion = "", site = "", condition } = row;
    if (!verdicts.has(statementKey(row))) continue; // it decides nothing
    const key = JSON.stringify([claim, assertion, site, condition]);
    const sample = samples.get(key) ?? {
      ...{ claim, assertion, site, condition },
      verdict: verdicts.get(statementKey(row)),
      bySeed: new Map<number, number>(),
    };
    if (row.seed !== undefined && row.value !== undefined) {
      sample.bySeed.set(row.seed, row.value);
    }
    samples.set(key, sample);
  }
  return samples;
}

/** What is known before the p-values of all are adjusted. */
type Compared = Omit<ComparedAssertion, "pHolm" | "isBeyondNoise"> & {
  p: number | undefined;
};

function compareOne(
  old: Sample | undefined,
  young: Sample | undefined,
): Compared {
  const { claim, assertion, site, condition } = (young ?? old)!;
  return {
    ...{ claim, assertion, site, condition },
    before: old?.verdict,
    after: young?.verdict,
    ...old === undefined || young === undefined
      ? { pairing: undefined, difference: undefined, p: undefined }
      : differenceOf(old.bySeed, young.bySeed),
  };
}

function differenceOf(
  old: ReadonlyMap<number, number>,
  young: ReadonlyMap<number, number>,
): Pick<Compared, "pairing" | "difference" | "p"> {
  const shared = [...young.keys()].filter((seed) => old.has(seed));
  if (shared.length >= 2) {
    const changes = shared.map((seed) => young.get(seed)! - old.get(seed)!);
    const options = { level: LEVEL, seed: SEED, isExpanded: true };
    return {
      pairing: "same seeds",
      difference: bootstrapMean(changes, options),
      p: signFlip(changes, { seed: SEED, exactUpTo: EXACT_UP_TO }).p,
    };
  }
  const samples = [[...old.values()], [...young.values()]] as const;
  if (samples.some(({ length }) => length < 2)) {
    return { pairing: undefined, difference: undefined, p: undefined };
  }
  const { estimate, p } = independentDifference(samples, { seed: SEED });
  return { pairing: "other seeds", difference: estimate, p };
}

/** The columns that say how well a network classifies, and how it is trained. */
const METRICS = (Object.keys(TRIAL_FIELDS) as (keyof TrialRow)[]).slice(
  Object.keys(TRIAL_FIELDS).indexOf("minority_f1"),
  Object.keys(TRIAL_FIELDS).indexOf("final_loss") + 1,
);

function compareTrials(
  before: readonly TrialRow[],
  after: readonly TrialRow[],
): ComparedTrials {
  const keyOf = ({ trial, epoch, inference }: TrialRow) =>
    JSON.stringify([trial, epoch, inference]);
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const pairs = after.flatMap((row) => {
    const other = old.get(keyOf(row));
    return other === undefined ? [] : [[other, row] as const];
  });
  const changes = pairs.map(([a, b]) =>
    Math.abs((b.minority_f1 ?? 0) - (a.minority_f1 ?? 0))
  );
  return {
    shared: pairs.length,
    identical:
      pairs.filter(([a, b]) => METRICS.every((name) => a[name] === b[name]))
        .length,
    largestChange: changes.reduce((most, each) => Math.max(most, each), 0),
    onlyBefore: before.length - pairs.length,
    onlyAfter: after.length - pairs.length,
  };
}

function compareFacts(
  before: readonly EnvironmentRow[],
  after: readonly EnvironmentRow[],
): ChangedFact[] {
  const [old, young] = [before, after].map((rows) =>
    new Map(rows.map(({ name = "", value }) => [name, value]))
  ) as [Map<string, string | undefined>, Map<string, string | undefined>];
  return [...new Set([...young.keys(), ...old.keys()])]
    .map((name) => ({
      ...{ name, before: old.get(name), after: young.get(name) },
    }))
    // Two runs of the same trials began at two times, and are the same.
    .filter(({ name, before, after }) =>
      name !== RUN_BEGAN && before !== after
    );
}
