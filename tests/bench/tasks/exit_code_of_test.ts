import { assertEquals } from "@std/assert";
import { exitCodeOf } from "../../../bench/tasks/_exit_code_of.ts";

const OUTCOME = {
  claims: [{ verdict: "supported" as const }],
  trials: 12,
  failedTrials: 0,
  departures: [],
  interrupted: false,
};
const OPEN = { ...OUTCOME, claims: [{ verdict: "inconclusive" as const }] };

Deno.test("exitCodeOf() is 0 where all is as expected", () => {
  assertEquals(exitCodeOf(OUTCOME, { strict: true }), 0);
});

Deno.test("exitCodeOf() is 1 for any departure, strict or not", () => {
  for (const outcome of [OUTCOME, OPEN]) {
    for (const strict of [false, true]) {
      const departure = { ...outcome, departures: ["why"] };
      assertEquals(exitCodeOf(departure, { strict }), 1);
    }
  }
});

Deno.test("exitCodeOf() is 3 for what is inconclusive as expected, if strict", () => {
  assertEquals(exitCodeOf(OPEN, { strict: false }), 0);
  assertEquals(exitCodeOf(OPEN, { strict: true }), 3);
});

Deno.test("exitCodeOf() is 4 where a trial failed, 130 where interrupted", () => {
  const failed = { ...OUTCOME, failedTrials: 1, departures: ["why"] };
  assertEquals(exitCodeOf(failed, { strict: true }), 4);
  assertEquals(
    exitCodeOf({ ...failed, interrupted: true }, { strict: true }),
    130,
  );
});
