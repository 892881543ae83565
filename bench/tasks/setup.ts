/** `deno task setup`: fetches libtensorflow, unless there is one. */
import { countNvidiaGpus } from "../../models/engines/tensorflow/locate.ts";
import { FALLBACK } from "../run/choose_engine.ts";
import { ensureLibrary } from "../run/ensure_library.ts";
import { readValue } from "../run/settings/given_options.ts";
import { OPTIONS } from "../run/settings/options.ts";
import { readFlags } from "./read_flags.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP = `Gets libtensorflow, the one thing that npm does not bring.

deno task setup [--device auto|cpu|gpu]
`;

if (import.meta.main) await runTask(() => setup(Deno.args));

async function setup(args: readonly string[]): Promise<number> {
  const { device, help } = readFlags(args, {
    task: "setup",
    string: ["device"],
  });
  if (help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const wanted =
    readValue("device", device as string | undefined, OPTIONS.device.kind) ??
      "auto";
  if (wanted === "gpu" && countNvidiaGpus() === 0) {
    console.error(
      "note: no NVIDIA GPU is seen here; the CUDA build is for elsewhere",
    );
  }
  const library = await ensureLibrary(wanted).catch((error) => {
    if (wanted !== "gpu") {
      console.error(
        `note: until it is here, deno task bench trains on ${FALLBACK}`,
      );
    }
    throw error;
  });
  console.log(`libtensorflow: ${library.path} (from ${library.source})`);
  return ExitCode.asExpected;
}
