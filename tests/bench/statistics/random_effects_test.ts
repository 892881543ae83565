import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { randomEffects } from "../../../bench/statistics/random_effects.ts";
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

Deno.test("randomEffects() refuses groups it cannot pool", () => {
  const cases = [
    [[[1, 2], [1, 2]], "wanted 3 or more groups, got 2"],
    [[[1, 2], [1, 2], [1]], "wanted 2 or more differences in group 2, got 1"],
    [[[1, 2], [1, NaN], [1, 2]], "wanted finite differences in group 1"],
  ] as const;
  for (const [groups, text] of cases) {
    assertThrows(
      () => randomEffects(groups),
      RangeError,
      `Cannot pool groups: ${text}`,
    );
  }
});

Deno.test("randomEffects() refuses a level outside 0..1", () => {
  for (const level of [0, 1, NaN]) {
    assertThrows(
      () => randomEffects(GROUPS, { level }),
      RangeError,
      "wanted a level between 0 and 1",
    );
  }
});
