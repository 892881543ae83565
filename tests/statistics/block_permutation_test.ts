import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { blockPermutation } from "../../statistics/block_permutation.ts";
import { signFlip } from "../../statistics/sign_flip.ts";
import { arrangementsOf, drawNormalTable, drawTiedTable } from "./_tables.ts";

/** F1 scores as a small study has them. */
const SCORES = [
  [0.62, 0.65, 0.71],
  [0.58, 0.66, 0.64],
  [0.60, 0.59, 0.68],
  [0.63, 0.61, 0.66],
  [0.55, 0.67, 0.65],
];
const TIED = [[1, 1, 2], [2, 3, 3], [1, 2, 3], [0, 0, 0], [2, 1, 4]];
const FOUR = [
  [0.62, 0.65, 0.71, 0.70],
  [0.58, 0.66, 0.64, 0.73],
  [0.60, 0.59, 0.68, 0.69],
];

/** The same p-value the slow way, of whole numbers, with no label left out. */
function enumerate(scores: readonly (readonly number[])[]): number {
  // Block sums are the same in all, so this orders as the variance does.
  const squares = (table: readonly (readonly number[])[]) =>
    table[0]!.map((_, condition) =>
      table.reduce((sum, row) => sum + row[condition]!, 0) ** 2
    ).reduce((sum, each) => sum + each, 0);
  const observed = squares(scores);
  const all = arrangementsOf(scores);
  return all.filter((each) => squares(each) >= observed).length / all.length;
}

Deno.test("blockPermutation() agrees with SciPy when it counts all", () => {
  // def variance(*c, axis):
  //   return np.var(np.stack([np.mean(x, axis=axis) for x in c]), axis=0)
  // scipy.stats.permutation_test([np.array(x, float) for x in zip(*scores)],
  //   variance, permutation_type="samples", alternative="greater",
  //   n_resamples=np.inf).pvalue * orders**(seeds - 1), of 6, 6 and 24 orders
  //   a seed, and np.ptp(np.mean(scores, 0)), SciPy 1.17.1
  const reference = [
    [SCORES, 56, 6 ** 4, 0.072],
    [TIED, 96, 6 ** 4, 1.2],
    [FOUR, 23, 24 ** 2, 0.10666666666666669],
  ] as const;
  for (const [scores, hits, permutations, range] of reference) {
    const result = blockPermutation(scores, { seed: 1 });
    assertEquals(result.p, hits / permutations);
    assertEquals(result.permutations, permutations);
    assertEquals(result.exact, true);
    assertAlmostEquals(result.range, range, 1e-15);
  }
});

Deno.test("blockPermutation() agrees with plain enumeration under ties", () => {
  const shapes = [[1, 3], [2, 2], [6, 2], [3, 3], [4, 3], [2, 4]] as const;
  for (let seed = 0; seed < 60; seed++) {
    const scores = drawTiedTable(seed, shapes[seed % shapes.length]!);
    const { p } = blockPermutation(scores, { seed });
    assertEquals(p, enumerate(scores), `seed ${seed}`);
  }
});

Deno.test("blockPermutation() of two conditions is the sign-flip test", () => {
  for (let seed = 0; seed < 50; seed++) {
    const scores = drawNormalTable(seed, [1 + seed % 14, 2]);
    const differences = scores.map(([a, b]) => a! - b!);
    assertEquals(
      blockPermutation(scores, { seed }).p,
      signFlip(differences, { seed }).p,
    );
  }
});

Deno.test("blockPermutation() draws past resamples, close to the count", () => {
  const scores = drawNormalTable(3, [5, 4]).map((row) =>
    row.map((each, condition) => each + 0.4 * condition)
  );
  const counted = blockPermutation(scores, { resamples: 24 ** 4, seed: 1 });
  const drawn = blockPermutation(scores, { seed: 1 });
  assertEquals([counted.exact, drawn.exact], [true, false]);
  assertEquals([counted.permutations, drawn.permutations], [24 ** 4, 99_999]);
  assertEquals(drawn.range, counted.range);
  const { p } = counted;
  assert(p > 0.01 && p < 0.5, `p ${p} is too near an end to compare with`);
  // Four standard errors of 99,999 draws.
  assertAlmostEquals(drawn.p, p, 4 * Math.sqrt(p * (1 - p) / 99_999));
});

Deno.test("blockPermutation() counts up to resamples", () => {
  const exactAt = (resamples: number) =>
    blockPermutation(SCORES, { resamples, seed: 1 }).exact;
  assertEquals([exactAt(6 ** 4), exactAt(6 ** 4 - 1)], [true, false]);
});

Deno.test("blockPermutation() draws each order of a seed alike", () => {
  // Only one of the 24 orders of the second row adds up with the first row as
  // far apart as this one does, or one of two where two of the four tie.
  const error = (rate: number) => 4 * Math.sqrt(rate * (1 - rate) / 9999);
  const drawn = (second: readonly number[]) =>
    blockPermutation([[1, 2, 4, 8], second, [0, 0, 0, 0], [0, 0, 0, 0]], {
      resamples: 9999,
      seed: 1,
    });
  const distinct = drawn([1, 2, 4, 8]);
  assertEquals(distinct.exact, false);
  assertAlmostEquals(distinct.p, 1 / 24, error(1 / 24));
  assertAlmostEquals(drawn([1, 1, 4, 8]).p, 1 / 12, error(1 / 12));
});

Deno.test("blockPermutation() cannot find anything with one seed", () => {
  assertEquals(blockPermutation([[1, 5, 9]], { seed: 1 }), {
    p: 1,
    exact: true,
    permutations: 1,
    range: 8,
  });
});

Deno.test("blockPermutation() finds nothing where nothing varies", () => {
  for (const value of [0, 0.1, -7]) {
    const scores = new Array<number[]>(4).fill([value, value, value]);
    const { p, range } = blockPermutation(scores, { seed: 1 });
    assertEquals({ p, range }, { p: 1, range: 0 });
    const drawn = blockPermutation(scores, { resamples: 9, seed: 1 });
    assertEquals([drawn.p, drawn.exact], [1, false]);
  }
});

Deno.test("blockPermutation() takes decimal ties for ties", () => {
  // 0.3 twice on paper, each condition alike.
  const row = [0.1 + 0.2, 0.3, 0.3];
  const { p } = blockPermutation([row, row, row], { seed: 1 });
  assertEquals(p, 1);
  for (let seed = 0; seed < 50; seed++) {
    const whole = drawTiedTable(seed, [4, 3]);
    const scores = whole.map((row, index) =>
      row.map((each) => each / 1400 + 0.9 + index / 30)
    );
    assertEquals(
      blockPermutation(scores, { seed }).p,
      blockPermutation(whole, { seed }).p,
      `seed ${seed}`,
    );
  }
});

Deno.test("blockPermutation() does not see a seed's own level", () => {
  for (let seed = 0; seed < 30; seed++) {
    const scores = drawNormalTable(seed, [5, 3]);
    const { p, range } = blockPermutation(scores, { seed });
    const moved = blockPermutation(
      scores.map((row, index) => row.map((each) => each + 100 * index)),
      { seed },
    );
    assertEquals(moved.p, p);
    assertAlmostEquals(moved.range, range, 1e-12);
  }
});

Deno.test("blockPermutation() does not see an order, a sign or a unit", () => {
  for (let seed = 0; seed < 30; seed++) {
    const scores = drawNormalTable(seed, [5, 3]);
    const { p, range } = blockPermutation(scores, { seed });
    const changed = [
      [1, scores.toReversed()],
      [1, scores.map((row) => row.toReversed())],
      [1, scores.map((row) => row.map((each) => -each))],
      [1e-300, scores.map((row) => row.map((each) => each * 1e-300))],
      [1e300, scores.map((row) => row.map((each) => each * 1e300))],
    ] as const;
    for (const [unit, each] of changed) {
      const result = blockPermutation(each, { seed });
      assertEquals(result.p, p, `seed ${seed}`);
      assertAlmostEquals(result.range / unit, range, 1e-14);
    }
  }
});

Deno.test("blockPermutation() does not overflow on huge scores", () => {
  const scores = [[1.7e308, -1.7e308, 0], [1e308, -1e308, 1], [9e307, 0, 2]];
  const { p } = blockPermutation(scores, { seed: 1 });
  assert(p > 0 && p < 0.2, `p ${p}`);
});

Deno.test("blockPermutation() keeps p above 0 and at most 1", () => {
  for (let seed = 0; seed < 100; seed++) {
    const scores = drawTiedTable(seed, [1 + seed % 9, 2 + seed % 5]);
    const { p } = blockPermutation(scores, { resamples: 99, seed });
    assert(p > 0 && p <= 1, `p ${p}, seed ${seed}`);
  }
  const apart = new Array<number[]>(20).fill([0, 1, 2]);
  const { p } = blockPermutation(apart, { resamples: 999, seed: 1 });
  assertEquals(p, 1 / 1000);
});

Deno.test("blockPermutation() does not depend on the seed when exact", () => {
  assertEquals(
    blockPermutation(SCORES, { seed: 7 }),
    blockPermutation(SCORES, { seed: 8 }),
  );
});

Deno.test("blockPermutation() keeps its error rate where nothing differs", () => {
  const studies = 1000;
  let significant = 0;
  for (let seed = 0; seed < studies; seed++) {
    // 4 seeds of 3 conditions: 216 arrangements, of which 0.05 admits 10.
    const scores = drawNormalTable(seed, [4, 3]);
    if (blockPermutation(scores, { seed }).p <= 0.05) significant++;
  }
  const rate = 10 / 216;
  const error = 3.5 * Math.sqrt(rate * (1 - rate) / studies);
  assertAlmostEquals(significant / studies, rate, error);
});

Deno.test("blockPermutation() keeps its error rate when it draws", () => {
  const studies = 1000;
  let significant = 0;
  for (let seed = 0; seed < studies; seed++) {
    // Each seed has a level of its own, twenty times its noise.
    const scores = drawNormalTable(seed, [8, 5]).map((row, index) =>
      row.map((each) => each + 20 * index)
    );
    const { p } = blockPermutation(scores, {
      resamples: 199,
      seed: seed + studies,
    });
    if (p <= 0.05) significant++;
  }
  // With 199 draws (hits + 1) / 200 makes the rate 0.05 itself.
  const error = 3.5 * Math.sqrt(0.05 * 0.95 / studies);
  assertAlmostEquals(significant / studies, 0.05, error);
});
