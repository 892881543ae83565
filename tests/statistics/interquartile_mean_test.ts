import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { interquartileMean } from "../../statistics/interquartile_mean.ts";
import { drawNormal } from "./_samples.ts";

Deno.test("interquartileMean() agrees with SciPy", () => {
  // scipy.stats.trim_mean(x, 0.25), SciPy 1.17.1
  const reference = [
    [[0.2, 0.5, 0.1, 1.4, 3.2, 0.7, 0.3, 0.9, 2.1, 0.05], 2 / 3],
    [[0.61, 0.66, 0.59, 0.7, 0.64, 0.6, 0.66, 0.63, 0.11], 0.628],
    [[1, 2, 3, 4, 50], 3],
    [[1, 2, 100], 34.333333333333336],
    [[7], 7],
  ] as const;
  for (const [values, expected] of reference) {
    assertAlmostEquals(interquartileMean(values), expected, 1e-14);
  }
});

Deno.test("interquartileMean() does not see what one failed run scored", () => {
  const scores = [0.6, 0.7, 0.65, 0.62];
  assertEquals(
    interquartileMean([...scores, 0.1]),
    interquartileMean([...scores, -1000]),
  );
});

Deno.test("interquartileMean() does not see an order", () => {
  for (let seed = 0; seed < 50; seed++) {
    const values = drawNormal(seed, 1 + seed);
    const found = interquartileMean(values);
    assertEquals(interquartileMean(values.toReversed()), found);
    assert(found >= Math.min(...values) && found <= Math.max(...values));
  }
});

Deno.test("interquartileMean() leaves its values as they were", () => {
  const values = [3, 1, 2];
  interquartileMean(values);
  assertEquals(values, [3, 1, 2]);
});

Deno.test("interquartileMean() gives equal values back", () => {
  assertEquals(interquartileMean(new Array<number>(11).fill(0.1)), 0.1);
});

Deno.test("interquartileMean() refuses no values and those not finite", () => {
  assertThrows(
    () => interquartileMean([]),
    RangeError,
    "Cannot take an interquartile mean: wanted 1 or more values, got 0",
  );
  assertThrows(
    () => interquartileMean([1, Infinity]),
    RangeError,
    "wanted finite values, got Infinity at index 1",
  );
});
