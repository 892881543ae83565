import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { bootstrapArgmax } from "../../statistics/bootstrap_argmax.ts";
import { drawNormal } from "./_samples.ts";

/** Conditions 0 and 2 have the same mean on paper. */
const SCORES = [
  [0.61, 0.66, 0.59],
  [0.72, 0.65, 0.70],
  [0.55, 0.60, 0.61],
  [0.68, 0.64, 0.66],
];

/** Four conditions that share what a seed does; the third is the best. */
function drawScores(seed: number, seeds: number, gap: number): number[][] {
  const drawn = drawNormal(seed, 5 * seeds);
  return Array.from({ length: seeds }, (_, row) => {
    const [shared, ...own] = drawn.slice(5 * row, 5 * row + 5);
    return own.map((each, condition) =>
      0.5 + 0.1 * shared! + 0.05 * each + (condition === 2 ? gap : 0)
    );
  });
}

Deno.test("bootstrapArgmax() agrees with all resamples counted", () => {
  const { best, shares, contenders, runs } = bootstrapArgmax(SCORES, {
    resamples: 99_999,
    seed: 1,
  });
  // for idx in itertools.product(range(4), repeat=4):
  //   m = S[list(idx)].sum(0); b = m == m.max(); c += b / b.sum()
  // c / 256 with S = 100 * scores as whole numbers, NumPy 2.4.6
  const counted = [0.390625, 0.32421875, 0.28515625];
  for (const [condition, share] of counted.entries()) {
    assertAlmostEquals(shares[condition]!, share, 0.006);
  }
  assertEquals(best, [0, 2]);
  assertEquals(contenders, [0, 1, 2]);
  assertEquals(runs, 4);
});

Deno.test("bootstrapArgmax() takes as few contenders as the level needs", () => {
  const at = (level: number) =>
    bootstrapArgmax(SCORES, { level, seed: 1 }).contenders;
  assertEquals(at(0.3), [0]);
  assertEquals(at(0.5), [0, 1]);
  assertEquals(at(0.7), [0, 1]);
  assertEquals(at(0.8), [0, 1, 2]);
});

Deno.test("bootstrapArgmax() shares ties out equally", () => {
  const { best, shares, contenders } = bootstrapArgmax(
    [[0.5, 0.5, 0.25], [1, 1, 0.75], [0.25, 0.25, 0]],
    { level: 0.4, seed: 1 },
  );
  assertEquals({ best, shares }, { best: [0, 1], shares: [0.5, 0.5, 0] });
  // Neither comes before the other, although one would reach the level.
  assertEquals(contenders, [0, 1]);
});

Deno.test("bootstrapArgmax() has shares that add up to 1", () => {
  for (let seed = 0; seed < 30; seed++) {
    const scores = drawScores(seed, 3 + seed, 0.01);
    const { shares, contenders, best, level } = bootstrapArgmax(scores, {
      resamples: 199,
      seed,
    });
    assertAlmostEquals(shares.reduce((a, b) => a + b), 1, 1e-12);
    const reached = contenders.reduce((sum, each) => sum + shares[each]!, 0);
    assert(reached >= level - 1e-9, `seed ${seed}: ${reached}`);
    assertEquals(best.length, 1);
  }
});

Deno.test("bootstrapArgmax() does not see what all of a seed share", () => {
  const moved = SCORES.map((row, index) => row.map((each) => each + 3 * index));
  const options = { resamples: 999, seed: 1 };
  assertEquals(
    bootstrapArgmax(moved, options),
    bootstrapArgmax(SCORES, options),
  );
});

Deno.test("bootstrapArgmax() follows an order of the conditions and a unit", () => {
  const options = { resamples: 999, seed: 1 };
  const plain = bootstrapArgmax(SCORES, options);
  const turned = bootstrapArgmax(
    SCORES.map((row) => row.toReversed().map((each) => each * 1e300)),
    options,
  );
  for (const [condition, share] of plain.shares.toReversed().entries()) {
    assertAlmostEquals(turned.shares[condition]!, share, 1e-12);
  }
});

Deno.test("bootstrapArgmax() keeps the best among the contenders", () => {
  // Nearly equal conditions fall short of the level, as documented.
  const studies = 200;
  for (const [gap, least] of [[0.2, 1], [0.04, 0.95], [0.001, 0.7]] as const) {
    let kept = 0;
    for (let seed = 0; seed < studies; seed++) {
      const scores = drawScores(seed, 12, gap);
      const options = { resamples: 299, seed };
      if (bootstrapArgmax(scores, options).contenders.includes(2)) kept++;
    }
    assert(kept / studies >= least, `kept ${kept} at ${gap}`);
  }
});
