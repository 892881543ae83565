/** Measures set-ups one after another: images, packages, processes, reports. */
import { fileURLToPath } from "node:url";
import type { Dataset } from "../../datasets/dataset.ts";
import type { EngineStart } from "../../models/engines/engine.ts";
import { Contest, type StartOptions } from "./contest.ts";
import { PeakMeter } from "./peak_meter.ts";
import type { Peer } from "./peer.ts";
import {
  peerCommand,
  pythonCommand,
  type PythonPackages,
} from "./peer_command.ts";
import { PeerProcess } from "./peer_process.ts";
import { type PeersReport, peersReport } from "./peers_report.ts";
import type { Core } from "./pinned.ts";
import type { PythonRuntime } from "./python_packages.ts";
import type { SetUp } from "./set_up.ts";
import { writeImages } from "./write_images.ts";

/** What {@linkcode measurePeers} measures, and with what. */
export interface MeasurePeersOptions {
  setUps: readonly SetUp[];
  /** This suite is among them. */
  peers: readonly Peer[];
  rounds: number;
  /** The cores that processes are kept on, one each. */
  cores: readonly (Core | undefined)[];
  /** What images are drawn from. */
  dataset: Dataset;
  engine: EngineStart;
  /** The packages of each runtime, or why there are none. */
  packages: ReadonlyMap<PythonRuntime, PythonPackages | Error>;
  /** A folder for images and for what peers keep. */
  scratch: string;
  /** Told what is done next. */
  onProgress: (action: string) => void;
  /** When aborted, the running round is the last. */
  signal?: AbortSignal | undefined;
}

/**
 * Measures peers.
 *
 * @returns A report for each set-up, as soon as it is there.
 * @throws {Error} If this suite itself fails.
 */
export async function* measurePeers(
  options: MeasurePeersOptions,
): AsyncGenerator<PeersReport> {
  const { setUps, dataset, scratch, signal } = options;
  for (const setUp of setUps) {
    if (signal?.aborted) return;
    const folder = imagesOf(setUp, scratch);
    await writeImages(setUp, { dataset, folder });
    const contest = new Contest(setUp, {
      ...options,
      start: (peer, start) => startPeer(peer, start, { ...options, setUp }),
      meter: peakMeter(options),
    });
    const measurement = await contest.run();
    if (measurement === undefined) return;
    yield peersReport(measurement);
    await Deno.remove(`${scratch}/${setUp.name}`, { recursive: true });
  }
}

function imagesOf({ name }: SetUp, scratch: string): string {
  return `${scratch}/${name}/images`;
}

function startPeer(
  peer: Peer,
  { variant, core, keeps }: StartOptions,
  { setUp, engine, packages, scratch }: MeasurePeersOptions & { setUp: SetUp },
): PeerProcess {
  const command = peerCommand(peer, {
    variant,
    setUp,
    engine,
    images: imagesOf(setUp, scratch),
    packages: peer.runtime === "deno"
      ? undefined
      : packagesOf(peer.runtime, packages),
    scratch: `${scratch}/${setUp.name}/${keeps}`,
  });
  return new PeerProcess(command, core);
}

/** @throws {Error} If there are none, with the reason. */
function packagesOf(
  runtime: PythonRuntime,
  packages: MeasurePeersOptions["packages"],
): PythonPackages {
  const found = packages.get(runtime);
  if (found === undefined || found instanceof Error) {
    throw found ?? new RangeError(`Cannot find the packages of ${runtime}`);
  }
  return found;
}

/** Uses the packages that are there: PyTorch's, if they are. */
function peakMeter(
  { packages, scratch }: MeasurePeersOptions,
): PeakMeter | undefined {
  const found = [packages.get("pytorch"), packages.get("tensorflow")]
    .find((own) => own !== undefined && !(own instanceof Error));
  if (found === undefined || found instanceof Error) return undefined;
  const script = fileURLToPath(new URL("./python/peak.py", import.meta.url));
  const options = { packages: found, threads: 1, scratch };
  return new PeakMeter(pythonCommand([script], options));
}
