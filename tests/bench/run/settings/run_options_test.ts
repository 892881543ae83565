import { assertEquals } from "@std/assert";
import { readOptions } from "../../../../bench/run/settings/options.ts";
import { runOptions } from "../../../../bench/run/settings/run_options.ts";

Deno.test("runOptions() keeps passwords and paths of results out of reports", () => {
  const args = [
    "--queue=redis://me:secret@host",
    "--seeds",
    "20",
    "--out",
    "/tmp/a",
    "--store",
    "/tmp/b",
    "--strict",
    "--minority",
    "it's; rm -rf x",
  ];
  assertEquals(
    runOptions(readOptions(args)),
    `--seeds 20 --minority 'it'\\''s; rm -rf x'`,
  );
});
