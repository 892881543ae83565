/** `deno task worker`: runs trials that others put into a queue. */
import { findQueue } from "../run/find_queue.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { openPool } from "../run/open_pool.ts";
import { prepareWeights } from "../run/data/prepare_weights.ts";
import { PreparingExecutor } from "../run/data/preparing_executor.ts";
import {
  defaultWorkers,
  readDevice,
  readEngine,
  TIMEOUT_SECONDS,
} from "../run/settings/settings.ts";
import { serveQueue } from "../trials/queue/serve_queue.ts";
import { UsageError } from "../study/usage_error.ts";
import { readFlags } from "./read_flags.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP = `Runs trials that deno task bench --queue puts into a queue.

deno task worker --queue URL [options]

  --queue URL            redis://host:6379, or rediss:// for TLS; else the
                         environment's FINALBN_QUEUE, where a password is not
                         seen in the list of processes
  --data DIR             local copies of the data sets' files  [fetched]
  --images DIR           your own images: the same as of deno task bench
  --weights FILE|NAME    published weights: the same as of deno task bench
  --engine NAME          tensorflow or wasm                    [tensorflow, if
                         it can be had]
  --device auto|cpu|gpu  what to compute on                    [auto]
  --workers N            trainings side by side                [one a core]

FINALBN_QUEUE_CA names a PEM file with the certificates of a private authority.
Ctrl-C finishes what is being trained; again, it goes to another worker.
`;

if (import.meta.main) await runTask(() => worker(Deno.args));

async function worker(args: readonly string[]): Promise<number> {
  const { help, ...flags } = readFlags(args, {
    task: "worker",
    string: [
      "queue",
      "data",
      "images",
      "weights",
      "engine",
      "device",
      "workers",
    ],
  });
  if (help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  for (const [name, value] of Object.entries(flags)) {
    if (value !== "") continue;
    throw new UsageError(`Cannot use --${name}: it needs a value`);
  }
  const defaults = machineDefaults();
  const { queue: url = defaults.queue, images, ...given } = flags as Record<
    string,
    string | undefined
  >;
  if (url === undefined) {
    throw new UsageError(
      "Cannot take trials: no queue is named. Next step: --queue " +
        "redis://host:6379, or the same in FINALBN_QUEUE",
    );
  }
  const queue = await findQueue(url);
  const device = readDevice(given.device);
  const engine = readEngine(given.engine);
  const workers = readWorkers(given.workers) ??
    defaultWorkers({ engine, device }, defaults);
  const cache = cacheDirectory();
  const source = {
    data: given.data ?? defaults.data,
    images,
    cache,
    weights: given.weights === undefined
      ? []
      : [await prepareWeights(given.weights, { cache })],
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

function readWorkers(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(
    `Cannot use --workers ${text}: wanted a whole number of at least 1`,
  );
}
