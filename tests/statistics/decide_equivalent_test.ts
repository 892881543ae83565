import { assertEquals } from "@std/assert";
import {
  decideEquivalent,
  type EquivalenceEvidence,
} from "../../statistics/decide_equivalent.ts";
import { equivalence } from "../../statistics/equivalence.ts";
import { drawNormal } from "./_samples.ts";

const CLAIM = { margin: 0.05 };

function evidence(
  [lower, upper]: readonly [number, number],
  p: number,
): EquivalenceEvidence {
  const point = (lower + upper) / 2;
  return { estimate: { point, lower, upper, level: 0.9, runs: 20 }, p };
}

Deno.test("decideEquivalent() supports what interval and test both show", () => {
  assertEquals(
    decideEquivalent(evidence([-0.02, 0.04], 0.01), CLAIM),
    "supported",
  );
});

Deno.test("decideEquivalent() supports a small difference that is no 0", () => {
  assertEquals(
    decideEquivalent(evidence([0.01, 0.04], 0.01), CLAIM),
    "supported",
  );
});

Deno.test("decideEquivalent() supports nothing on one of the two alone", () => {
  for (const [ends, p] of [[[-0.02, 0.04], 0.06], [[-0.02, 0.06], 0.01]]) {
    const given = evidence(ends as [number, number], p as number);
    assertEquals(decideEquivalent(given, CLAIM), "inconclusive");
  }
});

Deno.test("decideEquivalent() contradicts outside of either margin", () => {
  for (const ends of [[0.06, 0.2], [-0.2, -0.06]] as const) {
    assertEquals(decideEquivalent(evidence(ends, 0.99), CLAIM), "contradicted");
  }
});

Deno.test("decideEquivalent() leaves an interval on the margin open", () => {
  const open = [[0.05, 0.2], [-0.2, -0.05], [-0.05, 0.04], [-0.04, 0.05]];
  for (const ends of open) {
    const given = evidence(ends as [number, number], 0.01);
    assertEquals(decideEquivalent(given, CLAIM), "inconclusive");
  }
});

Deno.test("decideEquivalent() leaves an unbounded interval open", () => {
  const given = evidence([-Infinity, Infinity], 1);
  const estimate = { ...given.estimate, point: 0 };
  assertEquals(decideEquivalent({ estimate, p: 1 }, CLAIM), "inconclusive");
});

Deno.test("decideEquivalent() takes a p-value of just half of 1 - level", () => {
  for (const [level, p] of [[0.8, 0.1], [0.9, 0.05], [0.98, 0.01]] as const) {
    const { estimate } = evidence([-0.02, 0.02], p);
    const at = (p: number) =>
      decideEquivalent({ estimate: { ...estimate, level }, p }, CLAIM);
    assertEquals(at(p), "supported", `level ${level}`);
    assertEquals(at(p + 1e-9), "inconclusive", `level ${level}`);
  }
});

Deno.test("decideEquivalent() finds what is the same, different and unclear", () => {
  const decide = (mean: number, spread: number) => {
    const differences = drawNormal(5, 20).map((each) => mean + spread * each);
    const options = { margin: 0.05, largest: 0.3, seed: 1 };
    return decideEquivalent(equivalence(differences, options), CLAIM);
  };
  assertEquals(decide(0, 0.01), "supported");
  assertEquals(decide(0.15, 0.01), "contradicted");
  assertEquals(decide(-0.15, 0.01), "contradicted");
  assertEquals(decide(0.05, 0.05), "inconclusive");
});
