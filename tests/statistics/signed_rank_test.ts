import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { signedRank } from "../../statistics/signed_rank.ts";
import { drawNormal, drawTied } from "./_samples.ts";

/** Midranks by counting: those below, and half of those that tie. */
function rank(values: readonly number[]): number[] {
  return values.map((value) =>
    0.5 + values.reduce(
      (sum, each) => sum + (each < value ? 1 : each === value ? 0.5 : 0),
      0,
    )
  );
}

/** The same p-value the slow way: every sign pattern of the ranks. */
function enumerate(differences: readonly number[]): number {
  const ranks = rank(differences.map((each) => Math.abs(each)));
  const kept = ranks.filter((_, index) => differences[index] !== 0);
  const signed = ranks.map((each, index) =>
    each * Math.sign(differences[index]!)
  );
  const observed = Math.abs(signed.reduce((sum, each) => sum + each, 0));
  const patterns = 2 ** kept.length;
  let hits = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    const sum = kept.reduce(
      (sum, each, index) => sum + ((pattern >> index) & 1 ? each : -each),
      0,
    );
    if (Math.abs(sum) >= observed) hits++;
  }
  return hits / patterns;
}

/** The ranks 1 to n themselves, of which so many in ten are negative. */
function mixed(count: number, negativeTenths: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const rank = index + 1;
    return rank * 7 % 10 < negativeTenths ? -rank : rank;
  });
}

Deno.test("signedRank() agrees with SciPy without ties", () => {
  // scipy.stats.wilcoxon(d, method="exact"), SciPy 1.17.1
  const reference = [
    [[0.8, -0.3, 1.2, 0.4, -0.6, 0.9, 1.1, -0.2, 0.5, 0.7], 8, 0.048828125],
    [[1, 2, 3, 4, 5, 6], 0, 0.03125],
    [mixed(25, 3), 91, 0.055070459842681885],
    [mixed(50, 3), 395, 0.01855822259070905],
  ] as const;
  for (const [differences, lesser, p] of reference) {
    const result = signedRank(differences);
    assertEquals(Math.min(result.plus, result.minus), lesser);
    assertAlmostEquals(result.p, p, 1e-15);
    assertEquals(result.zeros, 0);
  }
});

Deno.test("signedRank() agrees with SciPy under ties and zeros", () => {
  // scipy.stats.wilcoxon(d, zero_method="pratt",
  //   method=scipy.stats.PermutationMethod(n_resamples=np.inf)), SciPy 1.17.1.
  //   method="exact" gives 0.1484375 for the first, as if nothing tied, and
  //   zero_method="wilcox" 0.15625 and 0.068359375 for the second and last.
  const reference = [
    [[1, 1, 2, -1, 3, 3, -2, 4], 6.5, 0.140625],
    [[0, 0, 1, 2, -3, 4, 5, 6], 5, 0.125],
    [[1, 2, 3, -1, 4, 0, 2], 2.5, 0.09375],
    [[3, -1, 2, 5, -2, 4, 1, 6, -3, 2, 7, 0], 15, 0.07421875],
  ] as const;
  for (const [differences, minus, p] of reference) {
    const result = signedRank(differences);
    assertEquals({ minus: result.minus, p: result.p }, { minus, p });
  }
});

Deno.test("signedRank() stays exact for many differences", () => {
  // c = [1] + [0] * m
  // for r in range(1, n + 1):
  //   for s in range(m, r - 1, -1): c[s] += c[s - r]
  // float(Fraction(2 * sum(c), 2**n)), of the lesser rank sum m, Python 3
  const reference = [
    [mixed(200, 3), 6080, 8.525353947557816e-7],
    [mixed(200, 4), 8160, 0.02091213973294496],
    [mixed(1000, 4), 200_800, 5.493129828249197e-8],
    [mixed(1000, 1), 50_500, 1.909356901725418e-128],
  ] as const;
  for (const [differences, minus, p] of reference) {
    const result = signedRank(differences);
    assertEquals(result.minus, minus);
    assertAlmostEquals(result.p / p, 1, 1e-12);
  }
});

Deno.test("signedRank() agrees with plain enumeration under ties", () => {
  for (let seed = 0; seed < 200; seed++) {
    const differences = drawTied(seed, 1 + seed % 10);
    assertEquals(
      signedRank(differences).p,
      enumerate(differences),
      `${differences}`,
    );
  }
});

Deno.test("signedRank() takes decimal ties for ties", () => {
  // Divided, moved by 0.9 and back, as a difference of two scores is, equal
  // numbers differ in their last digits.
  for (let seed = 0; seed < 100; seed++) {
    const whole = drawTied(seed, 12);
    const scores = whole.map((each, index) =>
      (each / 1400 + 0.9 + index / 100) - (0.9 + index / 100)
    );
    assertEquals(signedRank(scores), signedRank(whole), `seed ${seed}`);
  }
  const { zeros } = signedRank([0.1 + 0.2 - 0.3, 0.5, -0.25]);
  assertEquals(zeros, 1);
});

Deno.test("signedRank() ranks zeros before it leaves them out", () => {
  assertEquals(signedRank([0, 3, -1, 0]), {
    p: 1,
    plus: 4,
    minus: 3,
    zeros: 2,
  });
});

Deno.test("signedRank() finds nothing where all differences are 0", () => {
  const nothing = { p: 1, plus: 0, minus: 0, zeros: 3 };
  assertEquals(signedRank([0, -0, 0]), nothing);
});

Deno.test("signedRank() reaches 2 in 2^n when all signs agree", () => {
  for (let pairs = 1; pairs <= 40; pairs++) {
    const differences = drawNormal(pairs, pairs).map((each) => Math.abs(each));
    assertEquals(signedRank(differences).p, 2 / 2 ** pairs);
    const equal = new Array<number>(pairs).fill(0.25);
    assertEquals(signedRank(equal).p, 2 / 2 ** pairs);
  }
  assertEquals(signedRank(new Array<number>(1000).fill(1)).p, 2 ** -999);
});

Deno.test("signedRank() shares all ranks out", () => {
  for (let seed = 0; seed < 100; seed++) {
    const differences = drawTied(seed, 1 + seed % 30);
    const { p, plus, minus, zeros } = signedRank(differences);
    const count = differences.length;
    assertEquals(
      plus + minus + zeros * (zeros + 1) / 2,
      count * (count + 1) / 2,
    );
    assert(p > 0 && p <= 1, `p ${p}, seed ${seed}`);
  }
});

Deno.test("signedRank() does not see an order, a unit or a bend", () => {
  for (let seed = 0; seed < 50; seed++) {
    const differences = drawNormal(seed, 12);
    const result = signedRank(differences);
    const changed = [
      differences.toReversed(),
      differences.map((each) => each * 4e307),
      differences.map((each) => each * 1e-300),
      differences.map((each) => Math.sign(each) * Math.sqrt(Math.abs(each))),
    ];
    for (const each of changed) {
      assertEquals(signedRank(each), result, `seed ${seed}`);
    }
  }
});

Deno.test("signedRank() exchanges its sums for negated differences", () => {
  for (let seed = 0; seed < 50; seed++) {
    const differences = drawTied(seed, 12);
    const { p, plus, minus, zeros } = signedRank(differences);
    assertEquals(
      signedRank(differences.map((each) => -each)),
      { p, plus: minus, minus: plus, zeros },
    );
  }
});

Deno.test("signedRank() does not see how far a run went astray", () => {
  const differences = [0.01, 0.02, -0.03, 0.04, 0.05, 0.06];
  assertEquals(
    signedRank([...differences, 0.07]),
    signedRank([...differences, 1e6]),
  );
});

Deno.test("signedRank() leaves its differences as they were", () => {
  const differences = [3, -1, 2];
  signedRank(differences);
  assertEquals(differences, [3, -1, 2]);
});

Deno.test("signedRank() keeps its error rate where nothing differs", () => {
  const datasets = 4000;
  let significant = 0;
  for (let seed = 0; seed < datasets; seed++) {
    if (signedRank(drawNormal(seed, 10)).p <= 0.05) significant++;
  }
  // The last p that 0.05 admits is met exactly:
  // scipy.stats.wilcoxon(d, method="exact").pvalue of ten differences with
  //   rank sums 8 and 47, SciPy 1.17.1
  const rate = 0.048828125;
  const error = 3.5 * Math.sqrt(rate * (1 - rate) / datasets);
  assertAlmostEquals(significant / datasets, rate, error);
});

Deno.test("signedRank() refuses differences it cannot test", () => {
  assertThrows(
    () => signedRank([]),
    RangeError,
    "Cannot run a signed-rank test: wanted 1 or more differences, got 0",
  );
  assertThrows(
    () => signedRank(new Array<number>(1001).fill(1)),
    RangeError,
    "Cannot run a signed-rank test: wanted at most 1000 differences, got 1001",
  );
  for (const bad of [NaN, Infinity, -Infinity]) {
    assertThrows(
      () => signedRank([1, bad]),
      RangeError,
      "Cannot run a signed-rank test: wanted finite differences, got " +
        `${bad} at index 1`,
    );
  }
});
