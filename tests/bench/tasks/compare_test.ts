import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { HOSTILE_NAMES } from "../../reports/_hostile_names.ts";
import { madeUpRun, writeRuns } from "../../reports/_runs.ts";
import { runTask } from "./_run.ts";

Deno.test("deno task compare shows hostile names, and lets none be obeyed", async () => {
  const folder = await Deno.makeTempDir();
  const packages = Object.fromEntries(
    HOSTILE_NAMES.map((name) => [name, name]),
  );
  await writeRuns(folder, [
    madeUpRun({ day: 1 }),
    madeUpRun({ day: 2, environment: { packages } }),
  ]);
  const folders = ["a", "b"].map((name) => `${folder}/${name}`);
  const { code, stdout, stderr } = await runTask("compare", folders);
  assertEquals([code, stderr], [0, ""]);
  assertStringIncludes(stdout, "-- 日本語 🍂");
  assert(!/[^\P{Cc}\n]/u.test(stdout), JSON.stringify(stdout));
  await Deno.remove(folder, { recursive: true });
});

Deno.test("deno task compare says which folder has no run", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/claims.csv`, "claim\r\n");
  const { code, stdout, stderr } = await runTask("compare", [folder, folder]);
  assertEquals([code, stdout], [4, ""]);
  assertEquals(
    stderr,
    `error: Cannot read ${folder}: it has no run.json. Next step: name a ` +
      "folder that deno task bench wrote; if an older version did, run deno " +
      "task bench again; kept trainings are reused\n",
  );
  await Deno.remove(folder, { recursive: true });
});
