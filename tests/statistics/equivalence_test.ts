import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { equivalence } from "../../statistics/equivalence.ts";
import { drawNormal, drawUniform } from "./_samples.ts";

const DIFFERENCES = [0.03, -0.01, 0.08, 0, 0.02, 0.05, -0.04, 0.01];
const OPTIONS = { margin: 0.07, largest: 0.25, seed: 1 };

Deno.test("equivalence() agrees with NumPy's Dirichlet weights", () => {
  const { estimate, p } = equivalence(DIFFERENCES, {
    ...OPTIONS,
    resamples: 199_999,
  });
  // w = np.random.default_rng(1).dirichlet(np.ones(9), 2_000_000)
  // high, low = w @ [*d, 0.25], w @ [*d, -0.25], NumPy 2.4.6
  // max((high >= 0.07).mean(), (low <= -0.07).mean())
  assertAlmostEquals(p, 0.142, 0.003);
  // np.quantile(low, 0.05), np.quantile(high, 0.95)
  assertAlmostEquals(estimate.lower, -0.06766, 0.001);
  assertAlmostEquals(estimate.upper, 0.09202, 0.001);
  assertAlmostEquals(estimate.point, 0.0175, 1e-15);
  assertEquals([estimate.level, estimate.runs], [0.9, 8]);
});

Deno.test("equivalence() is the binomial bound where all are 0", () => {
  const { estimate, p } = equivalence(new Array<number>(20).fill(0), {
    margin: 0.05,
    resamples: 99_999,
    seed: 1,
  });
  assertEquals(estimate.point, 0);
  // 0.95**20 and scipy.stats.beta.ppf(0.95, 1, 20), SciPy 1.17.1
  assertAlmostEquals(p, 0.3584859224085419, 0.006);
  assertAlmostEquals(estimate.upper, 0.13910834066826516, 0.002);
  assertAlmostEquals(estimate.lower, -0.13910834066826516, 0.002);
});

Deno.test("equivalence() is the binomial bound where some are the largest", () => {
  const differences = [0.6, 0.6, 0.6, ...new Array<number>(37).fill(0)];
  const { estimate, p } = equivalence(differences, {
    margin: 0.05,
    largest: 0.6,
    resamples: 99_999,
    seed: 1,
  });
  // scipy.stats.binom.cdf(3, 40, 0.05 / 0.6) and
  // 0.6 * scipy.stats.beta.ppf(0.95, 4, 37), SciPy 1.17.1
  assertAlmostEquals(p, 0.5698513128696392, 0.006);
  assertAlmostEquals(estimate.upper, 0.10955211000954072, 0.001);
});

Deno.test("equivalence() needs the seeds that it says", () => {
  const isShown = (seeds: number, largest: number) =>
    equivalence(new Array<number>(seeds).fill(0), {
      margin: 0.05,
      largest,
      resamples: 199_999,
      seed: 1,
    }).p <= 0.05;
  for (const [seeds, largest] of [[59, 1], [23, 0.4], [11, 0.2]] as const) {
    assert(isShown(seeds, largest), `${seeds} seeds at ${largest}`);
    assert(!isShown(seeds - 1, largest), `${seeds - 1} seeds at ${largest}`);
  }
});

Deno.test("equivalence() has p agree with its interval", () => {
  for (let seed = 0; seed < 200; seed++) {
    const differences = drawNormal(seed, 6 + seed % 20)
      .map((each) => Math.tanh(each) / 20);
    const { estimate, p } = equivalence(differences, {
      margin: 0.05,
      largest: 0.1,
      resamples: 999,
      seed,
    });
    const isInside = estimate.lower > -0.05 && estimate.upper < 0.05;
    assertEquals(p <= 0.05, isInside, `seed ${seed}`);
  }
});

Deno.test("equivalence() keeps the point inside the interval", () => {
  for (let seed = 0; seed < 100; seed++) {
    const differences = drawUniform(seed, 1 + seed % 30)
      .map((each) => each ** 8);
    const { point, lower, upper } = equivalence(differences, {
      margin: 0.05,
      resamples: 999,
      seed,
    }).estimate;
    assert(lower < point && point < upper, `seed ${seed}`);
    assert(lower >= -1 && upper <= 1, `seed ${seed}`);
  }
});

Deno.test("equivalence() mirrors negated differences", () => {
  const plain = equivalence(DIFFERENCES, OPTIONS);
  const mirrored = equivalence(DIFFERENCES.map((each) => -each), OPTIONS);
  assertEquals(mirrored.p, plain.p);
  assertAlmostEquals(mirrored.estimate.lower, -plain.estimate.upper, 1e-12);
  assertAlmostEquals(mirrored.estimate.upper, -plain.estimate.lower, 1e-12);
});

Deno.test("equivalence() does not see the unit", () => {
  const plain = equivalence(DIFFERENCES, OPTIONS);
  const percent = equivalence(DIFFERENCES.map((each) => each * 100), {
    margin: 7,
    largest: 25,
    seed: 1,
  });
  assertEquals(percent.p, plain.p);
  assertAlmostEquals(percent.estimate.upper, 100 * plain.estimate.upper, 1e-10);
});

Deno.test("equivalence() is more careful the larger a jump can be", () => {
  const ps = [0.1, 0.25, 0.5, 1].map((largest) =>
    equivalence(DIFFERENCES, { ...OPTIONS, largest }).p
  );
  for (let index = 1; index < ps.length; index++) {
    assert(ps[index]! > ps[index - 1]!, `p-values ${ps}`);
  }
});

Deno.test("equivalence() keeps its error rate at the margin", () => {
  // All have a mean of just the margin. A t-test calls the first the same in
  // 15 of 100 studies, and the second in 10.
  const studies = 500;
  const cases = [
    [40, 0.6, (u: number) => u < 0.05 / 0.6 ? 0.6 : 0],
    [20, 0.2, (u: number) => u < 0.25 ? 0.2 : 0],
    [20, 0.1, (u: number) => u / 10],
  ] as const;
  for (const [seeds, largest, score] of cases) {
    let found = 0;
    for (let seed = 0; seed < studies; seed++) {
      const { p } = equivalence(drawUniform(seed, seeds).map(score), {
        margin: 0.05,
        largest,
        resamples: 199,
        seed: seed + studies,
      });
      if (p <= 0.05) found++;
    }
    const error = 3 * Math.sqrt(0.05 * 0.95 / studies);
    assert(found / studies <= 0.05 + error, `${found} at ${largest}`);
    assert(found > 0, `nothing found at ${largest}`);
  }
});

Deno.test("equivalence() finds what is the same", () => {
  let found = 0;
  for (let seed = 0; seed < 100; seed++) {
    const differences = drawNormal(seed, 20).map((each) => each / 50);
    const options = { margin: 0.05, largest: 0.2, resamples: 999, seed };
    if (equivalence(differences, options).p <= 0.05) found++;
  }
  assert(found >= 95, `found ${found}`);
});
