/**
 * A worker process: reads trials from standard input, one JSON text a line, and
 * writes results to standard output.
 *
 * Only the engine lives here, so that what a native library prints or breaks
 * stays away from the process that the user sees. It ends when its input does,
 * or its parent.
 */
import { compile } from "../../../models/tensorflow/compile.ts";
import { startTensorFlow } from "../../../models/tensorflow/backend.ts";
import { codeHash } from "../code_hash.ts";
import { dieWithParent } from "./_die_with_parent.ts";
import { jsonLine, readJsonLines } from "../json_lines.ts";
import { TrialRunner } from "./trial_runner.ts";
import { workerCommand, type WorkerReply } from "./messages.ts";

if (import.meta.main) await work();

async function work(): Promise<void> {
  dieWithParent();
  // Standard output carries results; what a library prints goes elsewhere.
  console.log = console.info = console.error;
  // The parent decides when to stop; Ctrl-C reaches the whole process group.
  Deno.addSignalListener("SIGINT", () => {});
  let runner: TrialRunner | undefined;
  try {
    for await (const message of readJsonLines(Deno.stdin.readable)) {
      const command = workerCommand.parse(message);
      if (command.type === "start") {
        const { library, device, instructionSet, precisions, source } = command;
        const backend = await startTensorFlow(library, {
          gpu: device !== "cpu",
        });
        const engine = {
          tensorflow: backend.binding.TF_Version,
          device: backend.binding.isUsingGpuDevice() ? "gpu" : "cpu",
          instructionSet,
        } as const;
        if (device === "gpu" && engine.device !== "gpu") {
          throw new Error(
            `Cannot compute on a GPU: ${library} sees none. Next step: unset ` +
              "LIBTENSORFLOW_PATH to use a CUDA build, or use --device cpu",
          );
        }
        const code = await codeHash();
        runner = new TrialRunner({
          compiler: compile,
          ...{ engine, precisions, code, source },
        });
        reply({ type: "ready", engine, code });
      } else if (runner !== undefined) {
        reply({
          type: "result",
          result: await runner.run(command.spec),
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
