/** The command that starts a peer, and the environment that it starts in. */
import { fileURLToPath } from "node:url";
import type { EngineStart } from "../../models/engines/engine.ts";
import type { Peer, PeerVariant } from "./peer.ts";
import type { ProcessCommand } from "./peer_process.ts";
import type { SetUp } from "./set_up.ts";

/** What a peer's program is told at its start. */
export interface PeerSettings
  extends Pick<SetUp, "model" | "imageShape" | "batchSize"> {
  /** Where the images are. */
  folder: string;
  threads: number;
  options: PeerVariant["options"];
}

/** A Python with the packages of a peer. */
export interface PythonPackages {
  /** The program. */
  python: string;
  /** The folder that the packages are in. */
  folder: string;
}

/** What {@linkcode peerCommand} needs beside the peer. */
export interface PeerCommandOptions {
  variant: PeerVariant;
  setUp: SetUp;
  /** Where the images are. */
  images: string;
  /** A folder for what the peer keeps: none of it is there at its start. */
  scratch: string;
  engine: EngineStart;
  /** Absent for this suite. */
  packages: PythonPackages | undefined;
}

/** Settings from outside, which would change a measurement unseen. */
const HIDDEN =
  /^(ONEDNN_|DNNL_|OMP_|GOMP_|KMP_|MKL_|OPENBLAS_|XLA_|TF_|TORCH|PYTHON|KERAS_)/;

/**
 * The command that starts a peer.
 *
 * @param peer The peer.
 * @param options How it is run, and on what.
 */
export function peerCommand(
  peer: Peer,
  options: PeerCommandOptions,
): ProcessCommand {
  const { variant, setUp, images, engine, packages, scratch } = options;
  const { model, imageShape, batchSize } = setUp;
  const settings: PeerSettings = {
    model,
    imageShape,
    batchSize,
    folder: images,
    threads: variant.threads,
    options: variant.options,
  };
  const script = new URL(peer.script, import.meta.url);
  return packages === undefined
    ? {
      command: [
        Deno.execPath(),
        "run",
        "--quiet",
        "--no-prompt",
        "--permission-set=worker",
        script.href,
        JSON.stringify(engine),
        JSON.stringify(settings),
      ],
      env: plainEnvironment(),
    }
    : pythonCommand([fileURLToPath(script), JSON.stringify(settings)], {
      packages,
      scratch,
      threads: variant.threads,
    });
}

/**
 * The command that runs a Python program with packages.
 *
 * @param args The program's file and its arguments.
 * @param options The packages, the threads that libraries may use, and a folder
 * for what they keep.
 */
export function pythonCommand(
  args: readonly string[],
  { packages, threads, scratch }: {
    packages: PythonPackages;
    threads: number;
    scratch: string;
  },
): ProcessCommand {
  const count = String(threads);
  return {
    command: [packages.python, ...args],
    env: {
      ...plainEnvironment(),
      PYTHONPATH: packages.folder,
      PYTHONNOUSERSITE: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      // Processors alone are compared, whatever else is in the machine.
      CUDA_VISIBLE_DEVICES: "",
      OMP_NUM_THREADS: count,
      MKL_NUM_THREADS: count,
      OPENBLAS_NUM_THREADS: count,
      TF_CPP_MIN_LOG_LEVEL: "2",
      KERAS_BACKEND: "tensorflow",
      KERAS_HOME: `${scratch}/keras`,
      TORCHINDUCTOR_CACHE_DIR: `${scratch}/inductor`,
      TORCHINDUCTOR_COMPILE_THREADS: "1",
    },
  };
}

function plainEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Deno.env.toObject()).filter(([name]) => !HIDDEN.test(name)),
  );
}
