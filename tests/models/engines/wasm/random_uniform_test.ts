import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { randomUniform } from "../../../../models/engines/ops/random.ts";
import "../../../_wasm.ts";

function drawn(key: [number, number], count = 1000): number[] {
  const numbers = randomUniform([count], tf.tensor1d(key, "int32"));
  return Array.from(numbers.dataSync());
}

Deno.test("randomUniform() on WebAssembly: same key, same numbers", () => {
  assertEquals(drawn([7, 1]), drawn([7, 1]));
});

Deno.test("randomUniform() on WebAssembly: another key, other numbers", () => {
  const numbers = drawn([7, 1]);
  for (const key of [[8, 1], [7, 2], [1, 7], [-7, 1]] as const) {
    assertNotEquals(drawn([...key]), numbers);
  }
});

Deno.test("randomUniform() on WebAssembly begins alike, whatever the count", () => {
  assertEquals(drawn([7, 1], 5), drawn([7, 1]).slice(0, 5));
});

Deno.test("randomUniform() on WebAssembly is uniform over [0, 1)", () => {
  const count = 100_000;
  const bins = new Array<number>(20).fill(0);
  for (const value of drawn([3, 9], count)) {
    assert(value >= 0 && value < 1);
    bins[Math.floor(value * bins.length)]! += 1;
  }
  const mean = count / bins.length;
  const square = bins.reduce((sum, n) => sum + (n - mean) ** 2 / mean, 0);
  // scipy.stats.chi2.ppf([1e-4, 1 - 1e-4], 19), SciPy 1.14
  assert(square > 4.0 && square < 50.8, `chi-squared is ${square}`);
});
