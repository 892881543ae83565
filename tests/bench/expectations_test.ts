import { assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import type { Claim } from "../../bench/claim.ts";
import reviewed from "../../bench/expected.json" with { type: "json" };
import { expectedVerdict, readExpectations } from "../../bench/expectations.ts";
import { settingsOf } from "./_trials.ts";

const ON = {
  dataset: "leaves",
  majority: ["healthy"],
  minority: ["spot"],
  majorityCount: 1000,
  minorityCount: 10,
  imageSize: 32,
  model: "small-cnn",
  momentum: 0.9,
  batchSize: 64,
  epochs: 10,
  seeds: 20,
};

const KNOWN = readExpectations([{
  on: ON,
  verdicts: {
    "gain/positive": { verdict: "supported" },
    "sigmoid/none": { verdict: "contradicted", reason: "it gains as much" },
  },
}]);

Deno.test("expectedVerdict() finds what was reviewed", () => {
  const settings = settingsOf();
  assertEquals(expectedVerdict(settings, "gain/positive", KNOWN), "supported");
  assertEquals(
    expectedVerdict(settings, "sigmoid/none", KNOWN),
    "contradicted",
  );
});

Deno.test("expectedVerdict() expects nothing that was not reviewed", () => {
  assertEquals(
    expectedVerdict(settingsOf(), "gain/other", KNOWN),
    undefined,
  );
  const others = [
    { dataset: "mnist" },
    { minority: ["rust"] },
    { majority: ["healthy", "rust"] },
    { minorityCount: 50 },
    { seeds: 21 },
    { epochs: 9 },
    { momentum: 0.99 },
    { batchSize: 32 },
    { imageSize: 64 },
    { model: "mlp" as const },
  ];
  for (const changes of others) {
    const settings = settingsOf(changes);
    assertEquals(
      expectedVerdict(settings, "gain/positive", KNOWN),
      undefined,
      JSON.stringify(changes),
    );
  }
});

Deno.test("readExpectations() wants a reason for what differs from the paper", () => {
  for (const verdict of ["contradicted", "inconclusive"]) {
    assertThrows(
      () => readExpectations([{ on: ON, verdicts: { "a/b": { verdict } } }]),
      z.ZodError,
      "a verdict that differs from the paper needs its reason",
    );
  }
});

Deno.test("readExpectations() refuses unknown settings and verdicts", () => {
  for (
    const entry of [
      { on: { ...ON, sedes: 1 }, verdicts: {} },
      { on: ON, verdicts: { "a/b": { verdict: "maybe" } } },
      { on: ON },
    ]
  ) assertThrows(() => readExpectations([entry]), z.ZodError);
});

Deno.test("expected.json expects a verdict of every assertion by default", async () => {
  readExpectations(reviewed);
  const folder = new URL("../../bench/", import.meta.url);
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith("_bench.ts")) continue;
    const claim: Claim = (await import(new URL(name, folder).href)).default;
    for (const assertion of claim.assertions) {
      const full = `${claim.name}/${assertion.name}`;
      const verdict = expectedVerdict(settingsOf(), full);
      assertEquals(verdict === undefined, false, full);
    }
  }
});
