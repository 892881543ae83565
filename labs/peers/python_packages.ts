/**
 * The packages of a peer, fetched once with the Python and pip that are on the
 * machine, into a folder of the project's cache: no other Python sees them.
 */
import { installOnce } from "../../models/engines/tensorflow/install_once.ts";
import { runCommand } from "../../models/engines/tensorflow/run_command.ts";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { PeerRuntime } from "./peer.ts";
import type { PythonPackages } from "./peer_command.ts";

/** The peers that are not this suite. */
export type PythonRuntime = Exclude<PeerRuntime, "deno">;

/** Settings of {@linkcode pythonPackages}. */
export interface PythonPackagesOptions {
  /** The project's cache folder. */
  cache: string;
  /**
   * The names that Python may have, the first that works is used.
   * @default {["python3", "python"]}
   */
  pythons?: readonly string[];
  /**
   * Whether what is missing is fetched.
   * @default {true}
   */
  mayFetch?: boolean;
  /**
   * Told before something is fetched.
   * @default {nothing is done}
   */
  onProgress?: (action: string) => void;
}

/** Free disk that packages need while they are unpacked. */
const DISK_BYTES: Readonly<Record<PythonRuntime, number>> = {
  pytorch: 9e9, // the build for Linux on x86-64 brings CUDA with it
  tensorflow: 3e9,
};

/** How pip installs: wheels alone, quietly, and nothing kept beside. */
const PIP_OPTIONS = "--only-binary=:all: --no-cache-dir --quiet " +
  "--disable-pip-version-check --no-warn-script-location";

/** What says where a Python is, and of which version. */
const ASK = "import sys; print('%d.%d' % sys.version_info[:2])";

/**
 * Finds the packages of a runtime, or fetches them.
 *
 * @param runtime Which ones: their versions are pinned in
 * `python/requirements-*.txt`.
 * @returns The Python, and the folder of its packages.
 * @throws {Error} If there is no Python with pip, or the packages cannot be
 * had, with the next step; nothing half-done stays in the cache.
 */
export async function pythonPackages(
  runtime: PythonRuntime,
  options: PythonPackagesOptions,
): Promise<PythonPackages> {
  const { cache, pythons = ["python3", "python"] } = options;
  const { mayFetch = true, onProgress = () => {} } = options;
  const { python, version } = await findPython(pythons);
  const requirements = fileURLToPath(
    new URL(`./python/requirements-${runtime}.txt`, import.meta.url),
  );
  const pins = createHash("sha256")
    .update(await Deno.readTextFile(requirements)).digest("hex").slice(0, 8);
  const parent = `${cache}/peers`;
  const folder = `${parent}/${runtime}-python${version}-${pins}`;
  if (await isFolder(folder)) return { python, folder };
  if (!mayFetch) {
    throw new Error(
      `Cannot use ${runtime}: it is not in ${parent}. Next step: leave out ` +
        "--installed, and it is fetched",
    );
  }
  await installOnce(folder, {
    subject: runtime,
    wantedBytes: DISK_BYTES[runtime],
    isThere: () => isFolder(folder),
    onWait: onProgress,
    work: async (temporary) => {
      onProgress(`fetching ${runtime} with pip, once`);
      return await fetchPackages(runtime, { python, requirements, temporary });
    },
  });
  return { python, folder };
}

async function findPython(
  pythons: readonly string[],
): Promise<{ python: string; version: string }> {
  for (const python of pythons) {
    const { success } = await runCommand([python, "-m", "pip", "--version"]);
    if (!success) continue;
    const { text } = await runCommand([python, "-c", ASK]);
    return { python, version: text.trim() };
  }
  throw new Error(
    "Cannot use PyTorch and Keras: there is no Python with pip on this " +
      "machine. Next step: install Python 3 with pip (Debian: apt install " +
      "python3-pip; macOS: brew install python)",
  );
}

/** Has pip fetch what is pinned, and gives the folder that it is in. */
async function fetchPackages(
  runtime: PythonRuntime,
  { python, requirements, temporary }: {
    python: string;
    requirements: string;
    temporary: string;
  },
): Promise<string> {
  const scratch = `${temporary}/scratch`;
  await Deno.mkdir(scratch);
  const packages = `${temporary}/packages`;
  const { success, text } = await runCommand([
    python,
    "-m",
    "pip",
    "install",
    "--target",
    packages,
    "--requirement",
    requirements,
    ...PIP_OPTIONS.split(" "),
  ], { TMPDIR: scratch, PIP_ROOT_USER_ACTION: "ignore" });
  if (!success) throw installError(runtime, text);
  return packages;
}

function installError(runtime: PythonRuntime, text: string): Error {
  const last = text.trim().split("\n").slice(-3).join("\n  ");
  return new Error(
    `Cannot install ${runtime}: pip says\n  ${last}\nNext step: check the ` +
      "network and the package index (PIP_INDEX_URL, PIP_PROXY), and that " +
      "there are packages for this Python",
    { cause: text },
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
