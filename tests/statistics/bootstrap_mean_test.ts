import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { bootstrapMean } from "../../statistics/bootstrap_mean.ts";
import { drawUniform } from "./_samples.ts";

/** Right-skewed: its BCa ends lie well above its percentile ends. */
const SKEWED = [0.2, 0.5, 0.1, 1.4, 3.2, 0.7, 0.3, 0.9, 2.1, 0.05];
/** F1 scores as a small study has them. */
const SCORES = [0.612, 0.655, 0.587, 0.701, 0.640, 0.598, 0.662, 0.629];

Deno.test("bootstrapMean() agrees with SciPy on skewed values", () => {
  const { point, lower, upper, level, runs } = bootstrapMean(SKEWED, {
    resamples: 199_999,
    seed: 1,
  });
  assertAlmostEquals(point, 0.945, 1e-15);
  assertEquals({ level, runs }, { level: 0.95, runs: 10 });
  // scipy.stats.bootstrap((x,), np.mean, n_resamples=1_000_000, batch=20_000,
  //   method="BCa", rng=np.random.default_rng(2)).confidence_interval,
  //   SciPy 1.17.1; method="percentile" gives 0.41 and 1.60
  assertAlmostEquals(lower, 0.48, 0.01);
  assertAlmostEquals(upper, 1.76, 0.01);
});

Deno.test("bootstrapMean() agrees with SciPy at another level", () => {
  const { lower, upper, level } = bootstrapMean(SCORES, {
    level: 0.99,
    resamples: 199_999,
    seed: 1,
  });
  assertEquals(level, 0.99);
  // scipy.stats.bootstrap((x,), np.mean, n_resamples=1_000_000, batch=20_000,
  //   method="BCa", confidence_level=0.99, rng=np.random.default_rng(1))
  //   .confidence_interval, SciPy 1.17.1; "percentile" gives .60587 and .66813
  assertAlmostEquals(lower, 0.607625, 6e-4);
  assertAlmostEquals(upper, 0.67075, 6e-4);
});

Deno.test("bootstrapMean() agrees with SciPy on tied values", () => {
  const { lower, upper } = bootstrapMean([0, 0, 0, 1, 1, 5], {
    resamples: 99_999,
    seed: 1,
  });
  // scipy.stats.bootstrap((x,), np.mean, n_resamples=1_000_000, batch=20_000,
  //   method="BCa", rng=np.random.default_rng(1)).confidence_interval,
  //   SciPy 1.17.1; method="percentile" gives an upper end of 2.83
  assertAlmostEquals(lower, 1 / 6, 1e-12);
  assertAlmostEquals(upper, 3.5, 1e-12);
});

Deno.test("bootstrapMean() counts half of the ties as below", () => {
  // Half of all resamples of two values tie with the mean. By symmetry there
  // is no bias, so the quartiles are the mean itself, where counting no tie or
  // every tie would move the interval to one side.
  const { lower, upper } = bootstrapMean([0.1, 0.3], {
    level: 0.4,
    seed: 1,
  });
  assertAlmostEquals(lower, 0.2, 1e-12);
  assertAlmostEquals(upper, 0.2, 1e-12);
});

Deno.test("bootstrapMean() gives no width to equal values", () => {
  const estimate = bootstrapMean([0.1, 0.1, 0.1], { level: 0.9, seed: 1 });
  assertEquals(estimate, {
    point: 0.1,
    lower: 0.1,
    upper: 0.1,
    level: 0.9,
    runs: 3,
  });
});

Deno.test("bootstrapMean() puts the point strictly inside the interval", () => {
  for (let seed = 0; seed < 100; seed++) {
    const values = drawUniform(seed, 5 + seed % 20).map((each) => each ** 3);
    const { point, lower, upper } = bootstrapMean(values, {
      resamples: 999,
      seed,
    });
    assert(lower < point && point < upper, `seed ${seed}`);
    assert(lower >= Math.min(...values) && upper <= Math.max(...values));
  }
});

Deno.test("bootstrapMean() follows a shift and a scale of the values", () => {
  const plain = bootstrapMean(SKEWED, { seed: 3 });
  for (const [shift, scale] of [[100, 1], [0, 1e-200], [-7, 1e3]] as const) {
    const moved = bootstrapMean(
      SKEWED.map((each) => shift + scale * each),
      { seed: 3 },
    );
    const tolerance = 1e-12 * (Math.abs(shift) + scale);
    for (const end of ["point", "lower", "upper"] as const) {
      assertAlmostEquals(moved[end], shift + scale * plain[end], tolerance);
    }
  }
});

Deno.test("bootstrapMean() mirrors negated values", () => {
  const plain = bootstrapMean(SKEWED, { seed: 3 });
  const mirrored = bootstrapMean(SKEWED.map((each) => -each), { seed: 3 });
  assertAlmostEquals(mirrored.point, -plain.point, 1e-12);
  assertAlmostEquals(mirrored.lower, -plain.upper, 1e-12);
  assertAlmostEquals(mirrored.upper, -plain.lower, 1e-12);
});

Deno.test("bootstrapMean() keeps digits next to a large offset", () => {
  // Doubles near 1e15 are an eighth apart, so nothing can be nearer than that.
  const plain = bootstrapMean([0, 1, 5], { seed: 1 });
  const moved = bootstrapMean([1e15, 1e15 + 1, 1e15 + 5], { seed: 1 });
  for (const end of ["point", "lower", "upper"] as const) {
    assertAlmostEquals(moved[end] - 1e15, plain[end], 0.125);
  }
});

Deno.test("bootstrapMean() adds up without losing the last digit", () => {
  const values = Array.from({ length: 999 }, (_, index) => 1e15 + index);
  assertEquals(bootstrapMean(values, { seed: 1 }).point, 1e15 + 499);
});

Deno.test("bootstrapMean() stays finite when all resamples are on one side", () => {
  // Of two resamples, both are below the mean, or both above, half of the time.
  for (let seed = 0; seed < 20; seed++) {
    const { lower, upper } = bootstrapMean(SKEWED, {
      level: 0.1,
      resamples: 2,
      seed,
    });
    assert(lower >= 0.05 && lower <= upper && upper <= 3.2, `seed ${seed}`);
  }
});

Deno.test("bootstrapMean() does not overflow on huge values", () => {
  const { lower, upper } = bootstrapMean([8e307, -8e307, 7e307, 6e307], {
    seed: 1,
  });
  assert(lower < 0 && upper > 0 && upper <= 8.1e307, `${lower}, ${upper}`);
});

Deno.test("bootstrapMean() covers the true mean as often as it says", () => {
  const datasets = 600;
  let covered = 0;
  for (let seed = 0; seed < datasets; seed++) {
    const { lower, upper } = bootstrapMean(drawUniform(seed, 30), {
      resamples: 999,
      seed,
    });
    if (lower <= 0.5 && 0.5 <= upper) covered++;
  }
  // Two points lower for the known shortfall at 30 values, then 3 standard
  // errors of the simulation either way.
  const error = 3 * Math.sqrt(0.95 * 0.05 / datasets);
  const share = covered / datasets;
  assert(share > 0.93 - error && share < 0.95 + error, `covered ${share}`);
});
