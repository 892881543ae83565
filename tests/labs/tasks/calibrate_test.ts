import { assertEquals, assertStringIncludes } from "@std/assert";
import { runTask } from "../../bench/tasks/_run.ts";
import { words } from "../../_process.ts";

Deno.test("deno task calibrate has a row for each world", async () => {
  const { code, stdout } = await runTask(
    "calibrate",
    words("--kind greater --seeds 20 --studies 2"),
  );
  assertEquals(code, 0);
  const [title, headings, ...rows] = stdout.trim().split("\n");
  assertStringIncludes(title!, "greater: ");
  assertStringIncludes(headings!, "false support");
  const [all, ...worlds] = rows.map((row) => row.trim().split(/ {2,}/));
  assertEquals(all![0], "all");
  assertEquals(worlds.every(([, studies]) => studies === "2"), true);
  assertEquals(all![1], `${2 * worlds.length}`);
  assertEquals(
    worlds.some(([world]) => world === "lopsided: rare drops"),
    true,
  );
});
