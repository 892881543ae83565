/** Two runs side by side: what changed, and whether by more than noise. */
import { bootstrapMean } from "../statistics/bootstrap_mean.ts";
import { holm } from "../statistics/holm.ts";
import { independentDifference } from "../statistics/independent_difference.ts";
import { signFlip } from "../statistics/sign_flip.ts";
import type { Verdict } from "../statistics/verdict.ts";
import { type ChangedRule, changedRules } from "./changed_rules.ts";
import { type ComparedTrials, compareTrials } from "./compare_trials.ts";
import type { RunDocument } from "./document.ts";
import { RUN_BEGAN, runFacts } from "./run_facts.ts";
import { assertionsOf } from "./statements.ts";

/** What became of one assertion, in one of its conditions if it has several. */
export interface ComparedAssertion {
  claim: string;
  assertion: string;
  site: string;
  /** Tells a condition from the others; empty for a lone one. */
  condition: string;
  /** The verdicts; nothing where a run has not the assertion. */
  before: Verdict | undefined;
  after: Verdict | undefined;
  /** How the seeds of the runs belong together. */
  pairing: "same seeds" | "other seeds" | undefined;
  /** The mean after less the mean before, with its 95 % interval. */
  difference: { point: number; lower: number; upper: number } | undefined;
  /** Adjusted by Holm's method for all that is compared. */
  pHolm: number | undefined;
  /** Whether it is more than two runs of the same thing would differ by. */
  isBeyondNoise: boolean;
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
 * Compares two runs.
 *
 * Where the runs have seeds in common, means are compared seed by seed: those
 * share images and initial weights. Else they are independent samples.
 *
 * @returns Assertions in the order of the second run, those that it has not
 * after them.
 */
export function compareDocuments(
  before: RunDocument,
  after: RunDocument,
): Comparison {
  const [old, young] = [samplesOf(before), samplesOf(after)];
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
    rules: changedRules(before, after),
    trials: compareTrials(before, after),
    environment: compareFacts(before, after),
  };
}

/** The numbers of an assertion in one condition, by seed. */
interface Sample {
  what: Pick<
    ComparedAssertion,
    "claim" | "assertion" | "site" | "condition"
  >;
  verdict: Verdict | undefined;
  bySeed: Map<number, number>;
}

/** Of what is only measured, nothing is compared: it decides nothing. */
function samplesOf(document: RunDocument): Map<string, Sample> {
  const samples = assertionsOf(document).flatMap(({ claim, statement }) =>
    statement.series.map(({ label, seeds }): [string, Sample] => {
      const { name, place, verdict } = statement;
      const what = {
        claim: claim.name,
        assertion: name,
        site: place,
        condition: label,
      };
      const bySeed = new Map(
        seeds.flatMap(({ seed, value }) =>
          value === null ? [] : [[seed, value]]
        ),
      );
      return [JSON.stringify(what), { what, verdict, bySeed }];
    })
  );
  return new Map(samples);
}

/** What is known before the p-values of all are adjusted. */
type Compared = Omit<ComparedAssertion, "pHolm" | "isBeyondNoise"> & {
  p: number | undefined;
};

function compareOne(
  old: Sample | undefined,
  young: Sample | undefined,
): Compared {
  const difference = old === undefined || young === undefined
    ? UNKNOWN
    : differenceOf(old.bySeed, young.bySeed);
  return {
    ...(young ?? old)!.what,
    before: old?.verdict,
    after: young?.verdict,
    ...difference,
  };
}

const UNKNOWN = { pairing: undefined, difference: undefined, p: undefined };

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
  if (samples.some(({ length }) => length < 2)) return UNKNOWN;
  const { estimate, p } = independentDifference(samples, { seed: SEED });
  return { pairing: "other seeds", difference: estimate, p };
}

/** Two runs of the same trials began at two times, and are the same. */
function compareFacts(before: RunDocument, after: RunDocument): ChangedFact[] {
  const [old, young] = [factsOf(before), factsOf(after)];
  return [...new Set([...young.keys(), ...old.keys()])]
    .filter((name) => name !== RUN_BEGAN && old.get(name) !== young.get(name))
    .map((name) => ({ name, before: old.get(name), after: young.get(name) }));
}

function factsOf(document: RunDocument): Map<string, string> {
  return new Map(runFacts(document).map(({ name, value }) => [name, value]));
}
