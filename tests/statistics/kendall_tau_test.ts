import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { kendallTau } from "../../statistics/kendall_tau.ts";
import { drawNormal } from "./_samples.ts";
import { ordersOf } from "./_tables.ts";

Deno.test("kendallTau() counts pairs that rise minus those that fall", () => {
  const cases: readonly (readonly [number[], number])[] = [
    [[1, 2, 3, 4], 1],
    [[4, 3, 2, 1], -1],
    [[1, 3, 2, 4], 4 / 6],
    [[2, 2, 2], 0],
    [[1, 2, 2], 2 / 3],
    [[1, 0], -1],
    // 0.1 + 0.2 is a little more than 0.3 in binary: a tie.
    [[0.1 + 0.2, 0.3], 0],
  ];
  for (const [row, expected] of cases) {
    assertAlmostEquals(kendallTau(row)!, expected, 1e-15);
  }
});

Deno.test("kendallTau() is 0 on average over all orders", () => {
  const taus = ordersOf([1, 2, 3, 4, 5]).map((row) => kendallTau(row)!);
  assertAlmostEquals(taus.reduce((sum, tau) => sum + tau, 0), 0, 1e-9);
});

Deno.test("kendallTau() turns round with the conditions", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const row = drawNormal(seed, 7);
    const turned = kendallTau(row.toReversed())!;
    assertAlmostEquals(kendallTau(row)!, -turned, 1e-15);
  }
});

Deno.test("kendallTau() says nothing if a score failed", () => {
  for (const row of [[undefined, 1, 2], [1, 2, undefined]]) {
    assertEquals(kendallTau(row), undefined);
  }
});

Deno.test("kendallTau() refuses a single condition", () => {
  assertThrows(
    () => kendallTau([1]),
    RangeError,
    "Cannot measure a trend: wanted 2 or more scores, got 1",
  );
});
