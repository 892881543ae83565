import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { blockPermutation } from "../../statistics/block_permutation.ts";
import { bootstrapMean } from "../../statistics/bootstrap_mean.ts";
import { signFlip } from "../../statistics/sign_flip.ts";
import { spread } from "../../statistics/spread.ts";
import { drawNormalTable, drawTiedTable } from "./_tables.ts";

/** F1 scores as a small study has them. */
const SCORES = [
  [0.63, 0.66, 0.55],
  [0.60, 0.67, 0.58],
  [0.59, 0.61, 0.49],
  [0.66, 0.63, 0.60],
  [0.58, 0.68, 0.52],
];
/** Enough resamples to count all 1296 arrangements of the scores. */
const OPTIONS = { resamples: 1999, seed: 1 };
const ENDS = ["point", "lower", "upper"] as const;

Deno.test("spread() agrees with SciPy", () => {
  const { estimate, p } = spread(SCORES, { resamples: 99_999, seed: 1 });
  // np.ptp(np.mean(scores, 0)), NumPy 2.4.6
  assertAlmostEquals(estimate.point, 0.102, 1e-14);
  assertEquals([estimate.level, estimate.runs], [0.95, 5]);
  // For a, b in itertools.combinations(range(3), 2):
  // scipy.stats.bootstrap((s[:, a] - s[:, b],), np.mean, method="BCa",
  //   n_resamples=1_000_000, batch=20_000, confidence_level=1 - 0.05 / 3,
  //   rng=np.random.default_rng(1)).confidence_interval, SciPy 1.17.1
  // max of (low, -high, 0), max of (high, -low)
  assertAlmostEquals(estimate.lower, 0.048, 0.002);
  assertAlmostEquals(estimate.upper, 0.14, 0.002);
  // def variance(*c, axis):
  //   return np.var(np.stack([np.mean(x, axis=axis) for x in c]), axis=0)
  // scipy.stats.permutation_test([np.array(x) for x in zip(*scores)], variance,
  //   permutation_type="samples", alternative="greater", n_resamples=np.inf)
  //   .pvalue * 6**5
  assertEquals(p, 5 / 6 ** 4);
});

Deno.test("spread() of two conditions is the mean difference without its sign", () => {
  for (const sign of [1, -1]) {
    const scores = [0.3, 0.1, 0.25, 0.4].map((each) => [0, sign * each]);
    const { estimate } = spread(scores, OPTIONS);
    const mean = bootstrapMean(scores.map(([, each]) => each!), OPTIONS);
    const ends = [mean.lower, mean.upper].map((end) => Math.abs(end));
    assertAlmostEquals(estimate.point, Math.abs(mean.point), 1e-14);
    assertAlmostEquals(estimate.lower, Math.min(...ends), 1e-14);
    assertAlmostEquals(estimate.upper, Math.max(...ends), 1e-14);
  }
});

Deno.test("spread() has the p-value of blockPermutation()", () => {
  for (let seed = 0; seed < 20; seed++) {
    const scores = drawNormalTable(seed, [6, 3]);
    const options = { resamples: 499, seed };
    const { estimate, p } = spread(scores, options);
    const permuted = blockPermutation(scores, options);
    assertEquals(p, permuted.p);
    assertAlmostEquals(estimate.point, permuted.range, 1e-14);
  }
});

Deno.test("spread() tests each pair against a margin as SciPy does", () => {
  // For a, b in itertools.combinations(range(3), 2), d = s[:, a] - s[:, b],
  // d = d * np.sign(d.mean()) - margin: 1 where d.mean() <= 0, and else
  // scipy.stats.permutation_test((d,), np.mean, permutation_type="samples",
  //   alternative="two-sided", n_resamples=np.inf).pvalue, SciPy 1.17.1
  // min(1, 3 * min(ps))
  const expected = [[0.01, 0.1875], [0.02, 0.1875], [0.05, 0.375]] as const;
  for (const [margin, p] of expected) {
    assertEquals(spread(SCORES, { ...OPTIONS, margin }).p, p);
  }
});

Deno.test("spread() of two conditions tests one pair against the margin", () => {
  for (const sign of [1, -1]) {
    const scores = [0.3, 0.1, 0.25, 0.4, 0.2, 0.05]
      .map((each) => [0, sign * each]);
    const { p } = spread(scores, { ...OPTIONS, margin: 0.06 });
    const beyond = scores.map(([, each]) => sign * each! - 0.06);
    assertEquals(p, signFlip(beyond, { seed: 1 }).p);
    // All but the least are beyond: 2 of 64 patterns, and 2 with it turned.
    assertEquals(p, 4 / 64);
  }
});

Deno.test("spread() finds no more than the margin where the range is just that", () => {
  // In quarters, so that no difference is rounded.
  const levels = [3, -1, 7, 0, 2, 5, -4, 1];
  const scores = levels.map((each) => [each, each + 0.25, each + 0.25]);
  const pOf = (margin: number) => spread(scores, { ...OPTIONS, margin }).p;
  assertEquals(pOf(0.25), 1);
  assertEquals(pOf(0.3), 1);
  // 3 pairs, and 2 of 2^8 patterns of signs.
  assertEquals(pOf(0.249), 3 * 2 / 256);
});

Deno.test("spread() estimates the same whatever the margin, 0 unless told", () => {
  for (let seed = 0; seed < 20; seed++) {
    const scores = drawNormalTable(seed, [6, 3]);
    const options = { resamples: 499, seed };
    const found = spread(scores, options);
    assertEquals(spread(scores, { ...options, margin: 0 }), found);
    const { estimate } = spread(scores, { ...options, margin: seed / 10 });
    assertEquals(estimate, found.estimate);
  }
});

Deno.test("spread() has a p-value that never falls as the margin grows", () => {
  for (let seed = 0; seed < 30; seed++) {
    const draw = seed % 2 === 0 ? drawNormalTable : drawTiedTable;
    const scores = draw(seed, [5 + seed % 6, 2 + seed % 3])
      .map((row) => row.map((each, condition) => each + 2 * condition));
    const ps = [0, 0.01, 0.5, 1, 2, 4, 50].map((margin) =>
      spread(scores, { resamples: 499, seed, margin }).p
    );
    for (let index = 1; index < ps.length; index++) {
      assert(ps[index]! >= ps[index - 1]!, `p-values ${ps}, seed ${seed}`);
    }
    assertEquals(ps.at(-1), 1);
  }
});

Deno.test("spread() with a margin still asks for any difference at all", () => {
  // One pair of three is surely beyond, and the third condition drowns it.
  const scores = Array.from(
    { length: 10 },
    (_, seed) => [0, 1, seed % 2 === 0 ? 50 : -50],
  );
  const { p } = spread(scores, { ...OPTIONS, margin: 0.5 });
  assertEquals(p, blockPermutation(scores, OPTIONS).p);
  const pair = scores.map((row) => row[1]! - row[0]! - 0.5);
  assert(p > 0.5 && 3 * signFlip(pair, { seed: 1 }).p < 0.01, `p ${p}`);
});

Deno.test("spread() draws ten times as many labels as means by default", () => {
  const scores = drawNormalTable(2, [8, 4]);
  const { estimate, p } = spread(scores, { seed: 1 });
  const means = spread(scores, { resamples: 9999, seed: 1 });
  assertEquals(estimate, means.estimate);
  assertEquals(p, blockPermutation(scores, { seed: 1 }).p);
  assertNotEquals(p, means.p);
});

Deno.test("spread() finds nothing where nothing varies", () => {
  for (const value of [0, 0.1, -7]) {
    const scores = new Array<number[]>(4).fill([value, value, value]);
    const { estimate, p } = spread(scores, OPTIONS);
    assertEquals(ENDS.map((end) => estimate[end]), [0, 0, 0]);
    assertEquals(p, 1);
  }
});

Deno.test("spread() keeps the point inside the interval, and that above 0", () => {
  for (let seed = 0; seed < 60; seed++) {
    const shape = [3 + seed % 9, 2 + seed % 4] as const;
    const draw = seed % 2 === 0 ? drawNormalTable : drawTiedTable;
    const { estimate, p } = spread(draw(seed, shape), { ...OPTIONS, seed });
    const { point, lower, upper } = estimate;
    assert(0 <= lower && lower <= point && point <= upper, `seed ${seed}`);
    assert(p > 0 && p <= 1, `p ${p}, seed ${seed}`);
  }
});

Deno.test("spread() does not see what all of a seed share", () => {
  const plain = spread(SCORES, OPTIONS);
  const moved = spread(
    SCORES.map((row, index) => row.map((each) => each + 3 * index - 7)),
    OPTIONS,
  );
  assertEquals(moved.p, plain.p);
  for (const end of ENDS) {
    assertAlmostEquals(moved.estimate[end], plain.estimate[end], 1e-12);
  }
});

Deno.test("spread() does not see an order of conditions or a sign", () => {
  const plain = spread(SCORES, OPTIONS);
  const changed = [
    SCORES.map((row) => row.toReversed()),
    SCORES.map((row) => row.map((each) => -each)),
  ];
  for (const scores of changed) {
    const { estimate, p } = spread(scores, OPTIONS);
    assertEquals(p, plain.p);
    for (const end of ENDS) {
      assertAlmostEquals(estimate[end], plain.estimate[end], 1e-12);
    }
  }
});

Deno.test("spread() tests against a margin whatever order, sign or unit", () => {
  const margin = 0.05;
  const { p } = spread(SCORES, { ...OPTIONS, margin });
  const changed = [
    SCORES.map((row) => row.toReversed()),
    SCORES.map((row) => row.map((each) => -each)),
    SCORES.toReversed(),
  ];
  for (const scores of changed) {
    assertEquals(spread(scores, { ...OPTIONS, margin }).p, p);
  }
  for (const unit of [1e-200, 100, 1e200]) {
    const scores = SCORES.map((row) => row.map((each) => each * unit));
    const options = { ...OPTIONS, margin: margin * unit };
    assertEquals(spread(scores, options).p, p);
  }
});

Deno.test("spread() does not see the order of seeds", () => {
  const plain = spread(SCORES, { seed: 1 });
  const turned = spread(SCORES.toReversed(), { seed: 1 });
  assertEquals(turned.p, plain.p);
  assertAlmostEquals(turned.estimate.point, plain.estimate.point, 1e-14);
  // Other seeds are drawn, so that only the noise of drawing is left.
  assertAlmostEquals(turned.estimate.lower, plain.estimate.lower, 0.005);
  assertAlmostEquals(turned.estimate.upper, plain.estimate.upper, 0.005);
});

Deno.test("spread() follows a unit", () => {
  const plain = spread(SCORES, OPTIONS);
  for (const unit of [1e-200, 100, 1e200]) {
    const { estimate, p } = spread(
      SCORES.map((row) => row.map((each) => each * unit)),
      OPTIONS,
    );
    assertEquals(p, plain.p);
    for (const end of ENDS) {
      assertAlmostEquals(estimate[end] / unit, plain.estimate[end], 1e-12);
    }
  }
});

Deno.test("spread() finds nothing where all conditions are equal", () => {
  const studies = 400;
  let significant = 0;
  let apart = 0;
  for (let seed = 0; seed < studies; seed++) {
    // Each seed has a level of its own, twenty times its noise.
    const scores = drawNormalTable(seed, [10, 4]).map((row, index) =>
      row.map((each) => each + 20 * index)
    );
    const { estimate, p } = spread(scores, {
      resamples: 299,
      seed: seed + studies,
    });
    if (p <= 0.05) significant++;
    if (p <= 0.05 && estimate.lower > 0) apart++;
  }
  const error = 3 * Math.sqrt(0.05 * 0.95 / studies);
  assert(significant / studies <= 0.05 + error, `found ${significant}`);
  assert(apart > 0 && apart <= significant, `${apart} apart`);
});

Deno.test("spread() finds no range beyond the margin where it is just that", () => {
  const studies = 300;
  const rateAt = (means: readonly number[]) => {
    let found = 0;
    for (let seed = 0; seed < studies; seed++) {
      const scores = drawNormalTable(seed, [10, 4]).map((row) =>
        row.map((each, condition) => each + means[condition]!)
      );
      const options = { resamples: 299, seed: seed + studies, margin: 3 };
      if (spread(scores, options).p <= 0.05) found++;
    }
    return found / studies;
  };
  const error = 3 * Math.sqrt(0.05 * 0.95 / studies);
  // Any difference at all is plain in each of these studies.
  const atMargin = rateAt([0, 3, 0, 3]);
  assert(atMargin > 0 && atMargin <= 0.05 + error, `found ${atMargin}`);
  assert(rateAt([0, 2, 4, 6]) > 0.9);
});

Deno.test("spread() covers the range of unequal conditions", () => {
  const studies = 300;
  let covered = 0;
  for (let seed = 0; seed < studies; seed++) {
    const scores = drawNormalTable(seed, [25, 4]).map((row) =>
      row.map((each, condition) => each + [0, 0, 0.4, 0.8][condition]!)
    );
    const { lower, upper } = spread(scores, {
      resamples: 299,
      seed: seed + studies,
    }).estimate;
    if (lower <= 0.8 && 0.8 <= upper) covered++;
  }
  const error = 3 * Math.sqrt(0.05 * 0.95 / studies);
  assert(covered / studies >= 0.95 - error, `covered ${covered}`);
});
