import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { bootstrapArgmax } from "../../statistics/bootstrap_argmax.ts";
import { bootstrapMean } from "../../statistics/bootstrap_mean.ts";
import { peakHeight } from "../../statistics/peak_height.ts";
import { signFlip } from "../../statistics/sign_flip.ts";
import { drawNormalTable } from "./_tables.ts";

/** F1 scores that rise and fall again along five conditions. */
const SCORES = [
  [0.52, 0.63, 0.71, 0.66, 0.55],
  [0.48, 0.60, 0.64, 0.67, 0.58],
  [0.55, 0.59, 0.73, 0.61, 0.49],
  [0.50, 0.66, 0.69, 0.63, 0.60],
  [0.57, 0.58, 0.62, 0.68, 0.52],
  [0.46, 0.64, 0.75, 0.60, 0.61],
  [0.53, 0.61, 0.67, 0.65, 0.47],
  [0.49, 0.57, 0.70, 0.59, 0.63],
];
const OPTIONS = { resamples: 999, seed: 1 };

/** The same scores of fewer conditions. */
function pick(conditions: readonly number[]): number[][] {
  return SCORES.map((row) => conditions.map((at) => row[at]!));
}

Deno.test("peakHeight() agrees with SciPy", () => {
  const { estimate, p, best } = peakHeight(SCORES, {
    resamples: 99_999,
    seed: 1,
  });
  // m = np.mean(scores, 0); max(m[1:-1]) - max(m[0], m[-1]), NumPy 2.4.6
  assertAlmostEquals(estimate.point, 0.1325, 1e-14);
  assertEquals([estimate.level, estimate.runs, best], [0.95, 8, 2]);
  // For c in 1, 2, 3 and d = s[:, c] - s[:, 0], s[:, c] - s[:, 4]:
  // scipy.stats.bootstrap((d,), np.mean, n_resamples=1_000_000, batch=20_000,
  //   method="BCa", confidence_level=1 - 0.05 / 3,
  //   rng=np.random.default_rng(1)).confidence_interval, SciPy 1.17.1
  // max over c of the smaller low, and of the smaller high
  assertAlmostEquals(estimate.lower, 0.08875, 0.002);
  assertAlmostEquals(estimate.upper, 0.19, 0.002);
  // scipy.stats.permutation_test((d,), np.mean, permutation_type="samples",
  //   n_resamples=np.inf).pvalue, 3 * min over c of the larger one
  assertEquals(p, 6 / 256);
});

Deno.test("peakHeight() agrees with SciPy on three conditions", () => {
  const { estimate, p, best } = peakHeight(pick([0, 2, 4]), {
    resamples: 99_999,
    seed: 1,
  });
  // As above of the one c, low at confidence_level=0.95, high at 0.975
  assertAlmostEquals(estimate.point, 0.1325, 1e-14);
  assertAlmostEquals(estimate.lower, 0.09625, 0.002);
  assertAlmostEquals(estimate.upper, 0.1875, 0.002);
  assertEquals([p, best], [2 / 256, 1]);
});

Deno.test("peakHeight() is made of means, flips and the best condition", () => {
  const scores = pick([0, 1, 2, 4]);
  const result = peakHeight(scores, OPTIONS);
  const differences = [1, 2].map((condition) =>
    [0, 3].map((end) => scores.map((row) => row[condition]! - row[end]!))
  );
  const intervals = differences.map((both) =>
    both.map((each) => bootstrapMean(each, { ...OPTIONS, level: 0.975 }))
  );
  const ends = (["point", "lower", "upper"] as const).map((end) =>
    Math.max(...intervals.map((both) => Math.min(...both.map((x) => x[end]))))
  );
  const { point, lower, upper } = result.estimate;
  assertEquals([point, lower, upper], ends);
  const ps = differences.map((both) =>
    Math.max(...both.map((each) => signFlip(each, OPTIONS).p))
  );
  assertEquals(result.p, 2 * Math.min(...ps));
  const { contenders, shares } = bootstrapArgmax(scores, OPTIONS);
  assertEquals([result.contenders, result.shares], [contenders, shares]);
});

Deno.test("peakHeight() finds no peak where an end is the best", () => {
  for (const order of [[2, 1, 0], [0, 1, 2], [2, 0, 4], [4, 1, 0, 3]]) {
    const { estimate, p, shares } = peakHeight(pick(order), OPTIONS);
    assert(estimate.point < 0 && estimate.lower < 0, `order ${order}`);
    assertEquals(p, 1);
    assertEquals(shares.length, order.length);
  }
});

Deno.test("peakHeight() takes the first of several that tie", () => {
  // 0.3 twice on paper, where the second is larger in binary.
  const row = [0, 0.3, 0.1 + 0.2, 0.1, 0];
  const tied = peakHeight([row, row, row], OPTIONS);
  assertEquals(tied.best, 1);
  assertEquals(
    peakHeight([row.toReversed(), row.toReversed()], OPTIONS).best,
    2,
  );
});

Deno.test("peakHeight() finds nothing where nothing varies", () => {
  for (const value of [0, 0.1, -7]) {
    const scores = new Array<number[]>(4).fill([value, value, value, value]);
    const { estimate, p, best, contenders } = peakHeight(scores, OPTIONS);
    const { point, lower, upper } = estimate;
    assertEquals({ point, lower, upper }, { point: 0, lower: 0, upper: 0 });
    assertEquals([p, best, contenders], [1, 1, [0, 1, 2, 3]]);
  }
});

Deno.test("peakHeight() keeps the point inside the interval", () => {
  for (let seed = 0; seed < 60; seed++) {
    const scores = drawNormalTable(seed, [4 + seed % 9, 3 + seed % 4]);
    const { estimate, p, best } = peakHeight(scores, { ...OPTIONS, seed });
    const { point, lower, upper } = estimate;
    assert(lower <= point && point <= upper, `seed ${seed}`);
    assert(p > 0 && p <= 1, `p ${p}, seed ${seed}`);
    assert(best > 0 && best < scores[0]!.length - 1, `best ${best}`);
  }
});

Deno.test("peakHeight() does not see what all of a seed share", () => {
  const plain = peakHeight(SCORES, OPTIONS);
  const moved = peakHeight(
    SCORES.map((row, index) => row.map((each) => each + 3 * index - 7)),
    OPTIONS,
  );
  assertEquals([moved.p, moved.best], [plain.p, plain.best]);
  assertEquals(moved.contenders, plain.contenders);
  for (const end of ["point", "lower", "upper"] as const) {
    assertAlmostEquals(moved.estimate[end], plain.estimate[end], 1e-12);
  }
});

Deno.test("peakHeight() follows a unit", () => {
  const plain = peakHeight(SCORES, OPTIONS);
  for (const unit of [1e-200, 100, 1e200]) {
    const scaled = peakHeight(
      SCORES.map((row) => row.map((each) => each * unit)),
      OPTIONS,
    );
    assertEquals([scaled.p, scaled.best], [plain.p, plain.best]);
    for (const end of ["point", "lower", "upper"] as const) {
      assertAlmostEquals(
        scaled.estimate[end] / unit,
        plain.estimate[end],
        1e-12,
      );
    }
  }
});

Deno.test("peakHeight() mirrors conditions in the opposite order", () => {
  const plain = peakHeight(SCORES, OPTIONS);
  const turned = peakHeight(SCORES.map((row) => row.toReversed()), OPTIONS);
  assertEquals(turned.estimate, plain.estimate);
  assertEquals([turned.p, turned.best], [plain.p, 4 - plain.best]);
});

Deno.test("peakHeight() does not see the order of seeds", () => {
  const plain = peakHeight(SCORES, { seed: 1 });
  const turned = peakHeight(SCORES.toReversed(), { seed: 1 });
  assertEquals([turned.p, turned.best], [plain.p, plain.best]);
  assertAlmostEquals(turned.estimate.point, plain.estimate.point, 1e-14);
  // Other seeds are drawn, so that only the noise of drawing is left.
  assertAlmostEquals(turned.estimate.lower, plain.estimate.lower, 0.005);
  assertAlmostEquals(turned.estimate.upper, plain.estimate.upper, 0.005);
});

Deno.test("peakHeight() counts signs up to exactUpTo", () => {
  const counted = peakHeight(SCORES, { ...OPTIONS, exactUpTo: 8 });
  const drawn = peakHeight(SCORES, { ...OPTIONS, exactUpTo: 7 });
  assertEquals(counted.p, 6 / 256);
  assertNotEquals(drawn.p, counted.p);
  assertAlmostEquals(drawn.p, counted.p, 0.03);
  assertEquals(drawn.estimate, counted.estimate);
});

Deno.test("peakHeight() finds no peak where all conditions are equal", () => {
  const studies = 500;
  for (const conditions of [3, 6]) {
    let significant = 0;
    for (let seed = 0; seed < studies; seed++) {
      const scores = drawNormalTable(seed, [10, conditions]);
      const { p } = peakHeight(scores, {
        resamples: 199,
        seed: seed + studies,
      });
      if (p <= 0.05) significant++;
    }
    const error = 3 * Math.sqrt(0.025 * 0.975 / studies);
    assert(significant / studies <= 0.025 + error, `found ${significant}`);
  }
});

Deno.test("peakHeight() finds no peak where one end is as high", () => {
  // The hardest case for two ends: the other one is far below.
  const studies = 500;
  let significant = 0;
  for (let seed = 0; seed < studies; seed++) {
    const scores = drawNormalTable(seed, [10, 3]).map(([low, peak, high]) => [
      low! - 10,
      peak!,
      high!,
    ]);
    const { p } = peakHeight(scores, { resamples: 99, seed: seed + studies });
    if (p <= 0.05) significant++;
  }
  const error = 3 * Math.sqrt(0.025 * 0.975 / studies);
  assert(significant / studies <= 0.025 + error, `found ${significant}`);
  assert(significant > 0, "found none");
});

Deno.test("peakHeight() covers the height from below and from above", () => {
  // With upper ends at level 0.95, those of 3 conditions miss 1 in 20.
  const studies = 500;
  for (const conditions of [3, 5]) {
    let above = 0;
    let below = 0;
    for (let seed = 0; seed < studies; seed++) {
      const scores = drawNormalTable(seed, [25, conditions]).map((row) =>
        row.map((each, at) => at === 1 ? each + 0.5 : each)
      );
      const { lower, upper } = peakHeight(scores, {
        resamples: 199,
        seed: seed + studies,
      }).estimate;
      if (lower > 0.5) above++;
      if (upper < 0.5) below++;
    }
    const error = 3 * Math.sqrt(0.025 * 0.975 / studies);
    assert(above / studies <= 0.025 + error, `${above} above`);
    assert(below / studies <= 0.025 + error, `${below} below`);
  }
});

Deno.test("peakHeight() finds a peak that is there", () => {
  let found = 0;
  for (let seed = 0; seed < 50; seed++) {
    const scores = drawNormalTable(seed, [12, 6]).map((row) =>
      row.map((each, at) => each + 3 * Math.sin(at * Math.PI / 5))
    );
    const { estimate, p } = peakHeight(scores, { resamples: 199, seed });
    if (p <= 0.05 && estimate.lower > 0) found++;
  }
  assert(found >= 45, `found ${found}`);
});
