import { assertEquals } from "@std/assert";
import { changedClaims } from "../../../bench/run/changed_claims.ts";
import { loadClaims } from "../../../bench/study/load_claims.ts";

const ALL = (await loadClaims()).map(({ name }) => name.replaceAll("-", "_"))
  .sort();

Deno.test("changedClaims() finds a claim by its own file alone", async () => {
  assertEquals(await changedClaims(["bench/gain_bench.ts"]), ["gain"]);
  assertEquals(
    await changedClaims(["bench/sigmoid_bench.ts", "bench/gain_bench.ts"]),
    ["gain", "sigmoid"],
  );
});

Deno.test("changedClaims() finds all behind what all of them import", async () => {
  for (
    const path of [
      "bench/study/claim.ts",
      "bench/expected.json",
      "statistics/holm.ts",
      "models/training/adam.ts",
      "datasets/leaves/draw_leaf.ts",
      "deno.lock",
    ]
  ) {
    assertEquals(await changedClaims([path]), ALL, path);
  }
});

Deno.test("changedClaims() finds none behind what none of them imports", async () => {
  assertEquals(
    await changedClaims(["README.md", "tests/workflows_test.ts", "gone.ts"]),
    [],
  );
});
