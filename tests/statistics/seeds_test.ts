/** What all statistics that draw have in common. */
import { assertEquals, assertNotEquals } from "@std/assert";
import { holm } from "../../statistics/holm.ts";
import { FUNCTIONS, WITHOUT_SEED } from "./_functions.ts";

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
