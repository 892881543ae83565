import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { boundedMean } from "../../statistics/bounded_mean.ts";
import { drawNormal, drawUniform } from "./_samples.ts";

const VALUES = [0.3, -0.1, 0.8, 0, 0.2, 0.55, -0.4, 0.1];
const OPTIONS = { resamples: 1999, seed: 1 };
const ENDS = ["point", "lower", "upper"] as const;

Deno.test("boundedMean() agrees with NumPy's Dirichlet weights", () => {
  const estimate = boundedMean(VALUES, { resamples: 199_999, seed: 1 });
  // w = np.random.default_rng(1).dirichlet(np.ones(9), 2_000_000)
  // low, high = w @ [*v, -1], w @ [*v, 1], NumPy 2.4.6
  // np.quantile(low, 0.025), np.quantile(high, 0.975)
  assertAlmostEquals(estimate.lower, -0.29026, 0.002);
  assertAlmostEquals(estimate.upper, 0.54324, 0.002);
  assertAlmostEquals(estimate.point, 0.18125, 1e-15);
  assertEquals([estimate.level, estimate.runs], [0.95, 8]);
});

Deno.test("boundedMean() is Clopper and Pearson's where all are at an end", () => {
  const values = [1, 1, 1, ...new Array<number>(7).fill(-1)];
  const { point, lower, upper } = boundedMean(
    values.map((value) => value / 4),
    { largest: 0.25, resamples: 199_999, seed: 1 },
  );
  // scipy.stats.binomtest(3, 10).proportion_ci(0.95, "exact"), SciPy 1.17.1
  const [low, high] = [0.06673951117773447, 0.6524528500599973];
  assertAlmostEquals(point, -0.1, 1e-15);
  assertAlmostEquals(lower, (2 * low - 1) / 4, 0.001);
  assertAlmostEquals(upper, (2 * high - 1) / 4, 0.001);
});

Deno.test("boundedMean() makes the room that it says for equal values", () => {
  for (const seeds of [1, 2, 5, 12, 40]) {
    for (const level of [0.8, 0.95]) {
      const { point, lower, upper } = boundedMean(
        new Array<number>(seeds).fill(0.2),
        { level, resamples: 49_999, seed: seeds },
      );
      const share = 1 - ((1 - level) / 2) ** (1 / seeds);
      assertAlmostEquals(point, 0.2, 1e-15);
      assertAlmostEquals(lower, 0.2 - share * 1.2, 0.01, `${seeds} seeds`);
      assertAlmostEquals(upper, 0.2 + share * 0.8, 0.01, `${seeds} seeds`);
    }
  }
});

Deno.test("boundedMean() keeps the point inside, and the ends within bounds", () => {
  for (let seed = 0; seed < 100; seed++) {
    const values = drawUniform(seed, 1 + seed % 30).map((each) => each ** 8);
    const options = { ...OPTIONS, resamples: 999, seed };
    const { point, lower, upper } = boundedMean(values, options);
    assert(lower < point && point < upper, `seed ${seed}`);
    assert(lower >= -1 && upper <= 1, `seed ${seed}`);
  }
});

Deno.test("boundedMean() has nothing to add where all are the largest", () => {
  const { point, lower, upper } = boundedMean([0.5, 0.5, 0.5], {
    ...OPTIONS,
    largest: 0.5,
  });
  assertEquals(point, 0.5);
  assertAlmostEquals(upper, 0.5, 1e-15);
  assert(lower < 0);
});

Deno.test("boundedMean() widens with the level and the largest value", () => {
  const widthOf = (options: { level?: number; largest?: number }) => {
    const { lower, upper } = boundedMean(VALUES, { ...OPTIONS, ...options });
    return upper - lower;
  };
  const rows = [
    [0.5, 0.8, 0.95, 0.99].map((level) => widthOf({ level })),
    [0.8, 1, 2, 100].map((largest) => widthOf({ largest })),
  ];
  for (const widths of rows) {
    for (let index = 1; index < widths.length; index++) {
      assert(widths[index]! > widths[index - 1]!, `widths ${widths}`);
    }
  }
});

Deno.test("boundedMean() is surer the more seeds agree", () => {
  const widths = [3, 6, 12, 24, 48].map((seeds) => {
    const values = new Array<number>(seeds).fill(0.1);
    const { lower, upper } = boundedMean(values, OPTIONS);
    return upper - lower;
  });
  for (let index = 1; index < widths.length; index++) {
    assert(widths[index]! < widths[index - 1]!, `widths ${widths}`);
  }
});

Deno.test("boundedMean() takes scores for differences of up to 1, at 0.95", () => {
  assertEquals(
    boundedMean(VALUES, { seed: 1 }),
    boundedMean(VALUES, {
      largest: 1,
      level: 0.95,
      resamples: 9999,
      seed: 1,
    }),
  );
});

Deno.test("boundedMean() mirrors negated values", () => {
  const plain = boundedMean(VALUES, OPTIONS);
  const mirrored = boundedMean(VALUES.map((each) => -each), OPTIONS);
  assertAlmostEquals(mirrored.point, -plain.point, 1e-14);
  assertAlmostEquals(mirrored.lower, -plain.upper, 1e-14);
  assertAlmostEquals(mirrored.upper, -plain.lower, 1e-14);
});

Deno.test("boundedMean() follows a unit", () => {
  const plain = boundedMean(VALUES, OPTIONS);
  for (const unit of [1e-300, 100, 1e308]) {
    const scaled = boundedMean(VALUES.map((each) => each * unit), {
      ...OPTIONS,
      largest: unit,
    });
    for (const end of ENDS) {
      assertAlmostEquals(scaled[end] / unit, plain[end], 1e-12, `${unit}`);
    }
  }
});

Deno.test("boundedMean() sees the order of seeds as noise alone", () => {
  const options = { resamples: 49_999, seed: 1 };
  const plain = boundedMean(VALUES, options);
  const turned = boundedMean(VALUES.toReversed(), options);
  for (const end of ENDS) assertAlmostEquals(turned[end], plain[end], 0.01);
});

/** In how many of 100 studies each end is on the wrong side of the mean. */
function missesOf(
  mean: number,
  options: { seeds: number; largest: number; score: (u: number) => number },
): { below: number; above: number } {
  const { seeds, largest, score } = options;
  const studies = 600;
  const misses = { below: 0, above: 0 };
  for (let seed = 0; seed < studies; seed++) {
    const { lower, upper } = boundedMean(drawUniform(seed, seeds).map(score), {
      largest,
      resamples: 199,
      seed: seed + studies,
    });
    if (upper < mean) misses.below += 100 / studies;
    if (lower > mean) misses.above += 100 / studies;
  }
  return misses;
}

/** What 2.5 of 100 may be by chance, in 600 studies. */
const MOST_MISSES = 2.5 + 3 * 100 * Math.sqrt(0.025 * 0.975 / 600);

Deno.test("boundedMean() covers the mean of rare jumps to the largest", () => {
  // 40 seeds of which none jumps are 1.5 of 100 studies.
  const { below, above } = missesOf(0.06, {
    seeds: 40,
    largest: 0.6,
    score: (u) => u < 0.1 ? 0.6 : 0,
  });
  assert(below > 0 && below <= MOST_MISSES, `below in ${below}`);
  assert(above <= MOST_MISSES, `above in ${above}`);
  // 12 seeds that all agree say nothing: 35 of 100 studies see no jump.
  const few = missesOf(0.05, {
    seeds: 12,
    largest: 0.6,
    score: (u) => u < 1 / 12 ? 0.6 : 0,
  });
  assertEquals(few, { below: 0, above: 0 });
});

Deno.test("boundedMean() misses at each end as seldom as it says", () => {
  const cases = [
    // From one end to the other, in 3 of 10.
    [-0.4, 20, (u: number) => u < 0.3 ? 1 : -1],
    [0.4, 20, (u: number) => u < 0.3 ? -1 : 1],
    [0, 8, (u: number) => 2 * u - 1],
    [1 / 9, 10, (u: number) => u ** 8],
  ] as const;
  let missed = 0;
  for (const [mean, seeds, score] of cases) {
    const { below, above } = missesOf(mean, { seeds, largest: 1, score });
    const most = Math.max(below, above);
    assert(most <= MOST_MISSES, `${below} below and ${above} above ${mean}`);
    missed += below + above;
  }
  assert(missed > 0, "nothing is missed at all");
});

Deno.test("boundedMean() covers nearly normal values", () => {
  const values = drawNormal(4, 200).map((each) => 0.2 + Math.tanh(each) / 20);
  const { lower, upper } = boundedMean(values, OPTIONS);
  assert(lower < 0.2 && 0.2 < upper && upper - lower < 0.05);
});
