import { assertEquals } from "@std/assert";
import { dryRun } from "../../../bench/run/dry_run.ts";
import { readSettings } from "../../../bench/run/settings/settings.ts";
import { loadClaims } from "../../../bench/study/load_claims.ts";
import { words } from "../../_process.ts";

Deno.test("dryRun() does not guess how long a queue's workers take", async () => {
  const out = await Deno.makeTempDir();
  const settings = await readSettings([
    ...words("--filter inference --model small-cnn --seeds 8..9"),
    ...words("--queue redis://127.0.0.1:1 --store"),
    `${out}/trials.sqlite`,
  ], { cores: 2 });
  const claims = await loadClaims(settings.filter, settings.protocol);
  const lines = (await dryRun(claims, settings)).join("\n");
  assertEquals(/to run: \d+ to \d+/.test(lines), true, lines);
  assertEquals(/worker|\d (s|min|h)\b/.exec(lines), null, lines);
  await Deno.remove(out, { recursive: true });
});
