import { assertEquals } from "@std/assert";
import { readOptions } from "../../../../bench/run/settings/options.ts";
import { runOptions } from "../../../../bench/run/settings/run_options.ts";

Deno.test("runOptions() tells what decides trials from the rest, without a password", () => {
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
    "--any-engine",
    "--fresh",
    "--max-time=5m",
  ];
  assertEquals(runOptions(readOptions(args)), {
    options: `--seeds 20 --minority 'it'\\''s; rm -rf x'`,
    otherOptions: "--queue redis://me:PASSWORD@host --store /tmp/b " +
      "--any-engine --out /tmp/a",
  });
  assertEquals(
    runOptions(readOptions(["--queue=redis://host:6379"])).otherOptions,
    "--queue redis://host:6379",
  );
});
