import { assert, assertEquals } from "@std/assert";
import { confirm } from "../../../bench/run/confirm.ts";
import { type Decided, decidedOf } from "../../../bench/run/decided.ts";
import type { Study } from "../../../bench/study/study.ts";
import {
  type Trial,
  trialOf,
  type TrialResult,
} from "../../../bench/trials/trial.ts";
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
  const run = (study: Study) => {
    ran.push(study);
    for (const spec of specsOf(study)) {
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
  for (const study of studies) run(study);
  ran.length = 0;
  const used = new Set<string>();
  const isUsed = ({ key }: Trial) => used.has(key);
  const { signal } = new AbortController();
  return { studies, decide, run, isUsed, signal, ran, used };
}

/** A different number each seed, so that nothing ties. */
const GAIN = (seed: number) => 0.3 + (seed % 7) / 100;

Deno.test("confirm() runs nothing where nothing departs", async () => {
  const at = runOf(GAIN);
  const findings = at.decide(at.studies);
  assertEquals(await confirm(findings, at), findings);
  assertEquals(at.ran, []);
});

Deno.test("confirm() tries a departure on as many fresh seeds, and no other claim", async () => {
  // On the first seeds the layer does harm, on fresh ones it gains.
  const at = runOf((seed) => seed < FIRST_FRESH ? -GAIN(seed) : GAIN(seed));
  const [first, other] = await confirm(at.decide(at.studies), at);
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

Deno.test("confirm() keeps the alarm where fresh seeds depart as well", async () => {
  const at = runOf((seed) => -GAIN(seed));
  const [first] = await confirm(at.decide(at.studies), at);
  assertEquals(first!.statement.again?.isDeparture, true);
});

Deno.test("confirm() uses no seeds twice, and goes on with what was cut short", async () => {
  const at = runOf((seed) => -GAIN(seed));
  const findings = at.decide(at.studies);
  const fresh = { ...at.studies[0]!, firstSeed: FIRST_FRESH };
  const specs = specsOf(fresh).map((spec) => trialOf(spec).key);
  for (const spec of specs.slice(0, -1)) at.used.add(spec);
  const [begun] = await confirm(findings, at);
  assertEquals(begun!.statement.again?.firstSeed, FIRST_FRESH);
  at.used.add(specs.at(-1)!);
  const [next] = await confirm(findings, at);
  assertEquals(next!.statement.again?.firstSeed, FIRST_FRESH + SEEDS);
});

Deno.test("confirm() gives claims of the same trials the same fresh ones", async () => {
  const at = runOf((seed) => -GAIN(seed));
  const findings = at.decide(at.studies)
    .map(({ finding, statement }) => ({
      finding,
      statement: { ...statement, expected: "supported" as const },
    }));
  const [first, other] = await confirm(findings, {
    ...at,
    // As a store does, which knows what was run a moment ago.
    run: async (study) => {
      await at.run(study);
      for (const spec of specsOf(study)) at.used.add(trialOf(spec).key);
    },
  });
  assertEquals(
    [first!.statement.again?.firstSeed, other!.statement.again?.firstSeed],
    [FIRST_FRESH, FIRST_FRESH],
  );
});

Deno.test("confirm() says nothing of a departure where it is stopped", async () => {
  const at = runOf((seed) => -GAIN(seed));
  const findings = at.decide(at.studies);
  const signal = AbortSignal.abort();
  assertEquals(await confirm(findings, { ...at, signal }), findings);
});
