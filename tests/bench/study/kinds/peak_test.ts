import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { verdictOf } from "../../../../bench/study/decide.ts";
import { peak } from "../../../../bench/study/kinds/peak.ts";
import { ALONG, alongOf, scoresAround } from "./_along.ts";
import { evidenceOf, verdictOn } from "./_kinds.ts";

const STATEMENT = {
  kind: "peak",
  name: "inside",
  says: "the peak is inside",
  along: ALONG,
  margin: 0.05,
} as const;

/** The evidence and the verdict on scores around means. */
function decide(
  means: readonly number[],
  options: { spread?: number; seeds?: number } = {},
) {
  const statement = { ...STATEMENT, along: alongOf(means) };
  const evidence = evidenceOf(peak, statement, scoresAround(means, options));
  return { ...evidence, verdict: verdictOf(statement, evidence) };
}

Deno.test("peak says where the peak is, and how far above both ends", () => {
  const scores = Array.from({ length: 10 }, (_, seed) => [
    0.25 + seed / 256,
    0.75 - seed / 256,
    0.375,
  ]);
  const evidence = evidenceOf(peak, { ...STATEMENT, largest: 1 }, scores);
  const { estimate, p, detail, peakSet, obstacle, ceiling } = evidence;
  assert(ceiling! > estimate!.upper, `ceiling ${ceiling}`);
  assertAlmostEquals(estimate!.point, 0.375 - 4.5 / 256, 1e-12);
  assertEquals(p, 2 ** -9);
  assertEquals(detail, "best inside: some; the peak is likely at some");
  assertEquals([peakSet, obstacle], [["some"], undefined]);
  assertEquals(peak.figure?.({ peakSet } as never), {
    shape: "curve",
    highlight: {
      labels: ["some"],
      says: "where the peak is likely, by the bootstrap",
    },
  });
});

Deno.test("peak is supported where it is inside", () => {
  const { verdict, estimate } = decide([0.25, 0.625, 0.375, 0.25]);
  assertEquals(verdict, "supported");
  assertAlmostEquals(estimate!.point, 0.375, 0.02);
});

Deno.test("peak is never supported at an end, nor on a plateau", () => {
  const shapes = [
    [0.25, 0.375, 0.5, 0.75],
    [0.75, 0.5, 0.375, 0.25],
    [0.75, 0.5, 0.5, 0.75],
    [0.5, 0.5, 0.5, 0.5],
    [0.25, 0.625, 0.5, 0.75],
    [0.25, 0.5, 0.5, 0.51],
  ];
  for (const shape of shapes) {
    for (const spread of [0, 0.02, 0.1]) {
      for (const seeds of [10, 20]) {
        const { verdict } = decide(shape, { spread, seeds });
        assert(verdict !== "supported", `${shape}, spread ${spread}`);
      }
    }
  }
  assertEquals(decide(shapes[0]!, { seeds: 40 }).verdict, "contradicted");
});

Deno.test("peak names the end where it may be, and is open then", () => {
  const { verdict, obstacle, detail } = decide([0.25, 0.625, 0.3, 0.6], {
    spread: 0.25,
  });
  assertEquals([verdict, obstacle], [
    "inconclusive",
    "the peak may be at an end",
  ]);
  assertEquals(detail, "best inside: 1; the peak is likely at 1, 3");
});

Deno.test("peak asks for a height above 0, and contradicts one below the margin", () => {
  assertEquals(verdictOn(peak, STATEMENT, [0.01, 0.2]), "supported");
  assertEquals(verdictOn(peak, STATEMENT, [-0.1, 0.04]), "contradicted");
});
