/**
 * A worker that trains nothing: what it does with a trial is the name of the
 * trial's data set, and what it does first is the name of the library. With
 * `ask PIPE` it reads from a named pipe what to do.
 */
import {
  jsonLine,
  readJsonLines,
} from "../../../../bench/trials/json_lines.ts";
import type { Trial } from "../../../../bench/trials/trial.ts";
import {
  workerCommand,
  type WorkerReply,
} from "../../../../bench/trials/workers/messages.ts";
import { okTrial } from "../../_trials.ts";

/** More than any bound. */
const LEAKED = 2 ** 50;

/** What a native library may print. */
const WORDS = new TextEncoder().encode("Loaded 3 plugins\n");

const kept: Uint8Array[] = [];

for await (const message of readJsonLines(Deno.stdin.readable)) {
  const command = workerCommand.parse(message);
  if (command.type === "start") {
    const { name } = command.engine;
    if ("library" in command.engine) await obey(command.engine.library);
    const engine = {
      name,
      version: "stub",
      device: "cpu",
      instructionSet: "stub",
    } as const;
    reply({ type: "ready", engine, code: "stub" });
  } else {
    const { dataset } = command.trial.spec;
    await obey(dataset);
    if (dataset === "fail") {
      reply({ type: "failure", message: "no images" });
      Deno.exit(0);
    }
    reply({
      type: "result",
      result: resultOf(command.trial),
      residentBytes: dataset === "leak" ? LEAKED : 1,
    });
    if (dataset === "expire") Deno.exit(0);
  }
}

async function obey(text: string): Promise<void> {
  const [order, pipe = ""] = text.split(" ");
  if (order === "ask") return await obey(await Deno.readTextFile(pipe));
  if (order === "die") {
    console.error("its last lines");
    await new Promise(() => Deno.kill(Deno.pid, "SIGKILL"));
  }
  if (order === "hang") { for (;;); }
  if (order === "garble") Deno.stdout.writeSync(WORDS);
  if (order === "misspeak") Deno.stdout.writeSync(jsonLine({ type: "what" }));
  if (order === "nap") await new Promise((resolve) => setTimeout(resolve, 300));
  if (order === "bloat") {
    for (;;) {
      kept.push(new Uint8Array(2 ** 22).fill(1));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function resultOf(trial: Trial) {
  const result = okTrial({}, 0.5);
  if (trial.spec.dataset === "mix up") {
    result.evaluations[0]!.metrics.accuracy = 0.25;
  }
  const host = Deno.env.get("CUDA_VISIBLE_DEVICES") ?? "any GPU";
  return { ...result, ...trial, host, testCount: Deno.pid };
}

function reply(message: WorkerReply): void {
  Deno.stdout.writeSync(jsonLine(message));
}
