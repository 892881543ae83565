/**
 * `deno task bench` from its first moment on: loading all of it takes seconds
 * where the machine is busy, in which people see that it began, and Ctrl-C ends
 * it with a word.
 */
import { listenEarly } from "./stop_signal.ts";

/** Options whose output is for programs, or comes at once. */
const SILENT = ["--help", "-h", "--json", "--quiet"];

listenEarly();
if (
  Deno.stderr.isTerminal() && !Deno.args.some((each) => SILENT.includes(each))
) {
  console.error("starting: reading claims, options and images");
}
const [{ BENCH }, { runTask }] = await Promise.all([
  import("./bench.ts"),
  import("./run_task.ts"),
]);
await runTask(BENCH);
