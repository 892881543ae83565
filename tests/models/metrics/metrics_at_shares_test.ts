import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { metricsAtShares } from "../../../models/metrics/metrics_at_shares.ts";

const TOLERANCE = 1e-8;

const CONFUSION = [[40, 7, 3], [10, 24, 6], [1, 2, 17]];

Deno.test("metricsAtShares() agrees with scikit-learn's sample weights", () => {
  // w = (np.array([0.9, 0.09, 0.01]) / np.bincount(y))[y]
  const measured = metricsAtShares(CONFUSION, [90, 9, 1]);
  // m.precision_recall_fscore_support(y, p, sample_weight=w), scikit-learn 1.9.1
  const expected = {
    precision: [0.96904441, 0.29834254, 0.11184211],
    recall: [0.8, 0.6, 0.85],
    f1: [0.87644553, 0.39852399, 0.19767442],
    // [1000 * w[(p == k) & (y != k)].sum() for k in range(3)]
    falseAlarms: [23, 127, 67.5],
    // [1000 * w[(p != k) & (y == k)].sum() for k in range(3)]
    missed: [180, 36, 1.5],
  };
  for (const [name, values] of Object.entries(expected)) {
    for (const [index, value] of values.entries()) {
      const got = measured[index]![name as keyof typeof expected];
      assertAlmostEquals(got, value, TOLERANCE, `${name} of class ${index}`);
    }
  }
});

Deno.test("metricsAtShares() gives the test's own metrics at the test's shares", () => {
  const [, , last] = metricsAtShares(CONFUSION, [50, 40, 20]);
  assertAlmostEquals(last!.precision, 17 / 26, TOLERANCE);
  assertAlmostEquals(last!.f1, 2 * 17 / (26 + 20), TOLERANCE);
  assertAlmostEquals(last!.falseAlarms, 1000 * 9 / 110, TOLERANCE);
});

Deno.test("metricsAtShares() is 0 where a class is never named, or not there", () => {
  const [, rare] = metricsAtShares([[5, 0], [5, 0]], [0.5, 0.5]);
  assertEquals(rare, {
    precision: 0,
    recall: 0,
    f1: 0,
    falseAlarms: 0,
    missed: 500,
  });
  const [, absent] = metricsAtShares([[4, 1], [0, 0]], [1, 0]);
  assertEquals(absent, {
    precision: 0,
    recall: 0,
    f1: 0,
    falseAlarms: 200,
    missed: 0,
  });
});

Deno.test("metricsAtShares() refuses what it cannot carry over", () => {
  const refusals: [number[][], number[], string][] = [
    [[[1, 0], [0, 1]], [1], "of 2 classes: got the shares of 1"],
    [[[1, 0], [0]], [1, 1], "of 2 classes"],
    [[[1, 0], [0, 1]], [0, 0], "wanted class shares of 0 or more, not all 0"],
    [[[1, 0], [0, 1]], [2, -1], "got 2, -1"],
    [[[1, 0], [0, 1]], [NaN, 1], "got NaN, 1"],
    [[[1, 0], [0, 0]], [1, 1], "it has no image of class 1"],
  ];
  for (const [confusion, shares, text] of refusals) {
    assertThrows(() => metricsAtShares(confusion, shares), RangeError, text);
  }
});
