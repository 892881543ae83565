/** Two runs side by side: what changed, and whether by more than noise. */
import { logEvidence } from "../statistics/bets.ts";
import type { Bounds } from "../statistics/bounds.ts";
import { eBenjaminiHochberg } from "../statistics/e_benjamini_hochberg.ts";
import { intervalOf } from "../statistics/interval.ts";
import { meanQuantity } from "../statistics/mean_quantity.ts";
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
  /** The seeds that the verdicts are decided on; 0 where there is none. */
  seeds: { before: number; after: number };
  /**
   * How many seeds both runs have; nothing where a run has not the assertion.
   */
  shared: number | undefined;
  /** The mean after minus the mean before, with its 95 % interval. */
  difference: { point: number; lower: number; upper: number } | undefined;
  /** Natural logarithm of the evidence that the mean has changed. */
  evidence: number | undefined;
  /**
   * Whether it is more than two runs of the same thing would differ by: of
   * those that are, 1 in 20 is expected not to be.
   */
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

/**
 * Compares two runs.
 *
 * Means are compared seed by seed, on the seeds that both runs have: those
 * share images and initial weights. Runs of other seeds are not compared.
 *
 * @returns Assertions in the order of the second run, those that it has not
 * after them.
 */
export function compareDocuments(
  before: RunDocument,
  after: RunDocument,
): Comparison {
  const [earlier, later] = [samplesOf(before), samplesOf(after)];
  const compared = [...new Set([...later.keys(), ...earlier.keys()])].map((
    key,
  ) => compareOne(earlier.get(key), later.get(key)));
  const logs = compared.flatMap(({ evidence }) => evidence ?? []);
  const bar = Math.log(eBenjaminiHochberg(logs));
  return {
    assertions: compared.map((each) => ({
      ...each,
      isBeyondNoise: (each.evidence ?? -Infinity) >= bar,
    })),
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
  /** That it is decided on. */
  seeds: number;
  bounds: Bounds | undefined;
  /** Nothing of a seed that failed. */
  bySeed: Map<number, number | undefined>;
}

/** Of what is only measured, nothing is compared: it decides nothing. */
function samplesOf(document: RunDocument): Map<string, Sample> {
  const samples = assertionsOf(document).flatMap(({ claim, statement }) =>
    statement.series.map(({ label, bounds, seeds }): [string, Sample] => {
      const { name, place, verdict, seeds: decidedOn } = statement;
      const what = {
        claim: claim.name,
        assertion: name,
        site: place,
        condition: label,
      };
      const bySeed = new Map(
        seeds.map(({ seed, value }) => [seed, value ?? undefined]),
      );
      return [
        JSON.stringify(what),
        { what, verdict, seeds: decidedOn, bounds, bySeed },
      ];
    })
  );
  return new Map(samples);
}

/** What is known before all are compared with each other. */
type Compared = Omit<ComparedAssertion, "isBeyondNoise">;

function compareOne(
  earlier: Sample | undefined,
  later: Sample | undefined,
): Compared {
  return {
    ...(later ?? earlier)!.what,
    before: earlier?.verdict,
    after: later?.verdict,
    seeds: { before: earlier?.seeds ?? 0, after: later?.seeds ?? 0 },
    ...differenceOf(earlier, later),
  };
}

/** What changed of the seeds that both have, however many these are. */
function differenceOf(
  earlier: Sample | undefined,
  later: Sample | undefined,
): Pick<Compared, "shared" | "difference" | "evidence"> {
  const known = { difference: undefined, evidence: undefined };
  if (earlier === undefined || later === undefined) {
    return { shared: undefined, ...known };
  }
  const { bySeed, bounds } = later;
  const seeds = [...bySeed.keys()].filter((seed) => earlier.bySeed.has(seed));
  const shared = seeds.length;
  // Epochs saved of 10 and of 100 are two things.
  const isAlike = bounds?.lower === earlier.bounds?.lower &&
    bounds?.upper === earlier.bounds?.upper;
  if (shared === 0 || bounds === undefined || !isAlike) {
    return { shared, ...known };
  }
  const changes = seeds.map((seed) => {
    const [now, then] = [bySeed.get(seed), earlier.bySeed.get(seed)];
    // What failed and fails again has not changed.
    if (now === then) return 0;
    return now === undefined || then === undefined ? undefined : now - then;
  });
  const width = bounds.upper - bounds.lower;
  const mean = meanQuantity(changes, { lower: -width, upper: width });
  const bets = { average: [mean.above(0), mean.below(0)] };
  const evidence = width === 0 ? 0 : logEvidence(bets).at(-1);
  return { shared, difference: intervalOf(mean), evidence };
}

/** Two runs of the same trials began at two times, and are the same. */
function compareFacts(before: RunDocument, after: RunDocument): ChangedFact[] {
  const [earlier, later] = [factsOf(before), factsOf(after)];
  return [...new Set([...later.keys(), ...earlier.keys()])]
    .filter((name) =>
      name !== RUN_BEGAN && earlier.get(name) !== later.get(name)
    )
    .map((name) => ({
      name,
      before: earlier.get(name),
      after: later.get(name),
    }));
}

function factsOf(document: RunDocument): Map<string, string> {
  return new Map(runFacts(document).map(({ name, value }) => [name, value]));
}
