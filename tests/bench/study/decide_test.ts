import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Claim } from "../../../bench/study/claim.ts";
import { value } from "../../../bench/study/contrast.ts";
import {
  type Family,
  familyKeys,
  type Finding,
  leastSites,
  verdictOf,
} from "../../../bench/study/decide.ts";
import type { Measure } from "../../../bench/study/kinds/mod.ts";
import type { Study } from "../../../bench/study/study.ts";
import type { TrialResult } from "../../../bench/trials/trial.ts";
import { holm } from "../../../statistics/holm.ts";
import type { Verdict } from "../../../statistics/verdict.ts";
import {
  byKey,
  CLAIM,
  decideStudies,
  failedTrial,
  okTrial,
  POSITIVE,
  siteOf,
  specsOf,
  studyOf,
} from "../_trials.ts";
import { gainsAround, pairsOf } from "./_gains.ts";

/** Decides several claims at one site, as one run. */
function decideAll(
  claims: readonly Claim[],
  results: readonly TrialResult[],
): Finding[] {
  const seeds = Math.max(...results.map(({ spec }) => spec.seed));
  const studies = claims.map((claim) => studyOf(claim, { seeds }));
  return decideStudies(studies, byKey(results));
}

/** Decides that the treated arm gains. */
function decideGains(gains: readonly number[]): Finding {
  return decideAll([CLAIM], pairsOf(gains))[0]!;
}

Deno.test("decide() supports a gain that every seed shows", () => {
  const { verdict, p, pHolm } = decideGains(gainsAround(0.2, 0.05));
  assertEquals([verdict, p, pHolm], ["supported", 2 ** -19, 2 ** -19]);
});

Deno.test("decide() contradicts a loss, and a gain too small to matter", () => {
  assertEquals(decideGains(gainsAround(-0.2, 0.05)).verdict, "contradicted");
  const { verdict, estimate, p } = decideGains(gainsAround(0, 0.02, 80));
  assertEquals(verdict, "contradicted");
  assert(estimate!.lower < 0 && estimate!.upper < 0.05 && p! > 0.05);
});

Deno.test("decide() leaves open what a seed not seen could still gain", () => {
  // The interval of 20 seeds ends below the margin, and 1 seed in 20 may jump.
  const { verdict, estimate, ceiling } = decideGains(gainsAround(0, 0.02));
  assertEquals(verdict, "inconclusive");
  assert(estimate!.upper < 0.05 && ceiling! > 0.05);
});

Deno.test("decide() leaves scores that scatter open, and seeds that are too few", () => {
  const scatter = decideGains(gainsAround(0.05, 0.5));
  assertEquals([scatter.verdict, scatter.reason], ["inconclusive", undefined]);
  // 5 gains of one sign: p cannot be below 2 / 2^5 = 0.0625.
  const { verdict, p } = decideGains(gainsAround(0.2, 0.05, 5));
  assertEquals([verdict, p], ["inconclusive", 0.0625]);
});

Deno.test("decide() never takes failures for a contradiction", () => {
  const results = pairsOf(gainsAround(-0.2, 0.05)).map((result) =>
    result.spec.seed % 2 === 0 ? failedTrial(result.spec) : result
  );
  const [{ verdict, reason, pHolm }] = decideAll([CLAIM], results) as [Finding];
  assertEquals([verdict, pHolm], ["inconclusive", undefined]);
  assertEquals(reason, "trials of 10 of 20 seeds failed");
});

Deno.test("verdictOf() heeds an obstacle to support, and none to contradiction", () => {
  const obstacle = "something may be missing";
  const estimate = { point: 0, lower: 0.06, upper: 0.2, level: 0.95, runs: 9 };
  const decided = [estimate, { ...estimate, lower: -0.2, upper: 0.04 }]
    .map((estimate) => verdictOf(POSITIVE, { estimate, p: 0.01, obstacle }));
  assertEquals(decided, ["inconclusive", "contradicted"]);
  assertEquals(verdictOf(POSITIVE, { estimate, p: 0.01 }), "supported");
  for (const missing of [{}, { p: 0.001 }, { estimate }]) {
    assertEquals(verdictOf(POSITIVE, missing), "inconclusive");
  }
});

/** Gains of one sign in most seeds: 8 patterns of 2^10 are as far out. */
const NEARLY = [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, -0.1, -0.1];

/** Made-up claims on one study, which differ in their names alone. */
function namesOf(count: number, changes: Partial<Claim> = {}): Claim[] {
  return Array.from({ length: count }, (_, at) => ({
    ...CLAIM,
    name: `claim ${at + 1}`,
    ...changes,
  }));
}

Deno.test("decide() supports alone what does not pass among the claims of a run", () => {
  const results = pairsOf(NEARLY);
  const [alone] = decideAll(namesOf(1), results);
  assertEquals([alone!.p, alone!.pHolm], [8 / 2 ** 10, 8 / 2 ** 10]);
  assertEquals(alone!.verdict, "supported");
  for (const finding of decideAll(namesOf(10), results)) {
    assertEquals([finding.p, finding.estimate], [alone!.p, alone!.estimate]);
    assertAlmostEquals(finding.pHolm!, 10 * alone!.p!, 1e-12);
    assertEquals(finding.verdict, "inconclusive");
  }
});

Deno.test("decide() adjusts over all assertions of a run, by Holm", () => {
  const bounds = [0, 0.1, 0.2, 0.35];
  const claims = bounds.map((bound): Claim => ({
    ...CLAIM,
    name: `above ${bound}`,
    assertions: [{ ...POSITIVE, bound }, { ...POSITIVE, bound: bound + 0.05 }],
  }));
  const findings = decideAll(claims, pairsOf(gainsAround(0.25, 0.2)));
  const p = findings.map((finding) => finding.p!);
  assert(new Set(p).size > 4);
  assertEquals(findings.map(({ pHolm }) => pHolm), holm(p));
});

Deno.test("decide() lets what is measured beside take nothing", () => {
  const measures = (["mcc", "accuracy"] as const).map((metric): Measure => ({
    kind: "mean",
    name: metric,
    says: metric,
    of: value({ cell: "with", metric }),
  }));
  const [assertion, ...others] = decideAll(
    namesOf(1, { measures }),
    pairsOf(NEARLY),
  );
  assertEquals(assertion!.verdict, "supported");
  assertEquals(others.length, 2);
  for (const { verdict, pHolm, estimate } of others) {
    assertEquals([verdict, pHolm], [undefined, undefined]);
    assert(estimate !== undefined);
  }
});

Deno.test("decide() lets controls take nothing, and takes nothing from them", () => {
  const results = pairsOf(NEARLY);
  const findings = decideAll([
    ...namesOf(1),
    ...namesOf(9, { role: "control", sentence: "a control" }),
  ], results);
  assertEquals(findings.length, 10);
  for (const { p, pHolm, verdict } of findings) {
    assertEquals([pHolm, verdict], [p, "supported"]);
  }
  const [control, ...crowd] = decideAll([
    ...namesOf(1, { role: "control" }),
    ...namesOf(10),
  ], results);
  assertEquals(control!.verdict, "supported");
  assertEquals(crowd.length, 10);
  for (const { verdict } of crowd) assertEquals(verdict, "inconclusive");
});

Deno.test("decide() gives what could not be tested its part of the level", () => {
  // Of ten claims, nine look at a cell whose trials all failed.
  const cells = { ...CLAIM.cells, lost: { head: "final-affine" } as const };
  const lost = { ...POSITIVE, of: value({ cell: "lost" }) };
  const failures = NEARLY.map((_, index) =>
    failedTrial({ head: "final-affine", seed: index + 1 })
  );
  const [first, ...others] = decideAll([
    ...namesOf(1),
    ...namesOf(9, { cells, assertions: [lost] }).map((claim) => ({
      ...claim,
      name: `lost ${claim.name}`,
    })),
  ], [...pairsOf(NEARLY), ...failures]);
  assertAlmostEquals(first!.pHolm!, 10 * first!.p!, 1e-12);
  assertEquals(first!.verdict, "inconclusive");
  for (const { verdict, reason, p } of others) {
    assertEquals([verdict, p], ["inconclusive", undefined]);
    assertEquals(reason, "trials of 10 of 10 seeds failed");
  }
});

/** That there is a gain over several data sets and networks. */
const POOLED = { ...POSITIVE, kind: "pooled", name: "pooled" } as const;

Deno.test("familyKeys() counts what is pooled once, where there are sites enough", () => {
  const claim: Claim = { ...CLAIM, assertions: [POSITIVE, POOLED] };
  const keysAt = (count: number) =>
    familyKeys(
      Array.from(
        { length: count },
        (_, at) => studyOf(claim, { site: siteOf({ dataset: `set ${at}` }) }),
      ),
    ).size;
  assertEquals([keysAt(1), keysAt(2), keysAt(3), keysAt(5)], [1, 2, 4, 6]);
});

Deno.test("leastSites() knows the claims that are about many sites", () => {
  assertEquals(leastSites({ assertions: [POSITIVE, POOLED] }), 3);
  assertEquals(leastSites({ assertions: [POSITIVE] }), 1);
});

/** Six assertions that share the level and are not decided. */
function familyWith(verdict: Verdict, own: readonly Study[]): Family {
  const others = ["a", "b", "c", "d", "e", "f"];
  return {
    keys: new Set([...familyKeys(own), ...others]),
    reviewed: new Map(others.map((key) => [key, verdict])),
  };
}

Deno.test("decide() takes what is not run to come out as it was reviewed", () => {
  const results = byKey(pairsOf(NEARLY));
  const studies = [studyOf(CLAIM, { seeds: 10 })];
  const among = (verdict: Verdict) =>
    decideStudies(studies, results, familyWith(verdict, studies))[0]!;
  for (const verdict of ["inconclusive", "contradicted"] as const) {
    const { p, pHolm, verdict: own } = among(verdict);
    assertEquals([pHolm, own], [7 * p!, "inconclusive"]);
  }
  const { p, pHolm, verdict } = among("supported");
  assertEquals([pHolm, verdict], [p, "supported"]);
});

Deno.test("decide() comes to the same of a part as of the whole", () => {
  const random = mersenne(7);
  let supported = 0;
  for (let run = 0; run < 20; run++) {
    const studies = namesOf(8).map((claim, at) =>
      studyOf(claim, { site: siteOf({ majorityCount: 100 + at }), seeds: 10 })
    );
    // Gains from none to plain, so that Holm's order matters.
    const results = byKey(
      studies.flatMap((study, at) =>
        specsOf(study).map((spec) => {
          const noise = uniformInt(random, 0, 1000) / 5000;
          const gain = spec.head === "plain" ? 0 : at / 40;
          return okTrial(spec, 0.3 + gain + noise);
        })
      ),
    );
    const whole = decideStudies(studies, results);
    const keys = familyKeys(studies);
    const reviewed = new Map(
      [...keys].map((key, at) => [key, whole[at]!.verdict!]),
    );
    for (const [at, study] of studies.entries()) {
      const [part] = decideStudies([study], results, { keys, reviewed });
      assertEquals(part!.verdict, whole[at]!.verdict);
      if (part!.verdict === "supported") supported++;
    }
  }
  assert(supported > 20 && supported < 140, `${supported} of 160`);
});
