import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { bootstrapRatio } from "../../statistics/bootstrap_ratio.ts";
import { drawNormal } from "./_samples.ts";

type Pair = readonly [number, number];

const PAIRS: readonly Pair[] = [
  [0.31, 0.5],
  [0.42, 0.55],
  [0.05, 0.48],
  [0.39, 0.41],
  [0.5, 0.62],
  [0.28, 0.3],
  [0.44, 0.6],
  [0.12, 0.52],
];

/** Gains of 0.3, half of which is retained. */
function drawPairs(seed: number, count: number): Pair[] {
  const drawn = drawNormal(seed, 2 * count);
  return Array.from({ length: count }, (_, index) => {
    const gain = 0.3 + 0.1 * drawn[index]!;
    return [gain / 2 + 0.05 * drawn[count + index]!, gain];
  });
}

Deno.test("bootstrapRatio() agrees with NumPy", () => {
  const estimate = bootstrapRatio(PAIRS, { resamples: 199_999, seed: 1 });
  assert(estimate !== undefined);
  assertAlmostEquals(estimate.point, 0.6306532663316582, 1e-14);
  // m = P[np.random.default_rng(1).integers(0, 8, (1_000_000, 8))].mean(1)
  // a = norm.cdf(-np.sqrt(8 / 7) * t.ppf(0.975, 7)), SciPy 1.17.1
  // np.quantile(m[:, 0] / m[:, 1], [a, 1 - a]), NumPy 2.4.6; the percentiles
  //   that are not expanded give 0.4234 and 0.8102
  assertAlmostEquals(estimate.lower, 0.36185819, 0.004);
  assertAlmostEquals(estimate.upper, 0.84536082, 0.004);
  assertEquals([estimate.level, estimate.runs], [0.95, 8]);
});

Deno.test("bootstrapRatio() has no ends where the denominator may be 0", () => {
  const pairs = [[0.1, 0.5], [0.2, -0.4], [0.1, 0.3], [0.2, -0.1]] as const;
  const estimate = bootstrapRatio(pairs, { seed: 1 });
  assert(estimate !== undefined);
  assertAlmostEquals(estimate.point, 2, 1e-12);
  assertEquals([estimate.lower, estimate.upper], [-Infinity, Infinity]);
});

Deno.test("bootstrapRatio() gives no ratio to a denominator of 0", () => {
  const cases = [
    [[0.1, 0], [0.2, 0]],
    [[0, 0], [0, 0]],
    [[0.1, 0.5], [0.2, -0.5]],
    // Adds up to 1e-17 in binary and to 0 on paper.
    [[1, 0.1], [1, 0.2], [1, -0.3]],
  ] as const;
  for (const pairs of cases) {
    assertEquals(bootstrapRatio(pairs, { seed: 1 }), undefined);
  }
});

Deno.test("bootstrapRatio() gives no width to proportional pairs", () => {
  const pairs = [[0.25, 0.5], [0.5, 1], [0.125, 0.25]] as const;
  const estimate = bootstrapRatio(pairs, { seed: 1 });
  assert(estimate !== undefined);
  for (const end of ["point", "lower", "upper"] as const) {
    assertAlmostEquals(estimate[end], 0.5, 1e-12);
  }
});

Deno.test("bootstrapRatio() gives 0 for numerators of 0", () => {
  const { point, lower, upper } = bootstrapRatio([[0, 1], [0, 2]], {
    seed: 1,
  })!;
  assertEquals([point, lower, upper], [0, 0, 0]);
});

Deno.test("bootstrapRatio() stays a number where few resamples reach 0", () => {
  // The denominators are above 0 at level 0.5 and below it in some resamples.
  const pairs = [[1, 1], [-1, -0.5], [2, 1], [1, 0.5]] as const;
  const { point, lower, upper } = bootstrapRatio(pairs, {
    level: 0.5,
    seed: 1,
  })!;
  assertEquals(point, 1.5);
  assert(lower > 0 && lower <= point && upper >= point, `${lower}, ${upper}`);
  assert(Number.isFinite(upper), `${upper}`);
});

Deno.test("bootstrapRatio() does not see a common sign", () => {
  assertEquals(
    bootstrapRatio(PAIRS.map(([a, b]) => [-a, -b] as const), { seed: 1 }),
    bootstrapRatio(PAIRS, { seed: 1 }),
  );
});

Deno.test("bootstrapRatio() mirrors negated numerators", () => {
  const plain = bootstrapRatio(PAIRS, { seed: 1 })!;
  const mirrored = bootstrapRatio(
    PAIRS.map(([top, bottom]) => [-top, bottom] as const),
    { seed: 1 },
  )!;
  assertAlmostEquals(mirrored.point, -plain.point, 1e-12);
  assertAlmostEquals(mirrored.lower, -plain.upper, 1e-12);
  assertAlmostEquals(mirrored.upper, -plain.lower, 1e-12);
});

Deno.test("bootstrapRatio() follows the unit of either column", () => {
  const plain = bootstrapRatio(PAIRS, { seed: 1 })!;
  const scaled = bootstrapRatio(
    PAIRS.map(([top, bottom]) => [100 * top, bottom / 10] as const),
    { seed: 1 },
  )!;
  for (const end of ["point", "lower", "upper"] as const) {
    assertAlmostEquals(scaled[end], 1000 * plain[end], 1e-8);
  }
});

Deno.test("bootstrapRatio() covers about as often as it says", () => {
  const studies = 400;
  for (const [seeds, least] of [[6, 0.92], [10, 0.93], [20, 0.94]] as const) {
    let covered = 0;
    for (let seed = 0; seed < studies; seed++) {
      const options = { resamples: 999, seed };
      const { lower, upper } = bootstrapRatio(drawPairs(seed, seeds), options)!;
      if (lower <= 0.5 && 0.5 <= upper) covered++;
    }
    // 3 errors of the simulation; plain percentiles give 0.86 with 6 seeds.
    const error = 3 * Math.sqrt(0.95 * 0.05 / studies);
    const share = covered / studies;
    assert(share > least - error && share < 0.95 + error, `covered ${share}`);
  }
});
