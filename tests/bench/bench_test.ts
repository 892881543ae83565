/** `deno bench` has every claim, and says what the task would say. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { loadClaims } from "../../bench/study/load_claims.ts";
import { deno, outcomeOf, words } from "../_process.ts";

const FILE = new URL("../../bench/bench.ts", import.meta.url);

Deno.test("bench.ts registers every claim, each to be measured once", async () => {
  const { bench } = Deno;
  const registered: Deno.BenchDefinition[] = [];
  const record = (definition: Deno.BenchDefinition) => {
    registered.push(definition);
  };
  try {
    Object.assign(Deno, { bench: record });
    await import(FILE.href);
  } finally {
    Object.assign(Deno, { bench });
  }
  assertEquals(
    registered.map(({ name, n, warmup }) => [name, n, warmup]),
    (await loadClaims()).map(({ name, sentence }) => [
      `${name}: ${sentence}`,
      1,
      0,
    ]),
  );
});

Deno.test("bench.ts refuses what cannot be decided before it trains", async () => {
  const { code, stdout, stderr } = await outcomeOf(
    deno(
      "bench --no-check -P=bench --filter /^gain:/",
      [FILE.href, ...words("-- --majority-count 5000")],
      { env: { NO_COLOR: "1" } },
    ),
  );
  assertEquals(code, 1);
  assertStringIncludes(
    stdout + stderr,
    "Cannot draw 5000 training images of class healthy: the training split has",
  );
});
