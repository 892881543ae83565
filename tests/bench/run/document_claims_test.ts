import { assertEquals } from "@std/assert";
import type { Reviewed } from "../../../bench/run/confirm.ts";
import { documentClaims } from "../../../bench/run/document_claims.ts";
import type { Claim } from "../../../bench/study/claim.ts";
import { difference } from "../../../bench/study/contrast.ts";
import type { Assertion, Measure } from "../../../bench/study/kinds/mod.ts";
import { seriesOf } from "../../../bench/study/series.ts";
import type { Study } from "../../../bench/study/study.ts";
import type { DocumentStatement } from "../../../reports/document.ts";
import { trialId, type TrialResult } from "../../../bench/trials/trial.ts";
import {
  byKey,
  CLAIM,
  failedTrial,
  okTrial,
  POSITIVE,
  siteOf,
  SPEC,
  studyOf,
} from "../_trials.ts";

const SITE = siteOf();

const FINDING: Reviewed = {
  claim: CLAIM,
  sites: [SITE],
  statement: POSITIVE,
  verdict: "inconclusive",
  expected: "supported",
  estimate: { point: 0.1, lower: -0.2, upper: 0.4, level: 0.95, runs: 5 },
  p: 0.25,
  pHolm: 0.5,
  seeds: 2,
  failed: 1,
  series: [],
};

/** The statement of a finding, in a run of two seeds. */
function statementOf(
  changes: Partial<Reviewed>,
  { claim = CLAIM, sites = [SITE], results = [] as TrialResult[] } = {},
): DocumentStatement {
  const { statement = POSITIVE } = changes;
  const own: Claim = {
    ...claim,
    ...statement.kind === "mean"
      ? { measures: [statement] }
      : { assertions: [statement as Assertion] },
  };
  const studies: Study[] = sites.map((site) =>
    studyOf(own, { site, seeds: 2 })
  );
  const series = studies.flatMap((study) =>
    seriesOf(statement, { study, results: byKey(results) })
  );
  const finding = { ...FINDING, ...changes, claim: own, sites, series };
  const [document] = documentClaims([finding], { studies, family: 17 });
  return document!.statements[0]!;
}

Deno.test("documentClaims() gives a claim with its cells and statements", () => {
  const study = studyOf(CLAIM, { seeds: 2 });
  const options = { studies: [study], family: 17 };
  const [claim, ...others] = documentClaims([{
    ...FINDING,
    sites: [study.site],
  }], options);
  assertEquals(others, []);
  const { statements, ...rest } = claim!;
  assertEquals(rest, {
    name: "gain",
    sentence: "the layer raises the scores of rare classes",
    source: "made up",
    role: "primary",
    cells: ["without", "with"],
  });
  const { series: _, ...statement } = statements[0]!;
  assertEquals(JSON.parse(JSON.stringify(statement)), {
    name: "positive",
    says: "mean gain > 0",
    kind: "greater",
    role: "primary",
    place: "leaves small-cnn",
    sites: ["leaves small-cnn"],
    bound: 0,
    margin: 0.05,
    level: 0.95,
    estimate: { point: 0.1, lower: -0.2, upper: 0.4, level: 0.95, runs: 5 },
    p: 0.25,
    pHolm: 0.5,
    family: 17,
    seeds: 2,
    failed: 1,
    verdict: "inconclusive",
    expected: "supported",
  });
});

Deno.test("documentClaims() has what each seed was made of, and null where a trial failed", () => {
  const { seed: _, head: __, ...cell } = SPEC;
  const results = [
    okTrial({ ...cell, head: "plain", seed: 1 }, 0.25),
    okTrial({ ...cell, head: "final-batch-norm", seed: 1 }, 0.75),
    okTrial({ ...cell, head: "plain", seed: 2 }, 0.25),
    failedTrial({ ...cell, head: "final-batch-norm", seed: 2 }),
  ];
  const { series: [only, ...others] } = statementOf({}, { results });
  assertEquals(others, []);
  const ids = results.map(trialId) as [
    string,
    string,
    string,
    string,
  ];
  const usual = { metric: "minorityF1", inference: "as-trained", epoch: 3 };
  assertEquals(JSON.parse(JSON.stringify(only)), {
    label: "",
    site: "leaves small-cnn",
    terms: [
      { cell: "with", weight: 1, ...usual },
      { cell: "without", weight: -1, ...usual },
    ],
    seeds: [
      { seed: 1, value: 0.5, scores: [0.75, 0.25], trials: [ids[1], ids[0]] },
      { seed: 2, value: null, scores: [null, 0.25], trials: [ids[3], ids[2]] },
    ],
  });
});

Deno.test("documentClaims() names conditions, and what a score reaches", () => {
  const of = [{ cell: "with", weight: 1, reaches: 0.5 }];
  const along = ["a", "b", "c"].map((label) => ({ label, of }));
  const { series } = statementOf({
    statement: { kind: "peak", name: "t", says: "a peak", margin: 0.1, along },
  });
  assertEquals(series.map(({ label }) => label), ["a", "b", "c"]);
  assertEquals(series[0]!.terms[0]!.reaches, 0.5);
});

Deno.test("documentClaims() gives what is pooled the numbers of all sites", () => {
  const sites = [SITE, siteOf({ model: "mlp" }), siteOf({ dataset: "mnist" })];
  const { place, sites: names, series } = statementOf(
    { statement: { ...POSITIVE, kind: "pooled" } },
    { sites },
  );
  assertEquals(names, ["leaves small-cnn", "leaves mlp", "mnist small-cnn"]);
  assertEquals(place, names.join(" + "));
  assertEquals(series.map(({ site }) => site), names);
});

Deno.test("documentClaims() has no end where an interval has none", () => {
  const { estimate } = statementOf({
    estimate: { ...FINDING.estimate!, lower: -Infinity, upper: Infinity },
  });
  assertEquals([estimate!.lower, estimate!.upper], [null, null]);
});

Deno.test("documentClaims() tells controls, and what decides nothing, from the rest", () => {
  const mcc: Measure = {
    kind: "mean",
    name: "mcc",
    says: "change of mcc",
    of: difference({ cell: "with", metric: "mcc" }, {
      cell: "without",
      metric: "mcc",
    }),
  };
  const control = statementOf({}, { claim: { ...CLAIM, role: "control" } });
  assertEquals(control.role, "control");
  const { role, margin, bound } = statementOf({ statement: mcc });
  assertEquals([role, margin, bound], ["reported", undefined, undefined]);
});

Deno.test("documentClaims() gives an obstacle as a reason only where it kept from a verdict", () => {
  const obstacle = "the peak may be at an end";
  const reasonOf = (verdict: Reviewed["verdict"] & string, reason?: string) =>
    statementOf({ verdict, obstacle, reason }).reason;
  assertEquals(reasonOf("inconclusive"), obstacle);
  assertEquals(reasonOf("inconclusive", "too few"), "too few");
  assertEquals(reasonOf("contradicted"), undefined);
});

Deno.test("documentClaims() has what fresh seeds say of a departure", () => {
  const { again } = statementOf({
    again: {
      firstSeed: 1_000_001,
      finding: { ...FINDING, verdict: "supported", pHolm: 0.01, detail: "d" },
      isDeparture: false,
    },
  });
  assertEquals(again, {
    firstSeed: 1_000_001,
    estimate: { ...FINDING.estimate! },
    pHolm: 0.01,
    detail: "d",
    verdict: "supported",
    reason: undefined,
    isDeparture: false,
  });
});
