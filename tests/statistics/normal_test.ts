import { assert, assertEquals } from "@std/assert";
import { normalCdf, normalQuantile } from "../../statistics/_normal.ts";

function assertRelative(actual: number, expected: number): void {
  const error = Math.abs(actual / expected - 1);
  assert(error < 1e-13, `${actual} is not ${expected}: off by ${error}`);
}

Deno.test("normalCdf() agrees with SciPy in all three ranges", () => {
  // scipy.stats.norm.cdf(z), SciPy 1.17.1
  const reference = [
    [-20, 2.7536241186061556e-89],
    [-5.7, 5.99037140106353e-09],
    [-5.6, 1.0717590258310887e-08],
    [-1.96, 0.024997895148220435],
    [-0.67, 0.25142889509531013],
    [-0.66, 0.25462691467133614],
    [0.3, 0.6179114221889526],
    [2.5, 0.9937903346742238],
  ] as const;
  for (const [z, expected] of reference) assertRelative(normalCdf(z), expected);
});

Deno.test("normalCdf() is 0, one half and 1 where it must be", () => {
  assertEquals(normalCdf(-Infinity), 0);
  assertEquals(normalCdf(0), 0.5);
  assertEquals(normalCdf(Infinity), 1);
});

Deno.test("normalQuantile() agrees with SciPy in all three ranges", () => {
  // scipy.stats.norm.ppf(p), SciPy 1.17.1
  const reference = [
    [1e-12, -7.034483825301131],
    [0.025, -1.9599639845400545],
    [0.0749, -1.4402382675279635],
    [0.3, -0.5244005127080409],
    [0.6, 0.2533471031357997],
    [0.925, 1.4395314709384563],
    [0.999, 3.090232306167813],
  ] as const;
  for (const [probability, expected] of reference) {
    assertRelative(normalQuantile(probability), expected);
  }
});

Deno.test("normalQuantile() has infinite ends and no value past them", () => {
  assertEquals(normalQuantile(0), -Infinity);
  assertEquals(normalQuantile(0.5), 0);
  assertEquals(normalQuantile(1), Infinity);
  assertEquals(normalQuantile(1.5), NaN);
});

Deno.test("normalQuantile() undoes normalCdf()", () => {
  for (let z = -30; z <= 0; z += 0.125) {
    const back = normalQuantile(normalCdf(z));
    assert(Math.abs(back - z) < 1e-13 * Math.max(1, -z), `${z} became ${back}`);
  }
});
