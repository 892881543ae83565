import { assertEquals } from "@std/assert";
import type { Assertion } from "../../../bench/study/assertion.ts";
import { verdictOf } from "../../../bench/study/verdict_of.ts";

const named = { name: "name", says: "something" };
const greater: Assertion = {
  ...named,
  ...{ kind: "greater", of: [], bound: 0.15, margin: 0.05 },
};
const equivalent: Assertion = {
  ...named,
  ...{ kind: "equivalent", of: [], margin: 0.05, largest: 1 },
};
const peak: Assertion = { ...named, kind: "peak", along: [], margin: 0.05 };
const differ: Assertion = { ...named, kind: "differ", along: [], margin: 0.05 };

function decide(
  assertion: Assertion,
  [lower, upper]: [number, number],
  { p = 0.01, level = 0.95 } = {},
) {
  const estimate = { point: lower, lower, upper, level, runs: 10 };
  return verdictOf(assertion, { estimate, p });
}

Deno.test("verdictOf() holds a mean against its bound", () => {
  for (const assertion of [greater, { ...greater, kind: "pooled" } as const]) {
    assertEquals(decide(assertion, [0.16, 0.3]), "supported");
    assertEquals(decide(assertion, [0.14, 0.3]), "inconclusive");
    assertEquals(decide(assertion, [0.1, 0.19]), "contradicted");
  }
});

Deno.test("verdictOf() holds a mean against both of its margins", () => {
  const level = 0.9;
  assertEquals(decide(equivalent, [-0.04, 0.04], { level }), "supported");
  assertEquals(decide(equivalent, [-0.04, 0.06], { level }), "inconclusive");
  assertEquals(decide(equivalent, [0.06, 0.08], { level }), "contradicted");
});

Deno.test("verdictOf() asks for a height above 0, and a range above the margin", () => {
  assertEquals(decide(peak, [0.01, 0.2]), "supported");
  assertEquals(decide(differ, [0.01, 0.2]), "inconclusive");
  assertEquals(decide(differ, [0.06, 0.2]), "supported");
  assertEquals(decide(peak, [-0.1, 0.04]), "contradicted");
  assertEquals(decide(differ, [0, 0.04]), "contradicted");
});

Deno.test("verdictOf() needs the interval and the test to agree", () => {
  assertEquals(decide(greater, [0.2, 0.3], { p: 0.06 }), "inconclusive");
});

Deno.test("verdictOf() heeds an obstacle to support, and none to contradiction", () => {
  const obstacle = "the peak may be at an end";
  const high = { point: 0.1, lower: 0.06, upper: 0.2, level: 0.95, runs: 9 };
  const low = { ...high, lower: -0.2, upper: 0.04 };
  const decided = [high, low].map((estimate) =>
    verdictOf(peak, { estimate, p: 0.01, obstacle })
  );
  assertEquals(decided, ["inconclusive", "contradicted"]);
});

Deno.test("verdictOf() decides nothing where something is missing", () => {
  assertEquals(verdictOf(greater, {}), "inconclusive");
  assertEquals(verdictOf(greater, { p: 0.001 }), "inconclusive");
});
