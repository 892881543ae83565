/** `deno task peers`: how fast this suite trains, beside PyTorch and Keras. */
import { findDataset } from "../../datasets/registry.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import { onStandardError, Progress } from "../../reports/terminal/progress.ts";
import { measurePeers } from "../peers/measure_peers.ts";
import { type Peer, PEERS, SUITE } from "../peers/peer.ts";
import type { PythonPackages } from "../peers/peer_command.ts";
import { peersCsv } from "../peers/peers_csv.ts";
import { peersNotes } from "../peers/peers_notes.ts";
import type { PeersReport } from "../peers/peers_report.ts";
import { peersTable } from "../peers/peers_table.ts";
import { usableCores } from "../peers/pinned.ts";
import {
  pythonPackages,
  type PythonRuntime,
} from "../peers/python_packages.ts";
import { findSetUp, SET_UPS, type SetUp } from "../peers/set_up.ts";
import { chooseEngine } from "../../bench/run/choose_engine.ts";
import type { GivenOptions } from "../../bench/run/settings/given_options.ts";
import { COUNT, list, path } from "../../bench/run/settings/option.ts";
import { unlessAborted } from "../../bench/run/unless_aborted.ts";
import { writeFiles } from "../../bench/run/outputs/write_files.ts";
import { UsageError } from "../../bench/study/usage_error.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";
import { StopSignal } from "../../bench/tasks/stop_signal.ts";

const DEFAULT_SET_UPS = ["mlp", "small-cnn-28", "small-cnn-32"];

const OPTIONS = {
  rounds: {
    kind: COUNT,
    help: "rounds of one process, and of one on each core",
    otherwise: "5",
  },
  "set-up": {
    kind: list("NAMES"),
    help: `${
      names(SET_UPS)
    }; or a network and the side of its images: vgg19-64`,
    otherwise: "those that take minutes: not resnet34",
  },
  peers: { kind: list("NAMES"), help: names(PEERS), otherwise: "all" },
  cores: { kind: COUNT, help: "use no more than these", otherwise: "all" },
  installed: {
    help: "fetch nothing: peers that are not in the cache are left out",
  },
  json: { help: "print what was measured as JSON" },
  out: {
    kind: path("DIR"),
    help: "the folder for the CSV files",
    otherwise: "reports/peers",
  },
};

/** What the values of an option are names of. */
const CHOICES = { "set-up": SET_UPS, "peers": PEERS };

/** What was asked for. */
interface PeersSettings {
  rounds: number;
  setUps: SetUp[];
  /** This suite first. */
  peers: Peer[];
  /** At the most; all if left out. */
  cores: number | undefined;
  mayFetch: boolean;
  isJson: boolean;
  out: string;
}

if (import.meta.main) {
  await runTask({
    name: "peers",
    about: `Trains the same trials with this suite and with other libraries, in
turns: one process on one core, then one on each. Prints images per second,
evaluation included, how many times as fast this suite is, its share of the
core's peak, the time to the first trial, and the memory. If a library is shown
to get other losses or another F1 than this suite, its figures are void and the
exit code is 1.

PyTorch, TensorFlow and Keras are fetched once with pip: 7 GB in the cache.`,
    options: OPTIONS,
    run: peers,
  });
}

async function peers(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const settings = readSettings(given);
  const { signal } = new StopSignal({
    nothing: "stopped: nothing was measured, and nothing is written",
    atOnce: "stopped: nothing is written",
  });
  const scratch = await Deno.makeTempDir({ prefix: "finalbn-peers-" });
  try {
    const reports = await measure(settings, { scratch, signal });
    await writeFiles(settings.out, peersCsv(reports));
    if (settings.isJson) {
      const rows = reports.map(({ setUp, rows, starts, differences }) => (
        { setUp: setUp.name, rows, starts, differences }
      ));
      console.log(JSON.stringify(rows, null, 2));
    } else {
      const partial = signal.aborted ? " (partial: it was interrupted)" : "";
      console.log(
        `files: ${settings.out}/peers.csv and others there${partial}`,
      );
    }
    if (signal.aborted) return ExitCode.interrupted;
    return reports.some(hasVoid) ? ExitCode.departure : ExitCode.asExpected;
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

function hasVoid({ differences }: PeersReport): boolean {
  return differences.some(({ isShown }) => isShown);
}

/**
 * Measures, and prints a table as soon as it is there.
 *
 * @throws {Stopped} If it is stopped before any round.
 */
async function measure(
  settings: PeersSettings,
  { scratch, signal }: { scratch: string; signal: AbortSignal },
): Promise<PeersReport[]> {
  const progress = new Progress(onStandardError);
  const onProgress = (action: string) => progress.advance(action);
  const engine = await chooseEngine({ engine: "tensorflow", device: "cpu" });
  const cores = (await usableCores()).slice(0, settings.cores);
  const packages = await unlessAborted(findPackages(settings, onProgress), {
    signal,
  });
  const dataset = await findDataset("leaves").load({
    data: undefined,
    images: undefined,
    cache: cacheDirectory(),
  }, { size: 32 });
  const reports: PeersReport[] = [];
  signal.addEventListener("abort", () => {
    console.error("finishing the running round, then writing the files");
  });
  const measured = { ...settings, cores, dataset, engine, packages };
  const options = { ...measured, scratch, onProgress, signal };
  for await (const report of measurePeers(options)) {
    progress.end();
    reports.push(report);
    if (settings.isJson) continue;
    const isPinned = cores[0] !== undefined;
    console.log(peersTable(report, peersNotes(report, { isPinned })) + "\n");
  }
  if (reports.length === 0) signal.throwIfAborted();
  return reports;
}

/** The packages of each runtime that is asked for, or why there are none. */
async function findPackages(
  { peers, mayFetch }: PeersSettings,
  onProgress: (action: string) => void,
): Promise<Map<PythonRuntime, PythonPackages | Error>> {
  const found = new Map<PythonRuntime, PythonPackages | Error>();
  for (const runtime of new Set(peers.map(({ runtime }) => runtime))) {
    if (runtime === "deno") continue;
    try {
      const options = { cache: cacheDirectory(), mayFetch, onProgress };
      found.set(runtime, await pythonPackages(runtime, options));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      found.set(runtime, error);
    }
  }
  return found;
}

function readSettings(given: GivenOptions<typeof OPTIONS>): PeersSettings {
  const setUps = given.value("set-up") ?? DEFAULT_SET_UPS;
  const wanted = given.value("peers");
  const peers = wanted === undefined
    ? PEERS
    : wanted.map((name) =>
      found("peers", name, PEERS.find((peer) => peer.name === name))
    );
  return {
    rounds: given.value("rounds") ?? 5,
    setUps: setUps.map((name) => found("set-up", name, findSetUp(name))),
    peers: PEERS.filter((peer) => peer.name === SUITE || peers.includes(peer)),
    cores: given.value("cores"),
    mayFetch: !given.has("installed"),
    isJson: given.has("json"),
    out: given.value("out") ?? OPTIONS.out.otherwise,
  };
}

function found<Found>(
  flag: keyof typeof CHOICES,
  name: string,
  value: Found | undefined,
): Found {
  if (value !== undefined) return value;
  throw new UsageError(
    `Cannot use --${flag} ${name}: there are ${names(CHOICES[flag])}`,
  );
}

function names(all: readonly { name: string }[]): string {
  return all.map(({ name }) => name).join(", ");
}
