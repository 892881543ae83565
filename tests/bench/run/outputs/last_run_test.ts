import { assertEquals } from "@std/assert";
import {
  lastRun,
  noteLastRun,
} from "../../../../bench/run/outputs/last_run.ts";

Deno.test("lastRun() is where the last run of a folder has written to", async () => {
  const cache = await Deno.makeTempDir();
  const here = { cache, cwd: "/some/clone" };
  const there = { cache, cwd: "/another/clone" };
  assertEquals(await lastRun(here), undefined);
  await noteLastRun("reports/latest", here);
  await noteLastRun("/tmp/elsewhere", there);
  assertEquals(await lastRun(here), "/some/clone/reports/latest");
  assertEquals(await lastRun(there), "/tmp/elsewhere");
  await noteLastRun("reports/next", here);
  assertEquals(await lastRun(here), "/some/clone/reports/next");
  await Deno.remove(cache, { recursive: true });
});

Deno.test("noteLastRun() lets a run end well whose cache cannot be written to", async () => {
  const cache = await Deno.makeTempFile();
  await noteLastRun("reports/latest", { cache });
  assertEquals(await lastRun({ cache }), undefined);
  await Deno.remove(cache);
});
