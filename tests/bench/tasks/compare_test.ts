import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { HOSTILE_NAMES } from "../../reports/_hostile_names.ts";
import { madeUpRun, writeRuns } from "../../reports/_runs.ts";
import { runTask } from "./_run.ts";

Deno.test("deno task compare shows hostile names, and lets none be obeyed", async () => {
  const folder = await Deno.makeTempDir();
  const facts = Object.fromEntries(HOSTILE_NAMES.map((name) => [name, name]));
  await writeRuns(folder, [
    madeUpRun({ day: 1 }),
    madeUpRun({ day: 2, facts }),
  ]);
  const { code, stdout, stderr } = await runTask("compare", [
    ...[`${folder}/a`, `${folder}/b`],
  ]);
  assertEquals([code, stderr], [0, ""]);
  assertStringIncludes(stdout, "-- 日本語 🍂");
  assert(!/[^\P{Cc}\n]/u.test(stdout), JSON.stringify(stdout));
  await Deno.remove(folder, { recursive: true });
});
