import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { pageTrend } from "../../statistics/page_trend.ts";
import { arrangementsOf, drawNormalTable, drawTiedTable } from "./_tables.ts";

/** F1 scores as a small study has them, rising. */
const SCORES = [
  [0.62, 0.65, 0.71, 0.70],
  [0.58, 0.66, 0.64, 0.73],
  [0.60, 0.59, 0.68, 0.69],
  [0.63, 0.61, 0.66, 0.72],
  [0.55, 0.67, 0.65, 0.62],
];
/** Seven orders of six conditions, in ranks. */
const RANKS = [
  [3, 4, 1, 2, 5, 6],
  [2, 1, 3, 4, 6, 5],
  [1, 3, 2, 6, 4, 5],
  [4, 1, 2, 3, 6, 5],
  [1, 2, 6, 3, 5, 4],
  [2, 6, 1, 5, 3, 4],
  [6, 2, 3, 1, 4, 5],
];
const TIED = [[1, 1, 2], [2, 3, 3], [1, 2, 3], [0, 0, 0], [2, 1, 4]];

/** Page's L by counting ranks: those below, and half of those that tie. */
function statistic(scores: readonly (readonly number[])[]): number {
  let sum = 0;
  for (const row of scores) {
    for (const [at, score] of row.entries()) {
      const below = row.filter((each) => each < score).length;
      const ties = row.filter((each) => each === score).length;
      sum += (at + 1) * (below + (ties + 1) / 2);
    }
  }
  return sum;
}

/** Every p-value and z the slow way: L of every table of reordered rows. */
function enumerate(scores: readonly (readonly number[])[]) {
  const observed = statistic(scores);
  const all = arrangementsOf(scores).map(statistic);
  const mean = all.reduce((sum, each) => sum + each / all.length, 0);
  const variance = all.reduce(
    (sum, each) => sum + (each - mean) ** 2 / all.length,
    0,
  );
  const share = (isHit: (sum: number) => boolean) =>
    all.filter(isHit).length / all.length;
  const away = Math.abs(observed - mean) - 1e-9;
  return {
    p: share((sum) => Math.abs(sum - mean) >= away),
    z: variance === 0 ? 0 : (observed - mean) / Math.sqrt(variance),
  };
}

Deno.test("pageTrend() agrees with SciPy without ties", () => {
  // scipy.stats.page_trend_test(scores, method="exact"), SciPy 1.17.1
  const reference = [
    [SCORES, 142, 0.0037191257555298347],
    [RANKS, 576, 0.0011908527494822769],
  ] as const;
  for (const [scores, statistic, p] of reference) {
    const result = pageTrend(scores, { seed: 1 });
    assertEquals(result.statistic, statistic);
    assertEquals(result.exact, true);
    // Without ties, L is as far above its mean as below it.
    assertAlmostEquals(result.p, 2 * p, 1e-14);
  }
});

Deno.test("pageTrend() standardizes as SciPy does", () => {
  const { standardized } = pageTrend(RANKS, { seed: 1 });
  // p = scipy.stats.page_trend_test(ranks, method="asymptotic").pvalue
  // scipy.stats.norm.isf(p), SciPy 1.17.1
  assertAlmostEquals(standardized, 2.970113523760216, 1e-13);
});

Deno.test("pageTrend() agrees with SciPy under ties", () => {
  // def page(*c, axis):
  //   a = np.stack([np.moveaxis(np.asarray(x), axis, -1) for x in c], -1)
  //   r = scipy.stats.rankdata(a, axis=-1)
  //   return (np.arange(1, len(c) + 1) * r).sum((-2, -1))
  // scipy.stats.permutation_test(list(zip(*scores)), page,
  //   permutation_type="samples", n_resamples=np.inf,
  //   alternative="two-sided").pvalue * 6**5, SciPy 1.17.1
  const { p, statistic, standardized } = pageTrend(TIED, { seed: 1 });
  assertEquals([p, statistic], [240 / 6 ** 5, 66]);
  assertAlmostEquals(standardized, 2.2677868380553634, 1e-14);
});

Deno.test("pageTrend() agrees with plain enumeration under ties", () => {
  const shapes = [[1, 4], [2, 2], [5, 2], [3, 3], [4, 3], [2, 4]] as const;
  for (let seed = 0; seed < 60; seed++) {
    const scores = drawTiedTable(seed, shapes[seed % shapes.length]!);
    const expected = enumerate(scores);
    const { p, standardized } = pageTrend(scores, { seed });
    assertAlmostEquals(p, expected.p, 1e-14, `seed ${seed}`);
    assertAlmostEquals(standardized, expected.z, 1e-9, `seed ${seed}`);
  }
});

Deno.test("pageTrend() draws past exactUpTo, close to the count", () => {
  for (const scores of [SCORES, TIED]) {
    const counted = pageTrend(scores, { seed: 1 });
    const drawn = pageTrend(scores, { seed: 1, exactUpTo: 2 });
    assertEquals([counted.exact, drawn.exact], [true, false]);
    assertEquals(drawn.statistic, counted.statistic);
    assertEquals(drawn.standardized, counted.standardized);
    const { p } = counted;
    // Four standard errors of 99,999 draws, and what (0 + 1) / 10^5 adds.
    const error = 4 * Math.sqrt(p * (1 - p) / 99_999) + 1e-5;
    assertAlmostEquals(drawn.p, p, error);
  }
});

Deno.test("pageTrend() draws where counts would not fit into a double", () => {
  const rising = (seeds: number) =>
    new Array<number[]>(seeds).fill([1, 2, 3, 4, 5]);
  // 120^144 is just below 2^1000.
  const options = { resamples: 99, seed: 1 };
  const counted = pageTrend(rising(144), options);
  assertEquals(counted.exact, true);
  assertAlmostEquals(counted.p / (2 * 120 ** -144), 1, 1e-9);
  const drawn = pageTrend(rising(145), options);
  assertEquals([drawn.exact, drawn.p], [false, 1 / 100]);
});

Deno.test("pageTrend() counts 12 conditions", () => {
  const row = Array.from({ length: 12 }, (_, index) => index);
  const { p, exact } = pageTrend([row], { seed: 1, exactUpTo: 12 });
  assertEquals({ p, exact }, { p: 2 / 479_001_600, exact: true });
});

Deno.test("pageTrend() with two conditions counts signs", () => {
  const scores = [[1, 2], [1, 3], [5, 1], [0, 1], [2, 4]];
  const { p } = pageTrend(scores, { seed: 1 });
  // scipy.stats.binomtest(4, 5).pvalue is 2 * (1 + 5) / 32
  assertEquals(p, 12 / 32);
});

Deno.test("pageTrend() mirrors reversed conditions and negated scores", () => {
  for (let seed = 0; seed < 50; seed++) {
    const scores = drawTiedTable(seed, [6, 4]);
    const plain = pageTrend(scores, { seed });
    const mirrored = [
      scores.map((row) => row.toReversed()),
      scores.map((row) => row.map((each) => -each)),
    ];
    for (const each of mirrored) {
      const falling = pageTrend(each, { seed });
      assertAlmostEquals(falling.p, plain.p, 1e-14);
      assertEquals(falling.standardized, -plain.standardized + 0);
    }
  }
});

Deno.test("pageTrend() does not see an order of seeds or their units", () => {
  for (let seed = 0; seed < 30; seed++) {
    const scores = drawNormalTable(seed, [7, 5]);
    const { p, statistic, standardized } = pageTrend(scores, { seed });
    const changed = [
      scores.toReversed(),
      scores.map((row, index) => row.map((each) => each + 10 * index)),
      scores.map((row, index) => row.map((each) => each * 10 ** (index - 3))),
      scores.map((row) => row.map((each) => each * 1e-300)),
      scores.map((row) => row.map((each) => Math.exp(each))),
    ];
    for (const each of changed) {
      const result = pageTrend(each, { seed });
      assertAlmostEquals(result.p, p, 1e-14, `seed ${seed}`);
      assertEquals(result.statistic, statistic);
      assertEquals(result.standardized, standardized);
    }
  }
});

Deno.test("pageTrend() takes decimal ties for ties", () => {
  const onPaper = [[3, 3, 5], [3, 3, 2], [6, 7, 7]];
  const inBinary = [[0.1 + 0.2, 0.3, 0.5], [0.3, 0.1 + 0.2, 0.2], [
    0.6,
    0.1 * 7,
    0.7,
  ]];
  assertEquals(
    pageTrend(inBinary, { seed: 1 }),
    pageTrend(onPaper, { seed: 1 }),
  );
});

Deno.test("pageTrend() finds nothing where all scores of a seed tie", () => {
  const expected = { p: 1, exact: true, statistic: 24, standardized: 0 };
  const result = pageTrend([[0.3, 0.3, 0.3], [0, 0, 0]], { seed: 1 });
  assertEquals(result, expected);
});

Deno.test("pageTrend() keeps p above 0 and at most 1", () => {
  for (let seed = 0; seed < 100; seed++) {
    const scores = drawTiedTable(seed, [1 + seed % 9, 2 + seed % 5]);
    for (const exactUpTo of [0, 10]) {
      const { p } = pageTrend(scores, { resamples: 19, seed, exactUpTo });
      assert(p > 0 && p <= 1, `p ${p}, seed ${seed}`);
    }
  }
});

Deno.test("pageTrend() does not depend on the seed when exact", () => {
  assertEquals(pageTrend(RANKS, { seed: 7 }), pageTrend(RANKS, { seed: 8 }));
});

Deno.test("pageTrend() keeps its error rate where nothing differs", () => {
  const studies = 1000;
  // L takes many values here, so that hardly any of the 0.05 is left unused.
  const error = 3.5 * Math.sqrt(0.05 * 0.95 / studies);
  for (const options of [{}, { resamples: 199, exactUpTo: 0 }]) {
    let significant = 0;
    for (let seed = 0; seed < studies; seed++) {
      const scores = drawNormalTable(seed, [8, 5]);
      const { p } = pageTrend(scores, { ...options, seed: seed + studies });
      if (p <= 0.05) significant++;
    }
    const share = significant / studies;
    assert(share > 0.045 - error && share < 0.05 + error, `${share}`);
  }
});

Deno.test("pageTrend() finds a small trend, and which way it goes", () => {
  const scores = drawNormalTable(1, [12, 5]).map((row) =>
    row.map((each, condition) => each + 0.5 * condition)
  );
  const { p, standardized } = pageTrend(scores, { seed: 1 });
  assert(p < 0.001 && standardized > 3);
});
