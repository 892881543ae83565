/** `deno task worker`: runs trials that others put into a queue. */
import { ownOf } from "../run/settings/read_sites.ts";
import { readQueue } from "../run/settings/read_queue.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { openPool } from "../run/open_pool.ts";
import { prepareWeights } from "../run/data/prepare_weights.ts";
import { FeatureExecutor } from "../run/data/feature_executor.ts";
import { PreparingExecutor } from "../run/data/preparing_executor.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { OPTIONS as BENCH_OPTIONS } from "../run/settings/options.ts";
import { defaultWorkers, limitsOf } from "../run/settings/machine_settings.ts";
import { unlessAborted } from "../run/unless_aborted.ts";
import { serveQueue } from "../trials/queue/serve_queue.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode, runTask } from "./run_task.ts";
import { StopSignal } from "./stop_signal.ts";

/** The options of `deno task bench` that a worker takes too. */
const OPTIONS = {
  queue: BENCH_OPTIONS.queue,
  data: BENCH_OPTIONS.data,
  images: BENCH_OPTIONS.images,
  labels: BENCH_OPTIONS.labels,
  groups: BENCH_OPTIONS.groups,
  "follow-links": BENCH_OPTIONS["follow-links"],
  weights: BENCH_OPTIONS.weights,
  engine: BENCH_OPTIONS.engine,
  device: BENCH_OPTIONS.device,
  workers: BENCH_OPTIONS.workers,
  memory: BENCH_OPTIONS.memory,
  timeout: BENCH_OPTIONS.timeout,
};

if (import.meta.main) {
  await runTask({
    name: "worker",
    about: "Runs trials that deno task bench --queue puts into a queue.",
    options: OPTIONS,
    notes:
      `If the queue's URL has a password, set it in the environment's FINALBN_QUEUE:
options can be seen in the list of processes. --images and --weights name the
same files as those of deno task bench. FINALBN_QUEUE_CA names a PEM file with
the certificates of a private authority. Ctrl-C finishes the running trainings;
press it again to stop now, and other workers train them.`,
    run: worker,
  });
}

async function worker(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const defaults = machineDefaults();
  const images = given.value("images");
  const url = given.value("queue") ?? defaults.queue;
  if (url === undefined) {
    throw new UsageError(
      "Cannot take trials: no queue is named. Next step: --queue " +
        "redis://host:6379, or the same in FINALBN_QUEUE",
    );
  }
  const queue = await readQueue(url);
  const device = given.value("device") ?? "auto";
  const engine = given.value("engine");
  const workers = given.value("workers") ??
    defaultWorkers({ engine, device }, defaults);
  const cache = cacheDirectory();
  const weights = given.value("weights");
  const source = {
    data: given.value("data") ?? defaults.data,
    images,
    own: ownOf(given),
    cache,
    weights: weights === undefined
      ? []
      : [await prepareWeights(weights, { cache })],
  };
  const stop = new StopSignal({
    nothing: "stopped: no trial was taken",
    atOnce: "stopped: other workers take what was being trained",
  });
  const { signal } = stop;
  await using pool = await unlessAborted(
    openPool({ engine, device, workers, ...limitsOf(given) }, source),
    { signal, onLate: (late) => late[Symbol.asyncDispose]() },
  );
  const { code } = await unlessAborted(pool.describe(), { signal });
  signal.addEventListener(
    "abort",
    () => console.error("finishing the running trainings, then leaving"),
  );
  await serveQueue({
    ...queue,
    code,
    executor: new PreparingExecutor(new FeatureExecutor(pool), source),
    slots: workers,
    hasImages: images !== undefined,
    name: Deno.hostname(),
    signal,
    onNote: (text) => console.error(text),
  });
  return signal.aborted ? ExitCode.interrupted : ExitCode.asExpected;
}
