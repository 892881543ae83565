import { assertEquals, assertStringIncludes } from "@std/assert";
import { runTask } from "../../bench/tasks/_run.ts";
import { words } from "../../_process.ts";

Deno.test("deno task calibrate has a row for each number of seeds", async () => {
  const { code, stdout } = await runTask("calibrate", [
    ...words("--kind pooled --seeds 6,10 --studies 5"),
  ]);
  assertEquals(code, 0);
  const [title, headings, ...rows] = stdout.trim().split("\n");
  assertStringIncludes(title!, "pooled: ");
  assertStringIncludes(headings!, "false support");
  const cells = rows.map((row) => row.trim().split(/ {2,}/).slice(0, 3));
  assertEquals(cells.filter(([, world]) => world === "all"), [
    ["6", "all", "25"],
    ["10", "all", "25"],
  ]);
  assertEquals(
    cells.filter(([, world]) => world === "lopsided: rare drops").map((
      [seeds],
    ) => seeds),
    ["6", "10"],
  );
});
