/** What all statistics have in common. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Estimate } from "../../statistics/estimate.ts";
import { holm } from "../../statistics/holm.ts";
import { FUNCTIONS, WITHOUT_LEVEL, WITHOUT_SEED } from "./_functions.ts";

/** So that nothing is counted that can be drawn. */
const DRAWN = { resamples: 9999, exactUpTo: 0 };

for (const [action, run] of Object.entries(FUNCTIONS)) {
  if (WITHOUT_SEED.has(action)) continue;
  Deno.test(`what can ${action} depends on its seed, all 32 bits, alone`, () => {
    const of = (seed: number) => run({ ...DRAWN, seed });
    assertEquals(of(7), of(7));
    assertNotEquals(of(7), of(8));
    assertNotEquals(of(0), of(2 ** 31));
  });
}

Deno.test("statistics leave their data as it was", () => {
  // It is frozen: to write into it would throw.
  for (const run of Object.values(FUNCTIONS)) {
    run({});
    run(DRAWN);
  }
  assertEquals(holm(Object.freeze([0.5, 0.01, 0.02])), [0.5, 0.03, 0.04]);
});

for (const [action, run] of Object.entries(FUNCTIONS)) {
  const found = run({}) as Estimate | { estimate?: Estimate } | number;
  const hasInterval = !WITHOUT_LEVEL.has(action) &&
    typeof found === "object" && ("lower" in found || "estimate" in found);
  if (!hasInterval) continue;
  Deno.test(`what can ${action} has an interval that widens with the level`, () => {
    const widths = [0.5, 0.8, 0.95, 0.98].map((level) => {
      const found = run({ level }) as Estimate & { estimate?: Estimate };
      const { lower, upper } = found.estimate ?? found;
      return upper - lower;
    });
    for (const [at, width] of widths.slice(1).entries()) {
      assert(width > widths[at]!, `widths ${widths}`);
    }
  });
}
