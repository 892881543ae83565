import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { interquartileMean } from "../../statistics/interquartile_mean.ts";
import { stratifiedBootstrap } from "../../statistics/stratified_bootstrap.ts";
import { drawUniform } from "./_samples.ts";

type Scores = readonly (readonly number[])[];

/** Far apart, and one of them with a seed that jumps. */
const SCORES = [
  [0.61, 0.66, 0.59, 0.7, 0.64],
  [0.3, 0.9, 0.35, 0.32, 0.28],
  [0.95, 0.97, 0.96, 0.9, 0.99],
];

const middle = (scores: Scores) => interquartileMean(scores.flat());

function mean(scores: Scores): number {
  const all = scores.flat();
  return all.reduce((sum, each) => sum + each, 0) / all.length;
}

Deno.test("stratifiedBootstrap() agrees with NumPy on two statistics", () => {
  const options = { resamples: 49_999, seed: 1 };
  // r = np.stack([g[rng.integers(0, 5, (400_000, 5))] for g in scores], 1)
  //   .reshape(400_000, 15), rng = np.random.default_rng(1), NumPy 2.4.6
  // np.quantile(scipy.stats.trim_mean(r, 0.25, axis=1), [0.025, 0.975])
  const trimmed = stratifiedBootstrap(SCORES, middle, options);
  assertAlmostEquals(trimmed.point, 0.7, 1e-12);
  assertAlmostEquals(trimmed.lower, 0.62, 0.004);
  assertAlmostEquals(trimmed.upper, 0.8, 0.004);
  // np.quantile(r.mean(1), [0.025, 0.975])
  const plain = stratifiedBootstrap(SCORES, mean, options);
  assertAlmostEquals(plain.lower, 0.624, 0.002);
  assertAlmostEquals(plain.upper, 0.756, 0.002);
  assertEquals([plain.level, plain.runs], [0.95, 15]);
});

Deno.test("stratifiedBootstrap() draws within the strata only", () => {
  const apart = [[0, 1], [10, 11, 12], [20, 21]];
  stratifiedBootstrap(apart, (scores) => {
    for (const [index, stratum] of scores.entries()) {
      assertEquals(stratum.length, apart[index]!.length);
      assert(stratum.every((each) => apart[index]!.includes(each)));
    }
    return 0;
  }, { resamples: 99, seed: 1 });
});

Deno.test("stratifiedBootstrap() gives no width to constant strata", () => {
  const { point, lower, upper } = stratifiedBootstrap(
    [[0.5, 0.5], [0.25, 0.25]],
    mean,
    { seed: 1 },
  );
  assertEquals([point, lower, upper], [0.375, 0.375, 0.375]);
});

Deno.test("stratifiedBootstrap() follows a shift and a scale", () => {
  const plain = stratifiedBootstrap(SCORES, middle, { seed: 3 });
  const moved = stratifiedBootstrap(
    SCORES.map((stratum) => stratum.map((each) => 7 + 100 * each)),
    middle,
    { seed: 3 },
  );
  for (const end of ["point", "lower", "upper"] as const) {
    assertAlmostEquals(moved[end], 7 + 100 * plain[end], 1e-10);
  }
});

Deno.test("stratifiedBootstrap() widens with the level", () => {
  const widths = [0.5, 0.8, 0.95].map((level) => {
    const { lower, upper } = stratifiedBootstrap(SCORES, mean, {
      level,
      seed: 1,
    });
    return upper - lower;
  });
  assert(widths[0]! < widths[1]! && widths[1]! < widths[2]!, `${widths}`);
});

Deno.test("stratifiedBootstrap() gives the same result for the same seed", () => {
  assertEquals(
    stratifiedBootstrap(SCORES, mean, { seed: 7 }),
    stratifiedBootstrap(SCORES, mean, { seed: 7 }),
  );
});

Deno.test("stratifiedBootstrap() gives another result for another seed", () => {
  const draw = (seed: number) =>
    stratifiedBootstrap(SCORES, mean, { resamples: 999, seed });
  assertNotEquals(draw(7), draw(8));
});

Deno.test("stratifiedBootstrap() covers about as often as it says", () => {
  const studies = 300;
  let covered = 0;
  for (let seed = 0; seed < studies; seed++) {
    const drawn = drawUniform(seed, 60);
    const scores = [0, 1, 2].map((index) =>
      drawn.slice(20 * index, 20 * index + 20).map((each) => each + index)
    );
    const { lower, upper } = stratifiedBootstrap(scores, mean, {
      resamples: 399,
      seed,
    });
    if (lower <= 1.5 && 1.5 <= upper) covered++;
  }
  // Two points lower for the known shortfall, 3 errors of the simulation.
  const error = 3 * Math.sqrt(0.95 * 0.05 / studies);
  const share = covered / studies;
  assert(share > 0.93 - error && share < 0.95 + error, `covered ${share}`);
});

Deno.test("stratifiedBootstrap() refuses scores it cannot draw from", () => {
  const cases = [
    [[], "Cannot bootstrap strata: wanted 1 or more strata, got 0"],
    [[[1, 2], [1]], "wanted 2 or more scores in stratum 1, got 1"],
    [[[1, NaN]], "wanted finite scores in stratum 0, got NaN at index 1"],
  ] as const;
  for (const [scores, text] of cases) {
    assertThrows(
      () => stratifiedBootstrap(scores, mean, { seed: 1 }),
      RangeError,
      text,
    );
  }
});

Deno.test("stratifiedBootstrap() refuses a statistic that is no number", () => {
  assertThrows(
    () => stratifiedBootstrap(SCORES, () => NaN, { seed: 1 }),
    RangeError,
    "Cannot bootstrap strata: wanted a finite statistic of every resample, " +
      "got NaN",
  );
});

Deno.test("stratifiedBootstrap() refuses options it cannot follow", () => {
  const cases = [
    [{ seed: 1, level: 0 }, "wanted a level between 0 and 1"],
    [{ seed: 2 ** 32 }, "wanted a seed as a whole number"],
    [{ seed: 1, resamples: 38 }, "wanted resamples for level 0.95"],
  ] as const;
  for (const [options, text] of cases) {
    assertThrows(
      () => stratifiedBootstrap(SCORES, mean, options),
      RangeError,
      text,
    );
  }
});
