import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { SCHEDULES } from "../../../models/training/schedules.ts";

function ratesOf(name: keyof typeof SCHEDULES, steps: number): number[] {
  return Array.from({ length: steps }, (_, at) => SCHEDULES[name](at, steps));
}

Deno.test("the rate of a constant schedule is the same in every step", () => {
  assertEquals(ratesOf("constant", 4), [1, 1, 1, 1]);
});

Deno.test("a cycle goes through the rates of PyTorch's OneCycleLR", () => {
  // OneCycleLR(SGD([w], lr=1), max_lr=1, total_steps=n, cycle_momentum=False)
  // and its param_groups[0]["lr"], PyTorch 2.15
  const cases: number[][] = [
    [
      [0.04, 0.52, 1, 0.95048463, 0.81174565, 0.61126202],
      [0.38874198, 0.18825835, 0.04951937, 4e-6],
    ].flat(),
    [0.99441544, 0.4626371, 4e-6],
    [4e-6],
  ];
  for (const expected of cases) {
    const rates = ratesOf("one-cycle", expected.length);
    for (const [step, rate] of expected.entries()) {
      assertAlmostEquals(rates[step]!, rate, 1e-8);
    }
  }
});

Deno.test("a cycle rises, then falls, and never leaves (0, 1]", () => {
  for (const steps of [1, 2, 3, 7, 10, 1000]) {
    const rates = ratesOf("one-cycle", steps);
    assert(rates.every((rate) => rate > 0 && rate <= 1), `${steps} steps`);
    const top = rates.indexOf(Math.max(...rates));
    const [before, after] = [rates.slice(0, top + 1), rates.slice(top)];
    assertEquals(before, before.toSorted((a, b) => a - b));
    assertEquals(after, after.toSorted((a, b) => b - a));
  }
});
