import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomEffects } from "../../statistics/random_effects.ts";
import { drawNormal, drawUniform } from "./_samples.ts";

/** One group hardly moves, one has a jump. */
const GROUPS = [
  [0.12, 0.05, 0.2, 0.08, 0.11, 0.02],
  [0.3, 0.25, 0.31, 0.4, 0.2, 0.35, 0.28],
  [0, 0, 0, 0.01, 0, 0],
  [0.15, 0.1, 0.6, 0.12, 0.05, 0.1, 0.2, 0.1],
  [-0.05, 0.02, 0.01, -0.03, 0.04, 0],
];

Deno.test("randomEffects() agrees with SciPy", () => {
  const { estimate, prediction, tau, iSquared } = randomEffects(GROUPS);
  // y = [np.mean(g) for g in groups], NumPy 2.4.6
  // scipy.stats.t.interval(0.95, 4, np.mean(y), sem(y)), SciPy 1.17.1
  assertAlmostEquals(estimate.point, 0.11454761904761904, 1e-14);
  assertAlmostEquals(estimate.lower, -0.04299620779736629, 1e-12);
  assertAlmostEquals(estimate.upper, 0.27209144589260437, 1e-12);
  assertEquals([estimate.level, estimate.runs], [0.95, 5]);
  // v = [np.var(g, ddof=1) / len(g) for g in groups]
  // t2 = np.var(y, ddof=1) - np.mean(v), np.sqrt(t2), t2 / np.var(y, ddof=1)
  assertAlmostEquals(tau, 0.12260735496724286, 1e-14);
  assertAlmostEquals(iSquared, 0.9337668326211148, 1e-12);
  // scipy.stats.t.interval(0.95, 3, np.mean(y), np.sqrt(t2 + sem(y)**2))
  assertEquals(prediction.point, estimate.point);
  assertAlmostEquals(prediction.lower, -0.31540466500545905, 1e-12);
  assertAlmostEquals(prediction.upper, 0.5444999031006971, 1e-12);
});

Deno.test("randomEffects() has SciPy's p-value of the bound", () => {
  // y = [np.mean(g) for g in groups]
  // scipy.stats.ttest_1samp(y, bound).pvalue, SciPy 1.17.1
  const reference = [
    [0, 0.11366478793452355],
    [0.1, 0.8103054066603007],
    [-0.5, 0.0004123721779183371],
  ] as const;
  assertEquals(randomEffects(GROUPS).p, randomEffects(GROUPS, { bound: 0 }).p);
  for (const [bound, p] of reference) {
    assertAlmostEquals(randomEffects(GROUPS, { bound }).p, p, 1e-14);
  }
});

Deno.test("randomEffects() has p agree with its interval", () => {
  let outside = 0;
  for (let seed = 0; seed < 300; seed++) {
    const groups = Array.from(
      { length: 3 + seed % 6 },
      (_, index) => drawNormal(10 * seed + index, 2 + (seed + index) % 5),
    );
    const level = [0.5, 0.8, 0.95][seed % 3]!;
    const bound = (seed % 7 - 3) / 4;
    const { estimate, p } = randomEffects(groups, { bound, level });
    const isOutside = bound < estimate.lower || bound > estimate.upper;
    assertEquals(p + level <= 1, isOutside, `seed ${seed}`);
    if (isOutside) outside++;
  }
  assert(outside > 30 && outside < 270, `${outside} outside`);
});

Deno.test("randomEffects() has p 1 - level at the ends of its interval", () => {
  for (const level of [0.5, 0.9, 0.95, 0.999]) {
    const { lower, upper } = randomEffects(GROUPS, { level }).estimate;
    for (const bound of [lower, upper]) {
      assertAlmostEquals(randomEffects(GROUPS, { bound }).p, 1 - level, 1e-12);
    }
  }
});

Deno.test("randomEffects() is as sure as it can be of equal means", () => {
  const groups = Array.from({ length: 4 }, () => [0.25, 0.5]);
  assertEquals(randomEffects(groups, { bound: 0.375 }).p, 1);
  assertEquals(randomEffects(groups, { bound: 0.37 }).p, 1e-15);
  assertEquals(randomEffects(groups).p, 1e-15);
});

Deno.test("randomEffects() takes a mean at the bound on paper for that", () => {
  // Neither sum is 0 in binary, nor is the mean of the others 0.15.
  const cases = [
    [[0.1, 0.2, -0.3], 0],
    [[0.3, -0.2, -0.1], 0],
    [[0.1, 0.2], 0.15],
  ] as const;
  for (const [group, bound] of cases) {
    assertEquals(randomEffects([group, group, group], { bound }).p, 1);
  }
});

Deno.test("randomEffects() keeps p above 0 and at most 1", () => {
  for (const scale of [0, 1e-300, 1e-9, 1, 1e9]) {
    for (let seed = 0; seed < 30; seed++) {
      const groups = [0, 1, 2].map((index) =>
        drawNormal(3 * seed + index, 4).map((each) => 1 + scale * each)
      );
      const { p } = randomEffects(groups, { bound: seed % 3 });
      assert(p > 0 && p <= 1, `p ${p} of seed ${seed} at ${scale}`);
    }
  }
});

Deno.test("randomEffects() has p follow a shift and a scale", () => {
  const plain = randomEffects(GROUPS, { bound: 0.05 });
  const moved = randomEffects(
    GROUPS.map((group) => group.map((each) => 5 - 100 * each)),
    { bound: 0 },
  );
  assertAlmostEquals(moved.p, plain.p, 1e-12);
});

Deno.test("randomEffects() keeps its error rate at the bound", () => {
  const studies = 2000;
  let significant = 0;
  for (let seed = 0; seed < studies; seed++) {
    const groups = drawNormal(seed, 4).map((truth, index) =>
      drawNormal(4 * seed + index + 1e6, 6).map((each) => 3 + truth + each)
    );
    if (randomEffects(groups, { bound: 3 }).p <= 0.05) significant++;
  }
  const error = 3 * Math.sqrt(0.05 * 0.95 / studies);
  assertAlmostEquals(significant / studies, 0.05, error);
});

Deno.test("randomEffects() gives all groups the same weight", () => {
  const groups = [[0, 0.1], [1, 1.1, 0.9, 1, 1, 1, 1, 1], [0.5, 0.5, 0.5]];
  assertAlmostEquals(
    randomEffects(groups).estimate.point,
    (0.05 + 1 + 0.5) / 3,
    1e-14,
  );
});

Deno.test("randomEffects() takes groups that never differ", () => {
  const groups = Array.from({ length: 4 }, () => [0, 0, 0]);
  const { estimate, prediction, tau, iSquared } = randomEffects(groups);
  for (const { point, lower, upper } of [estimate, prediction]) {
    assertEquals([point, lower, upper], [0, 0, 0]);
  }
  assertEquals([tau, iSquared], [0, 0]);
});

Deno.test("randomEffects() calls what the seeds explain no difference", () => {
  const { tau, iSquared } = randomEffects([[-1, 1.1], [-1.1, 1], [-1, 1]]);
  assertEquals([tau, iSquared], [0, 0]);
});

Deno.test("randomEffects() calls what no seed explains all difference", () => {
  const { tau, iSquared } = randomEffects([[1, 1], [2, 2], [3, 3]]);
  assertEquals([tau, iSquared], [1, 1]);
});

Deno.test("randomEffects() does not see an order", () => {
  const plain = randomEffects(GROUPS);
  const turned = randomEffects(
    GROUPS.toReversed().map((group) => group.toReversed()),
  );
  assertAlmostEquals(turned.tau, plain.tau, 1e-14);
  assertAlmostEquals(turned.estimate.lower, plain.estimate.lower, 1e-14);
});

Deno.test("randomEffects() follows a shift and a scale", () => {
  const plain = randomEffects(GROUPS);
  const moved = randomEffects(
    GROUPS.map((group) => group.map((each) => 5 - 100 * each)),
  );
  assertAlmostEquals(
    moved.estimate.lower,
    5 - 100 * plain.estimate.upper,
    1e-9,
  );
  assertAlmostEquals(
    moved.prediction.upper,
    5 - 100 * plain.prediction.lower,
    1e-9,
  );
  assertAlmostEquals(moved.tau, 100 * plain.tau, 1e-9);
  assertAlmostEquals(moved.iSquared, plain.iSquared, 1e-9);
});

Deno.test("randomEffects() widens with the level, and predicts wider", () => {
  const widths = [0.5, 0.9, 0.99].flatMap((level) => {
    const { estimate, prediction } = randomEffects(GROUPS, { level });
    return [
      estimate.upper - estimate.lower,
      prediction.upper - prediction.lower,
    ];
  });
  const [a, b, c, d, e, f] = widths;
  assert(a! < c! && c! < e! && b! < d! && d! < f!, `${widths}`);
  assert(a! < b! && c! < d! && e! < f!, `${widths}`);
});

Deno.test("randomEffects() covers as often as it says", () => {
  const studies = 2000;
  const error = 3 * Math.sqrt(0.95 * 0.05 / studies);
  for (const [groups, spread] of [[4, 0.05], [7, 0.05], [7, 0]] as const) {
    let covered = 0;
    for (let seed = 0; seed < studies; seed++) {
      const truths = drawNormal(seed, groups);
      const sizes = drawUniform(seed + studies, groups);
      const drawn = truths.map((truth, index) => {
        const seeds = 6 + Math.floor(15 * sizes[index]!);
        const noise = drawNormal(seed * groups + index + 1e6, seeds);
        return noise.map((each) => 0.1 + spread * truth + 0.05 * each);
      });
      const { lower, upper } = randomEffects(drawn).estimate;
      if (lower <= 0.1 && 0.1 <= upper) covered++;
    }
    assertAlmostEquals(covered / studies, 0.95, error);
  }
});

Deno.test("randomEffects() still covers where only some seeds jump", () => {
  // Weights of one over the variance cover here in fewer than 40 of 100.
  const studies = 500;
  let covered = 0;
  for (let seed = 0; seed < studies; seed++) {
    const groups = Array.from({ length: 7 }, (_, index) => {
      const noise = drawNormal(seed * 7 + index, 12);
      return drawUniform(seed * 7 + index + 1e6, 12)
        .map((each, run) => (each < 0.1 ? 0.6 : 0) + 0.005 * noise[run]!);
    });
    const { lower, upper } = randomEffects(groups).estimate;
    if (lower <= 0.06 && 0.06 <= upper) covered++;
  }
  assert(covered / studies > 0.9, `covered ${covered}`);
});
