import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { signFlip } from "../../statistics/sign_flip.ts";
import { drawNormal, drawTied } from "./_samples.ts";

/** Twenty differences for which the answer is no corner case. */
// deno-fmt-ignore
const TWENTY = [
  0.8, -0.3, 1.2, 0.4, -0.6, 0.9, 1.1, -0.2, 0.5, 0.7,
  -0.9, 1.4, 0.1, 0.6, -0.4, 1.0, 0.3, -0.1, 0.2, -1.3,
];
const TWENTY_TWO = [...TWENTY, -0.7, 1.5];

/** The same p-value the slow way: every pattern, added up from scratch. */
function enumerate(differences: readonly number[]): number {
  const observed = Math.abs(differences.reduce((sum, each) => sum + each, 0));
  const patterns = 2 ** differences.length;
  let hits = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    const sum = differences.reduce(
      (sum, each, index) => sum + ((pattern >> index) & 1 ? each : -each),
      0,
    );
    if (Math.abs(sum) >= observed) hits++;
  }
  return hits / patterns;
}

Deno.test("signFlip() agrees with SciPy when it counts all", () => {
  // scipy.stats.permutation_test((d,), np.sum, permutation_type="samples",
  //   n_resamples=np.inf).pvalue, SciPy 1.17.1
  const reference = [
    [[1, 2, 3, -1, 4, 0, 2], 0.09375],
    [[1, 1, 1, 1, -1, -1], 0.6875],
    [[3, -1, 2, 5, -2, 4, 1, 6, -3, 2, 7, 0], 0.0654296875],
    [
      [0.031, -0.012, 0.044, 0.027, 0.005, -0.003, 0.019, 0.038, 0.022, 0.011],
      0.015625,
    ],
    [TWENTY, 127_886 / 2 ** 20],
  ] as const;
  for (const [differences, p] of reference) {
    assertEquals(signFlip(differences, { seed: 1 }), {
      p,
      exact: true,
      permutations: 2 ** differences.length,
    });
  }
});

Deno.test("signFlip() counts more pairs when asked to", () => {
  // scipy.stats.permutation_test((d,), np.sum, permutation_type="samples",
  //   n_resamples=np.inf).pvalue, SciPy 1.17.1
  const { p } = signFlip(TWENTY_TWO, { seed: 1, exactUpTo: 22 });
  assertEquals(p, 455_626 / 2 ** 22);
});

Deno.test("signFlip() draws past exactUpTo, close to the count", () => {
  const { p, exact, permutations } = signFlip(TWENTY_TWO, { seed: 1 });
  assertEquals({ exact, permutations }, { exact: false, permutations: 99_999 });
  // Four standard errors of 99,999 draws around the count of all patterns,
  // scipy.stats.permutation_test((d,), np.sum, permutation_type="samples",
  //   n_resamples=np.inf).pvalue, SciPy 1.17.1
  const counted = 0.10862970352172852;
  assertAlmostEquals(p, counted, 4 * Math.sqrt(counted * 0.9 / 99_999));
});

Deno.test("signFlip() agrees with plain enumeration under ties", () => {
  for (let seed = 0; seed < 200; seed++) {
    const differences = drawTied(seed, 1 + seed % 9);
    const { p } = signFlip(differences, { seed });
    assertEquals(p, enumerate(differences), `${differences}`);
  }
});

Deno.test("signFlip() takes decimal ties for ties", () => {
  // Adds up to 1e-16 in binary and to 0 on paper, so every pattern is a hit.
  assertEquals(signFlip([0.1, 0.2, 0.3, -0.6], { seed: 1 }).p, 1);
  // Divided, moved by 0.9 and back, as a difference of two scores is, whole
  // numbers no longer tie in binary: 1 and 2 together are not 3.
  for (let seed = 0; seed < 100; seed++) {
    const whole = drawTied(seed, 10);
    const scores = whole.map((each) => (each / 1400 + 0.9) - 0.9);
    assertEquals(
      signFlip(scores, { seed }).p,
      signFlip(whole, { seed }).p,
      `seed ${seed}`,
    );
  }
});

Deno.test("signFlip() keeps zeros, which move no p-value", () => {
  const bare = signFlip([1, 2, -0.5, 4], { seed: 1 });
  const padded = signFlip([0, 1, 2, 0, -0.5, 4], { seed: 1 });
  assertEquals(padded.p, bare.p);
  assertEquals([bare.permutations, padded.permutations], [16, 64]);
});

Deno.test("signFlip() finds nothing where all differences are 0", () => {
  assertEquals(signFlip([0, 0, 0], { seed: 1 }).p, 1);
  const drawn = signFlip([0, 0, 0], {
    resamples: 99,
    seed: 1,
    exactUpTo: 0,
  });
  assertEquals(drawn, { p: 1, exact: false, permutations: 99 });
});

Deno.test("signFlip() cannot be significant with one pair", () => {
  assertEquals(signFlip([5], { seed: 1 }).p, 1);
});

Deno.test("signFlip() gives drawn patterns no p-value of 0", () => {
  const differences = new Array<number>(40).fill(1);
  const { p } = signFlip(differences, { resamples: 999, seed: 1 });
  assertEquals(p, 1 / 1000);
});

Deno.test("signFlip() counts 40 pairs", () => {
  const differences = new Array<number>(40).fill(1);
  const { p, permutations } = signFlip(differences, {
    seed: 1,
    exactUpTo: 40,
  });
  assertEquals({ p, permutations }, { p: 2 ** -39, permutations: 2 ** 40 });
});

Deno.test("signFlip() keeps p between 2 in 2^n and 1", () => {
  for (let seed = 0; seed < 100; seed++) {
    const differences = drawNormal(seed, 1 + seed % 12).map((each) =>
      each + seed / 20
    );
    const { p } = signFlip(differences, { seed });
    assert(p >= 2 / 2 ** differences.length && p <= 1, `p ${p}, seed ${seed}`);
  }
});

Deno.test("signFlip() reaches 2 in 2^n when all signs agree", () => {
  for (let pairs = 1; pairs <= 12; pairs++) {
    const differences = drawNormal(pairs, pairs).map((each) => Math.abs(each));
    assertEquals(signFlip(differences, { seed: 1 }).p, 2 / 2 ** pairs);
  }
});

Deno.test("signFlip() does not see a sign, an order or a unit", () => {
  for (let seed = 0; seed < 50; seed++) {
    const differences = drawNormal(seed, 10);
    const { p } = signFlip(differences, { seed });
    const changed = [
      differences.map((each) => -each),
      differences.toReversed(),
      differences.map((each) => each * 4e307),
      differences.map((each) => each * 1e-300),
    ];
    for (const each of changed) {
      assertEquals(signFlip(each, { seed }).p, p, `seed ${seed}`);
    }
  }
});

Deno.test("signFlip() draws the same p for negated differences", () => {
  const options = { resamples: 999, seed: 3, exactUpTo: 0 };
  assertEquals(
    signFlip(TWENTY.map((each) => -each), options),
    signFlip(TWENTY, options),
  );
});

Deno.test("signFlip() does not depend on the seed when exact", () => {
  assertEquals(
    signFlip(TWENTY, { seed: 7 }),
    signFlip(TWENTY, { seed: 8 }),
  );
});

Deno.test("signFlip() draws a sign of its own for each pair", () => {
  // Among zeros, two equal differences are a hit when their signs agree, which
  // must be half of the time. The positions lie on both sides of 32 and 64,
  // where one drawn word of signs ends and the next begins.
  const error = 4 * Math.sqrt(0.25 / 9999);
  const positions = [[0, 1], [0, 31], [0, 32], [31, 32], [32, 33], [33, 65]];
  for (const pair of positions) {
    const differences = Array.from(
      { length: 66 },
      (_, index) => pair.includes(index) ? 1 : 0,
    );
    const { p } = signFlip(differences, { resamples: 9999, seed: 1 });
    assertAlmostEquals(p, 0.5, error, `positions ${pair}`);
  }
});

Deno.test("signFlip() keeps its error rate where nothing differs", () => {
  const datasets = 4000;
  let significant = 0;
  for (let seed = 0; seed < datasets; seed++) {
    if (signFlip(drawNormal(seed, 8), { seed }).p <= 0.05) significant++;
  }
  // Without ties p is a multiple of 2 in 256, of which 12 in 256 is the last
  // that 0.05 admits: it is met exactly, within 3.5 errors of the simulation.
  const rate = 12 / 256;
  const error = 3.5 * Math.sqrt(rate * (1 - rate) / datasets);
  assertAlmostEquals(significant / datasets, rate, error);
  assert(significant / datasets <= 0.05 + error);
});

Deno.test("signFlip() keeps its error rate when it draws", () => {
  const datasets = 2000;
  let significant = 0;
  for (let seed = 0; seed < datasets; seed++) {
    const { p } = signFlip(drawNormal(seed, 25), {
      resamples: 199,
      seed: seed + datasets,
    });
    if (p <= 0.05) significant++;
  }
  // With 199 draws (hits + 1) / 200 makes the rate 0.05 itself.
  const error = 3.5 * Math.sqrt(0.05 * 0.95 / datasets);
  assertAlmostEquals(significant / datasets, 0.05, error);
});
