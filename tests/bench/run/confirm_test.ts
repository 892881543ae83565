import { assert, assertEquals } from "@std/assert";
import { confirm } from "../../../bench/run/confirm.ts";
import { type Decided, decidedOf } from "../../../bench/run/decided.ts";
import type { Study } from "../../../bench/study/study.ts";
import { trialOf, type TrialResult } from "../../../bench/trials/trial.ts";
import { isDeparture } from "../../../reports/statements.ts";
import {
  CLAIM,
  decideStudies,
  okTrial,
  siteOf,
  specsOf,
  studyOf,
} from "../_trials.ts";

const SEEDS = 16;
const FIRST_FRESH = 1_000_001;

/** Beside it, a claim that shares its trials. */
const OTHER = { ...CLAIM, name: "other" };

/** A run in which the treated arm gains as told, by seed. */
function runOf(gainOf: (seed: number) => number, claims = [CLAIM, OTHER]) {
  const site = siteOf();
  const studies = claims.map((claim) => studyOf(claim, { site, seeds: SEEDS }));
  const results = new Map<string, TrialResult>();
  const ran: Study[] = [];
  const run = (studies: readonly Study[]) => {
    ran.push(...studies);
    for (const spec of studies.flatMap(specsOf)) {
      const gain = spec.head === "plain" ? 0 : gainOf(spec.seed);
      results.set(trialOf(spec).key, okTrial(spec, 0.3 + gain));
    }
    return Promise.resolve();
  };
  const decide = (of: readonly Study[]): Decided[] =>
    decideStudies(of, results).map((finding) => {
      const { statement } = decidedOf(finding, { profile: undefined });
      const expected = finding.claim === CLAIM ? "supported" : undefined;
      return { finding, statement: { ...statement, expected } };
    });
  run(studies);
  ran.length = 0;
  const isLost = ({ statement }: Decided) => isDeparture(statement);
  const { signal } = new AbortController();
  return { studies, decide, run, isLost, signal, ran };
}

/** A different number each seed, so that nothing ties. */
const GAIN = (seed: number) => 0.3 + (seed % 7) / 100;

Deno.test("confirm() runs nothing where nothing is lost", async () => {
  const at = runOf(GAIN);
  const findings = at.decide(at.studies);
  assertEquals(await confirm(findings, at), { decided: findings, fresh: [] });
  assertEquals(at.ran, []);
});

Deno.test("confirm() tries a lost verdict on as many fresh seeds, and no other claim", async () => {
  // On the first seeds the layer does harm, on fresh ones it gains.
  const at = runOf((seed) => seed < FIRST_FRESH ? -GAIN(seed) : GAIN(seed));
  const { decided, fresh } = await confirm(at.decide(at.studies), at);
  const [first, other] = decided;
  assertEquals(
    fresh.map(({ statement, finding }) => [statement.name, finding.claim.name]),
    [["positive", "gain"]],
  );
  assert(isDeparture(first!.statement));
  assertEquals(first!.statement.again?.firstSeed, FIRST_FRESH);
  assertEquals(first!.statement.again?.verdict, "supported");
  assertEquals(first!.statement.again?.isDeparture, false);
  assertEquals(other!.statement.again, undefined);
  assertEquals(at.ran.map(({ claim }) => claim.name), ["gain"]);
  const seeds = new Set(specsOf(at.ran[0]!).map(({ seed }) => seed));
  assertEquals(
    [...seeds],
    Array.from({ length: SEEDS }, (_, index) => FIRST_FRESH + index),
  );
});

Deno.test("confirm() keeps the alarm where fresh seeds do not find it either", async () => {
  const at = runOf((seed) => -GAIN(seed));
  const { decided: [first] } = await confirm(at.decide(at.studies), at);
  assertEquals(first!.statement.again?.isDeparture, true);
});

Deno.test("confirm() takes the same fresh seeds each time", async () => {
  const at = runOf((seed) => -GAIN(seed));
  const findings = at.decide(at.studies);
  const first = await confirm(findings, at);
  assertEquals(await confirm(findings, at), first);
  assertEquals(first.decided[0]!.statement.again?.firstSeed, FIRST_FRESH);
});

Deno.test("confirm() finds a verdict by its name, wherever it stands", async () => {
  const at = runOf((seed) => seed < FIRST_FRESH ? -GAIN(seed) : GAIN(seed), [
    OTHER,
    CLAIM,
  ]);
  const { decided } = await confirm(at.decide(at.studies), at);
  assertEquals(
    decided.map(({ statement }) => statement.again?.verdict),
    [undefined, "supported"],
  );
});

Deno.test("confirm() says nothing of a lost verdict where it is stopped", async () => {
  const at = runOf((seed) => -GAIN(seed));
  const findings = at.decide(at.studies);
  const signal = AbortSignal.abort();
  const { decided } = await confirm(findings, { ...at, signal });
  assertEquals(decided, findings);
});
