import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { holm } from "../../statistics/holm.ts";
import { drawUniform } from "./_samples.ts";

/** Rejections by Holm's own step-down procedure, which adjusts no p-value. */
function stepDown(pValues: readonly number[], alpha: number): boolean[] {
  const rejected = pValues.map(() => false);
  for (let left = pValues.length; left > 0; left--) {
    const open = pValues.filter((_, index) => !rejected[index]);
    const smallest = Math.min(...open);
    if (smallest > alpha / left) break;
    const next = pValues.findIndex((p, index) =>
      !rejected[index] && p === smallest
    );
    rejected[next] = true;
  }
  return rejected;
}

Deno.test("holm() agrees with statsmodels", () => {
  // statsmodels.stats.multitest.multipletests(p, method="holm")[1],
  //   statsmodels 0.15.0; R's p.adjust(p, "holm") is the same sum
  const reference = [
    [[0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]],
    [[0.2, 0.01, 0.01, 0.6, 0.04, 0.9], [0.6, 0.06, 0.06, 1, 0.16, 1]],
    [[0.03, 0.03, 0.03], [0.09, 0.09, 0.09]],
    [
      [0.001, 0.002, 0.0021, 0.5, 0.0005],
      [0.004, 0.006, 0.006, 0.5, 0.0025],
    ],
    [[0.7], [0.7]],
  ] as const;
  for (const [pValues, expected] of reference) {
    const adjusted = holm(pValues);
    assertEquals(adjusted.length, expected.length);
    for (const [index, each] of expected.entries()) {
      assertAlmostEquals(adjusted[index]!, each, 1e-15);
    }
  }
});

Deno.test("holm() rejects what the step-down procedure rejects", () => {
  for (let seed = 0; seed < 300; seed++) {
    const pValues = drawUniform(seed, 1 + seed % 8).map((each) => each ** 4);
    assertEquals(
      holm(pValues).map((each) => each <= 0.05),
      stepDown(pValues, 0.05),
      `${pValues}`,
    );
  }
});

Deno.test("holm() lies between the p-value and Bonferroni's", () => {
  for (let seed = 0; seed < 100; seed++) {
    const pValues = drawUniform(seed, 1 + seed % 8);
    const adjusted = holm(pValues);
    for (const [index, p] of pValues.entries()) {
      assert(adjusted[index]! >= p);
      assert(adjusted[index]! <= Math.min(1, p * pValues.length));
    }
  }
});

Deno.test("holm() keeps the order, of claims and of p-values", () => {
  for (let seed = 0; seed < 100; seed++) {
    const pValues = drawUniform(seed, 7);
    const adjusted = holm(pValues);
    assertEquals(holm(pValues.toReversed()), adjusted.toReversed());
    const byP = pValues.map((_, index) => index);
    byP.sort((a, b) => pValues[a]! - pValues[b]!);
    const ascending = byP.map((index) => adjusted[index]!);
    assertEquals(ascending, ascending.toSorted((a, b) => a - b));
  }
});

Deno.test("holm() gives equal p-values one adjusted value", () => {
  const adjusted = holm([0.5, 0.0625, 0.125, 0.0625]);
  assertEquals(adjusted, [0.5, 0.25, 0.25, 0.25]);
});

Deno.test("holm() does not adjust a family of one, or of none", () => {
  assertEquals(holm([0.03]), [0.03]);
  assertEquals(holm([]), []);
});

Deno.test("holm() takes both ends", () => {
  assertEquals(holm([1, 0, 1]), [1, 0, 1]);
});

Deno.test("holm() keeps the error rate of the family", () => {
  const families = 4000;
  let wrong = 0;
  for (let seed = 0; seed < families; seed++) {
    if (holm(drawUniform(seed, 5)).some((each) => each <= 0.05)) wrong++;
  }
  // Of five independent true hypotheses, the smallest p is below 0.05 / 5 this
  // often; 3.5 errors of the simulation either way.
  const rate = 1 - 0.99 ** 5;
  const error = 3.5 * Math.sqrt(rate * (1 - rate) / families);
  assertAlmostEquals(wrong / families, rate, error);
});
