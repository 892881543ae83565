import { assertEquals } from "@std/assert";
import { type Decided, decidedOf } from "../../../bench/run/decided.ts";
import type { Finding } from "../../../bench/study/decide.ts";
import { difference } from "../../../bench/study/contrast.ts";
import type { Measure } from "../../../bench/study/kinds/mod.ts";
import { CLAIM, POSITIVE, siteOf } from "../_trials.ts";

const FINDING: Finding = {
  claim: CLAIM,
  sites: [siteOf()],
  statement: POSITIVE,
  verdict: "inconclusive",
  estimate: { point: 0.1, lower: -0.2, upper: 0.4, level: 0.95, runs: 5 },
  seeds: 6,
  failed: 1,
  detail: undefined,
  reason: undefined,
  series: [],
  bets: {
    standing: {
      key: "gain",
      family: "primary",
      isTouching: false,
      support: 1.5,
      contradiction: -2,
      verdict: "inconclusive",
      state: "given-up",
      isGoingOn: false,
      trained: 6,
      seeds: 6,
      together: 3,
      bar: 40,
      isBoth: false,
      isStarred: false,
      wanted: { least: 20, most: Infinity },
    },
    firstMean: 0.2,
    support: [1, 1.5],
    contradiction: [-1, -2],
  },
};

/** What is told of a finding, with some of it changed. */
function statementOf(
  changes: Partial<Finding>,
  profile?: "quick",
): Decided["statement"] {
  const finding = { ...FINDING, ...changes };
  return decidedOf(finding, { profile }).statement;
}

Deno.test("decidedOf() gives the verdict with its evidence", () => {
  assertEquals(JSON.parse(JSON.stringify(statementOf({}))), {
    name: "positive",
    says: "mean gain > 0",
    kind: "greater",
    role: "primary",
    place: "leaves small-cnn",
    sites: ["leaves small-cnn"],
    bound: 0,
    margin: 0.05,
    estimate: { point: 0.1, lower: -0.2, upper: 0.4, level: 0.95, runs: 5 },
    evidence: {
      support: 1.5,
      contradiction: -2,
      bar: 40,
      together: 3,
      state: "given-up",
      isTouching: false,
      isBoth: false,
      isStarred: false,
      wanted: { least: 20 },
      firstMean: 0.2,
      path: { support: [1, 1.5], contradiction: [-1, -2] },
    },
    seeds: 6,
    failed: 1,
    verdict: "inconclusive",
  });
});

Deno.test("decidedOf() tells the reviewed verdict of the profile, if there is one", () => {
  assertEquals(statementOf({}).expected, undefined);
  assertEquals(statementOf({}, "quick").expected, "supported");
});

Deno.test("decidedOf() names all sites of what is pooled", () => {
  const sites = [siteOf(), siteOf({ model: "mlp" })];
  const statement = { ...POSITIVE, kind: "pooled" } as const;
  const { place, sites: names } = statementOf({ statement, sites });
  assertEquals(names, ["leaves small-cnn", "leaves mlp"]);
  assertEquals(place, "leaves small-cnn + leaves mlp");
});

Deno.test("decidedOf() has no end where an interval has none", () => {
  const { estimate } = statementOf({
    estimate: { ...FINDING.estimate!, lower: -Infinity, upper: Infinity },
  });
  assertEquals([estimate!.lower, estimate!.upper], [null, null]);
});

Deno.test("decidedOf() tells controls, and what decides nothing, from the rest", () => {
  const mcc: Measure = {
    kind: "mean",
    name: "mcc",
    says: "change of mcc",
    of: difference({ cell: "with" }, { cell: "without" }),
  };
  const claim = { ...CLAIM, role: "control" as const };
  assertEquals(statementOf({ claim }).role, "control");
  const { role, margin, bound } = statementOf({ statement: mcc });
  assertEquals([role, margin, bound], ["reported", undefined, undefined]);
});

Deno.test("decidedOf() has no evidence before the first look, and of a measure", () => {
  const { standing, ...bets } = FINDING.bets!;
  const before = { ...bets, standing: { ...standing, seeds: 0 } };
  assertEquals(statementOf({ bets: before }).evidence, undefined);
  assertEquals(statementOf({ bets: undefined }).evidence, undefined);
});
