import { assertEquals } from "@std/assert";
import type { RunDocument } from "../../../reports/document.ts";
import { departureTexts } from "../../../reports/terminal/departure_text.ts";
import { madeUpDocument } from "../_document.ts";

/** A run that departs, with what fresh seeds say of it if asked. */
function departed(isDeparture?: boolean): RunDocument {
  const run = madeUpDocument();
  const [statement] = run.claims[0]!.statements;
  statement!.verdict = "contradicted";
  if (isDeparture !== undefined) {
    statement!.again = {
      firstSeed: 1_000_001,
      verdict: isDeparture ? "contradicted" : "supported",
      estimate: { ...statement!.estimate!, point: 0.125 },
      isDeparture,
    };
  }
  return run;
}

const TEXT = `\
gain on leaves small-cnn, 1000 of healthy to 10 of spot
  CONTRADICTED: mean gain in minority F1 > 0 (expected: supported)
    the mean is below 0.05; evidence 1 to 11
    95 % interval [+0.400, +0.600], mean +0.500, 6 seeds
    differences below 0.05 do not matter`;

const AGAIN = `\
    95 % interval [+0.400, +0.600], mean +0.125, 6 seeds (the mean is low by
    chance)
    differences below 0.05 do not matter`;

Deno.test("departureTexts() has nothing to say of a run as expected", () => {
  const nothing = { departures: [], unconfirmed: [] };
  assertEquals(departureTexts(madeUpDocument()), nothing);
});

Deno.test("departureTexts() gives a departure with its evidence", () => {
  const texts = { departures: [TEXT], unconfirmed: [] };
  assertEquals(departureTexts(departed()), texts);
});

Deno.test("departureTexts() tells one that fresh seeds repeated from one that they did not", () => {
  const repeated = `${TEXT}
  on fresh seeds, 1000001 to 1000006, departed again:
  CONTRADICTED: mean gain in minority F1 > 0 (expected: supported)
    the mean is below 0.05
${AGAIN}`;
  assertEquals(departureTexts(departed(true)), {
    departures: [repeated],
    unconfirmed: [],
  });
  const refuted = `${TEXT}
  on fresh seeds, 1000001 to 1000006, as expected:
  SUPPORTED: mean gain in minority F1 > 0
    the mean is above 0
${AGAIN}`;
  assertEquals(departureTexts(departed(false)), {
    departures: [],
    unconfirmed: [refuted],
  });
});
