/** `deno task setup`: fetches libtensorflow, unless there is one. */
import { countNvidiaGpus } from "../../models/engines/tensorflow/locate.ts";
import { FALLBACK } from "../run/choose_engine.ts";
import { ensureLibrary } from "../run/ensure_library.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { OPTIONS as BENCH_OPTIONS } from "../run/settings/options.ts";
import { ExitCode, runTask } from "./run_task.ts";

const OPTIONS = { device: BENCH_OPTIONS.device };

if (import.meta.main) {
  await runTask({
    name: "setup",
    about: "Gets libtensorflow, the one thing that npm does not bring.",
    options: OPTIONS,
    run: setup,
  });
}

async function setup(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const wanted = given.value("device") ?? "auto";
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
