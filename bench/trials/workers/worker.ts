/**
 * A worker process: reads trials from standard input, one JSON text a line, and
 * writes results to standard output.
 *
 * Only the engine lives here, so that what a native library prints or breaks
 * stays away from the process that the user sees. It ends when its input does,
 * or its parent.
 */
import { startEngine } from "../../../models/engines/start_engine.ts";
import { codeHash } from "../code_hash.ts";
import { networkKey } from "../decided_by.ts";
import { describeEngine } from "./_describe_engine.ts";
import { dieWithParent } from "./_die_with_parent.ts";
import { jsonLine, readJsonLines } from "../json_lines.ts";
import { leaveSignalsToParent } from "../leave_signals.ts";
import { TrialRunner } from "./trial_runner.ts";
import { workerCommand, type WorkerReply } from "./messages.ts";

if (import.meta.main) await work();

async function work(): Promise<void> {
  dieWithParent();
  // Standard output carries results; what a library prints goes elsewhere.
  console.log = console.info = console.error;
  leaveSignalsToParent();
  let runner: TrialRunner | undefined;
  try {
    for await (const message of readJsonLines(Deno.stdin.readable)) {
      const command = workerCommand.parse(message);
      if (command.type === "start") {
        const { source } = command;
        const engine = await startEngine(command.engine);
        const code = await codeHash();
        runner = new TrialRunner({ engine, code, source, networkKey });
        reply({ type: "ready", engine: describeEngine(engine), code });
      } else if (runner !== undefined) {
        reply({
          type: "result",
          result: await runner.run(command.trial),
          residentBytes: Deno.memoryUsage().rss,
        });
      }
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    reply({ type: "failure", message: text });
  }
  Deno.exit(0);
}

function reply(message: WorkerReply): void {
  let line = jsonLine(message);
  while (line.length > 0) line = line.subarray(Deno.stdout.writeSync(line));
}
