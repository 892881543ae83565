import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { deno, outcomeOf } from "../../../_process.ts";
import { canRun } from "../../../_python.ts";

const FOLDER = new URL("../../../../bench/trials/workers/", import.meta.url);
const script = new URL("feature_worker.ts", FOLDER);

/** Has a worker that is given no order say so, and prints what it says. */
const PARENT = `
const { spawnWorker } = await import("${new URL("_spawn_worker.ts", FOLDER)}");
const script = new URL("${script}");
const worker = spawnWorker({ script, gpu: undefined });
const input = worker.stdin.getWriter();
await input.write(new TextEncoder().encode("{}\\n"));
await input.close();
console.log(await new Response(worker.stdout).text());
Deno.exit(0);
`;

const AS_FIRST = ["unshare", "--fork", "--pid", "--mount-proc"];
const noFirst = await canRun(...AS_FIRST, "true")
  ? ""
  : " (skipped: no process may be the first here)";

Deno.test({
  name: `a worker starts where its parent is process 1${noFirst}`,
  ignore: noFirst !== "",
  fn: async () => {
    const [program = "", ...args] = AS_FIRST;
    const { stdout, stderr } = await outcomeOf(
      new Deno.Command(program, {
        args: [...args, Deno.execPath(), "eval", "--quiet", PARENT],
      }),
    );
    assertStringIncludes(stdout, '"type":"failure"', stderr);
  },
});

Deno.test({
  name: "a worker ends where its parent has ended before it starts",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const another = String(Deno.pid + 1);
    const worker = deno("run --quiet -P=worker", [script.href, another], {
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const input = worker.stdin.getWriter();
    await input.write(new TextEncoder().encode("{}\n")).catch(() => {});
    await input.close().catch(() => {});
    const { success, stdout } = await worker.output();
    assert(success);
    assertEquals(new TextDecoder().decode(stdout), "");
  },
});
