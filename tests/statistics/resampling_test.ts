import { assertAlmostEquals, assertEquals } from "@std/assert";
import { meanOf, varianceOf } from "../../statistics/_moments.ts";
import { quantileOf } from "../../statistics/_resampling.ts";

Deno.test("quantileOf() agrees with NumPy's Weibull quantiles", () => {
  // np.quantile(x, q, method="weibull"), NumPy 2.4.6
  const sorted = Float64Array.of(1, 2, 4, 8, 16);
  const reference = [[0, 1], [0.1, 1], [0.25, 1.5], [0.5, 4], [0.7, 9.6]];
  for (const [probability, expected] of reference) {
    assertAlmostEquals(quantileOf(sorted, probability!), expected!, 1e-12);
  }
  assertEquals(quantileOf(sorted, 1), 16);
});

Deno.test("quantileOf() goes from finite to infinite without NaN", () => {
  const sorted = Float64Array.of(-Infinity, -Infinity, 1, Infinity, Infinity);
  const found = [0.2, 0.3, 0.5, 0.6, 0.9].map((each) =>
    quantileOf(sorted, each)
  );
  assertEquals(found, [-Infinity, -Infinity, 1, Infinity, Infinity]);
});

Deno.test("meanOf() and varianceOf() see equal values as equal", () => {
  const values = new Array<number>(7).fill(0.1);
  assertEquals([meanOf(values), varianceOf(values)], [0.1, 0]);
});

Deno.test("varianceOf() keeps its digits next to a large offset", () => {
  // np.var(x, ddof=1), NumPy 2.4.6
  assertEquals(varianceOf([1e9, 1e9 + 1, 1e9 + 5]), 7);
});
