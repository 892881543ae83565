import { assertEquals } from "@std/assert";
import { decidedOf } from "../../../bench/run/decided.ts";
import { documentClaims } from "../../../bench/run/document_claims.ts";
import type { Assertion } from "../../../bench/study/kinds/mod.ts";
import { trialId, type TrialResult } from "../../../bench/trials/trial.ts";
import type { Series } from "../../../reports/document.ts";
import {
  byKey,
  CLAIM,
  decisionOf,
  failedTrial,
  okTrial,
  POSITIVE,
  siteOf,
  SPEC,
  studyOf,
} from "../_trials.ts";

/** The series of the only statement of a claim, in a run of two seeds. */
function seriesOf(
  statement: Assertion,
  { sites = [siteOf()], results = [] as TrialResult[] } = {},
): Series[] {
  const claim = { ...CLAIM, assertions: [statement] };
  const studies = sites.map((site) => studyOf(claim, { site, seeds: 2 }));
  const { findings, claims } = decisionOf(studies, byKey(results));
  const [{ statements, evidence, ...rest }] = documentClaims(
    claims,
    findings.map((finding) => decidedOf(finding, { profile: undefined })),
  ) as [ReturnType<typeof documentClaims>[number]];
  assertEquals(rest, {
    name: "gain",
    sentence: "the layer raises the scores of rare classes",
    source: "made up",
    role: "primary",
    verdict: "inconclusive",
    cells: ["without", "with"],
  });
  assertEquals(statements.length, 1);
  assertEquals(evidence?.drawn ?? "inconclusive", "inconclusive");
  return statements[0]!.series;
}

Deno.test("documentClaims() has what each seed was made of, and null where a trial failed", () => {
  const results = [
    okTrial({ ...SPEC, head: "plain", seed: 1 }, 0.25),
    okTrial({ ...SPEC, head: "final-batch-norm", seed: 1 }, 0.75),
    okTrial({ ...SPEC, head: "plain", seed: 2 }, 0.25),
    failedTrial({ ...SPEC, head: "final-batch-norm", seed: 2 }),
  ];
  const [only, ...others] = seriesOf(POSITIVE, { results });
  assertEquals(others, []);
  const ids = results.map(trialId);
  const usual = { metric: "minorityF1", inference: "as-trained", epoch: 3 };
  const range = { min: 0, max: 1 };
  assertEquals(JSON.parse(JSON.stringify(only)), {
    label: "",
    site: "leaves small-cnn",
    bounds: { lower: -1, upper: 1 },
    terms: [
      { cell: "with", weight: 1, ...usual, ...range },
      { cell: "without", weight: -1, ...usual, ...range },
    ],
    seeds: [
      { seed: 1, value: 0.5, scores: [0.75, 0.25], trials: [ids[1], ids[0]] },
      { seed: 2, value: null, scores: [null, 0.25], trials: [ids[3], ids[2]] },
    ],
  });
});

Deno.test("documentClaims() names conditions, and what a score reaches", () => {
  const along = ["a", "b", "c"].map((label, at) => ({
    label,
    of: [{
      cell: at === 1 ? "with" : "without",
      weight: 1,
      reaches: 0.5,
      epoch: 2,
    }],
  }));
  const peak = { name: "t", says: "a peak", margin: 0.1, along };
  const checkpoints = [1, 2];
  const site = siteOf({ checkpoints });
  const series = seriesOf({ kind: "peak", ...peak }, { sites: [site] });
  assertEquals(series.map(({ label }) => label), ["a", "b", "c"]);
  const [{ terms: [term] }] = series as [Series];
  assertEquals([term!.reaches, term!.epoch], [0.5, 2]);
});

Deno.test("documentClaims() gives what is pooled the numbers of all sites", () => {
  const sites = [
    siteOf(),
    siteOf({ model: "mlp" }),
    siteOf({ dataset: "mnist" }),
  ];
  const series = seriesOf({ ...POSITIVE, kind: "pooled" }, { sites });
  const names = ["leaves small-cnn", "leaves mlp", "mnist small-cnn"];
  assertEquals(series.map(({ site }) => site), names);
  assertEquals(series.map(({ label }) => label), names);
});

Deno.test("documentClaims() has no evidence on a claim of which it has a part", () => {
  const results = [1, 2].flatMap((seed) => [
    okTrial({ ...SPEC, head: "plain", seed }, 0.25),
    okTrial({ ...SPEC, head: "final-batch-norm", seed }, 0.75),
  ]);
  const claim = { ...CLAIM, assertions: [POSITIVE] };
  const studies = [studyOf(claim, { site: siteOf(), seeds: 2 })];
  const { claims } = decisionOf(studies, byKey(results));
  const documented = (filter: string[]) =>
    documentClaims(claims, [], filter)[0];
  const { support } = [...claims.values()][0]!;
  assertEquals(documented(["gain"])?.evidence?.support, support);
  assertEquals(documented(["gain/positive"])?.evidence, undefined);
});
