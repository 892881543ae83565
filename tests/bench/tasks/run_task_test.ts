import { assertEquals } from "@std/assert";
import { deno, outcomeOf } from "../../_process.ts";

/** Runs a task of a few lines in a process of its own. */
async function run(task: string): Promise<{ code: number; text: string }> {
  const module = import.meta.resolve("../../../bench/tasks/run_task.ts");
  const script = `import { runTask } from "${module}";
    await runTask({ name: "any", about: "", options: {}, run: ${task} });`;
  const { code, stderr } = await outcomeOf(
    deno("eval --quiet --ext=ts", [script], { env: { NO_COLOR: "1" } }),
  );
  return { code, text: stderr };
}

Deno.test("runTask() gives a failure its text and its exit code", async () => {
  const failed = await run('() => Promise.reject(new Error("Cannot go on"))');
  assertEquals(failed, { code: 4, text: "error: Cannot go on\n" });
  assertEquals(await run("() => Promise.resolve(3)"), { code: 3, text: "" });
});

Deno.test("runTask() says what went wrong first, not what did in tidying up", async () => {
  const failed = await run(`async () => {
    using first = { [Symbol.dispose]() { throw new Error("still full"); } };
    using second = { [Symbol.dispose]() { throw new Error("full as well"); } };
    throw new Error("Cannot keep a trial: the disk is full");
  }`);
  assertEquals(failed, {
    code: 4,
    text: "error: Cannot keep a trial: the disk is full\n",
  });
});
