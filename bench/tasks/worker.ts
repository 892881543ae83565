/** `deno task worker`: runs trials that others put into a queue. */
import { findQueue } from "../run/find_queue.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { openPool } from "../run/open_pool.ts";
import { prepareWeights } from "../run/data/prepare_weights.ts";
import { PreparingExecutor } from "../run/data/preparing_executor.ts";
import { GivenOptions } from "../run/settings/given_options.ts";
import { optionHelp } from "../run/settings/help.ts";
import { OPTIONS, TIMEOUT_SECONDS } from "../run/settings/options.ts";
import { defaultWorkers } from "../run/settings/settings.ts";
import { serveQueue } from "../trials/queue/serve_queue.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode, runTask } from "./run_task.ts";

/** The options of `deno task bench` that a worker takes too. */
const TABLE = {
  queue: OPTIONS.queue,
  data: OPTIONS.data,
  images: OPTIONS.images,
  weights: OPTIONS.weights,
  engine: OPTIONS.engine,
  device: OPTIONS.device,
  workers: OPTIONS.workers,
};

const HELP = `Runs trials that deno task bench --queue puts into a queue.

deno task worker --queue URL [options]

${optionHelp(TABLE)}

Name the queue in the environment's FINALBN_QUEUE where its URL has a password:
there it is not seen in the list of processes. --images and --weights name the
same files as those of deno task bench. FINALBN_QUEUE_CA names a PEM file with
the certificates of a private authority. Ctrl-C finishes the running trainings;
press it again to stop now, and other workers train them.
`;

if (import.meta.main) await runTask(() => worker(Deno.args));

async function worker(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const given = new GivenOptions(args, { table: TABLE, task: "worker" });
  const defaults = machineDefaults();
  const images = given.value("images");
  const url = given.value("queue") ?? defaults.queue;
  if (url === undefined) {
    throw new UsageError(
      "Cannot take trials: no queue is named. Next step: --queue " +
        "redis://host:6379, or the same in FINALBN_QUEUE",
    );
  }
  const queue = await findQueue(url);
  const device = given.value("device") ?? "auto";
  const engine = given.value("engine");
  const workers = given.value("workers") ??
    defaultWorkers({ engine, device }, defaults);
  const cache = cacheDirectory();
  const weights = given.value("weights");
  const source = {
    data: given.value("data") ?? defaults.data,
    images,
    cache,
    weights: weights === undefined
      ? []
      : [await prepareWeights(weights, { cache })],
  };
  const limits = { timeoutSeconds: TIMEOUT_SECONDS, memoryBytes: undefined };
  await using pool = await openPool(
    { engine, device, workers, ...limits },
    source,
  );
  const { code } = await pool.describe();
  await serveQueue({
    ...queue,
    code,
    executor: new PreparingExecutor(pool, source),
    slots: workers,
    hasImages: images !== undefined,
    name: Deno.hostname(),
    signal: untilStopped(),
    onNote: (text) => console.error(text),
  });
  return ExitCode.asExpected;
}

/** The first Ctrl-C ends it in good order, the second at once. */
function untilStopped(): AbortSignal {
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) Deno.exit(ExitCode.interrupted);
    stop.abort();
    console.error(
      "\nleaving: what is being trained is finished; Ctrl-C again leaves at " +
        "once, and others train it",
    );
  };
  Deno.addSignalListener("SIGINT", onSignal);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal);
  return stop.signal;
}
