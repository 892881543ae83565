import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { verdictOf } from "../../../../bench/study/decide.ts";
import { differ } from "../../../../bench/study/kinds/differ.ts";
import { ALONG, alongOf, scoresAround } from "./_along.ts";
import { evidenceOf, verdictOn } from "./_kinds.ts";

const STATEMENT = {
  kind: "differ",
  name: "differ",
  says: "the means differ",
  along: ALONG,
  margin: 0.05,
} as const;

/** The evidence and the verdict on scores around means. */
function decide(means: readonly number[], options: { spread?: number } = {}) {
  const statement = { ...STATEMENT, along: alongOf(means) };
  const evidence = evidenceOf(differ, statement, scoresAround(means, options));
  return { ...evidence, verdict: verdictOf(statement, evidence) };
}

Deno.test("differ gives the range of means, and each of them", () => {
  const scores = Array.from({ length: 10 }, (_, seed) => [
    0.5,
    0.25 + (seed % 2) / 64,
    0.75,
  ]);
  const at = (margin: number) =>
    evidenceOf(differ, { ...STATEMENT, margin }, scores);
  const { estimate, p, detail, obstacle } = at(0.05);
  assertAlmostEquals(estimate!.point, 0.5 - 1 / 128, 1e-12);
  // Three pairs, of which 10 differences of one sign are 2 patterns of 2^10.
  assertEquals(p, 3 * 2 ** -9);
  // A range that is not beyond the margin does not matter.
  assertEquals([at(0.5).p, at(0.5).estimate], [1, estimate]);
  assertEquals(detail, "few 0.500, some 0.258, many 0.750");
  assertEquals(obstacle, undefined);
});

Deno.test("differ is supported by a range beyond its margin alone", () => {
  assertEquals(decide([0.25, 0.625, 0.375, 0.25]).verdict, "supported");
  // It is certain, and smaller than what matters.
  const near = decide([0.25, 0.28, 0.27, 0.25], { spread: 0.002 });
  assert(near.estimate!.lower > 0 && near.estimate!.upper < 0.05);
  assertEquals([near.p, near.verdict], [1, "contradicted"]);
  assertEquals(decide([0.5, 0.5, 0.5, 0.5]).verdict, "contradicted");
  const open = decide([0.5, 0.55, 0.5, 0.5], { spread: 0.25 });
  assertEquals(open.verdict, "inconclusive");
});

Deno.test("differ holds a range against its margin", () => {
  assertEquals(verdictOn(differ, STATEMENT, [0.01, 0.2]), "inconclusive");
  assertEquals(verdictOn(differ, STATEMENT, [0.06, 0.2]), "supported");
  assertEquals(verdictOn(differ, STATEMENT, [0, 0.04]), "contradicted");
});
