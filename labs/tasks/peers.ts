/** `deno task peers`: how fast this suite trains, beside PyTorch and Keras. */
import { findDataset } from "../../datasets/registry.ts";
import { cacheDirectory } from "../../models/engines/tensorflow/locate.ts";
import { onStandardError, Progress } from "../../reports/terminal/progress.ts";
import { measurePeers } from "../peers/measure_peers.ts";
import { type Peer, PEERS, SUITE } from "../peers/peer.ts";
import type { PythonPackages } from "../peers/peer_command.ts";
import { peersCsv } from "../peers/peers_csv.ts";
import { peersNotes } from "../peers/peers_notes.ts";
import { agreementOf, type PeersReport } from "../peers/peers_report.ts";
import { peersTable } from "../peers/peers_table.ts";
import { usableCores } from "../peers/pinned.ts";
import {
  pythonPackages,
  type PythonRuntime,
} from "../peers/python_packages.ts";
import { findSetUp, SET_UPS, type SetUp } from "../peers/set_up.ts";
import { chooseEngine } from "../../bench/run/choose_engine.ts";
import { writeFiles } from "../../bench/run/outputs/write_files.ts";
import { UsageError } from "../../bench/study/usage_error.ts";
import { readFlags } from "../../bench/tasks/read_flags.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";
import { readCount } from "./_read_count.ts";

const HELP = `Trains the same trials with this suite and with what a user would
otherwise write, in turns: one process on one core, then one on each. Says how
many images a second each trains on, evaluation included, how many times that
of the others this suite's rate is, what share of the core's peak that is, how
soon the first trial is done, and what memory it takes. A peer that comes to
other losses or another F1 than this suite is void, and the exit code is 1.

PyTorch, TensorFlow and Keras are fetched once with pip: 7 GB in the cache.

deno task peers [--rounds N] [--set-up NAMES] [--peers NAMES] [--cores N]
                [--installed] [--json] [--out DIR]

  --rounds N      rounds of one process, and of one on each core  [5]
  --set-up NAMES  ${names(SET_UPS)};
                  or a network and the side of its images: vgg19-64
                  [those that take minutes: not resnet34]
  --peers NAMES   ${names(PEERS.slice(0, 4))},
                  ${names(PEERS.slice(4))}  [all]
  --cores N       use no more than these  [all]
  --installed     fetch nothing: peers that are not in the cache are left out
  --json          print what was measured as JSON
  --out DIR       the folder for the CSV files  [reports/peers]
`;

const DEFAULT_SET_UPS = ["mlp", "small-cnn-28", "small-cnn-32"];

/** What the values of an option are names of. */
const CHOICES = { "set-up": SET_UPS, "peers": PEERS };

/** What was asked for. */
interface PeersSettings {
  rounds: number;
  setUps: SetUp[];
  /** This suite first. */
  peers: Peer[];
  /** At the most. */
  cores: number;
  mayFetch: boolean;
  isJson: boolean;
  out: string;
}

if (import.meta.main) await runTask(() => peers(Deno.args));

async function peers(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, {
    task: "peers",
    string: ["rounds", "set-up", "peers", "cores", "out"],
    boolean: ["installed", "json"],
  });
  if (flags.help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const settings = readSettings(flags);
  const scratch = await Deno.makeTempDir({ prefix: "finalbn-peers-" });
  try {
    const reports = await measure(settings, scratch);
    await writeFiles(settings.out, peersCsv(reports));
    if (settings.isJson) {
      const rows = reports.map(({ setUp, rows, starts, agreements }) => (
        { setUp: setUp.name, rows, starts, agreements }
      ));
      console.log(JSON.stringify(rows, null, 2));
    } else console.log(`files: ${settings.out}/peers.csv and others there`);
    return reports.some(hasVoid) ? ExitCode.departure : ExitCode.asExpected;
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

function hasVoid({ starts, agreements }: PeersReport): boolean {
  return starts.some(({ peer }) => agreementOf(peer, agreements) === "no");
}

/** Measures, and prints a table as soon as it is there. */
async function measure(
  settings: PeersSettings,
  scratch: string,
): Promise<PeersReport[]> {
  const progress = new Progress(onStandardError);
  const onProgress = (action: string) => progress.advance(action);
  const engine = await chooseEngine({ engine: "tensorflow", device: "cpu" });
  const cores = (await usableCores()).slice(0, settings.cores);
  const packages = await findPackages(settings, onProgress);
  const dataset = await findDataset("leaves").load({
    data: undefined,
    images: undefined,
    cache: cacheDirectory(),
  }, { size: 32 });
  const reports: PeersReport[] = [];
  const options = { ...settings, cores, dataset, engine, packages };
  for await (
    const report of measurePeers({ ...options, scratch, onProgress })
  ) {
    progress.end();
    reports.push(report);
    if (settings.isJson) continue;
    const isPinned = cores[0] !== undefined;
    console.log(peersTable(report, peersNotes(report, { isPinned })) + "\n");
  }
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

function readSettings(
  flags: Readonly<Record<string, string | boolean | undefined>>,
): PeersSettings {
  const text = (name: string) => flags[name] as string | undefined;
  const setUps = text("set-up")?.split(",") ?? DEFAULT_SET_UPS;
  const wanted = text("peers")?.split(",");
  const peers = wanted === undefined
    ? PEERS
    : wanted.map((name) =>
      found("peers", name, PEERS.find((peer) => peer.name === name))
    );
  return {
    rounds: readCount(flags, { name: "rounds", usual: 5 }),
    setUps: setUps.map((name) => found("set-up", name, findSetUp(name))),
    peers: PEERS.filter((peer) => peer.name === SUITE || peers.includes(peer)),
    cores: readCount(flags, { name: "cores", usual: 1000 }),
    mayFetch: flags.installed !== true,
    isJson: flags.json === true,
    out: text("out") ?? "reports/peers",
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
