/** Finds libtensorflow, or fetches it at first need and says how far it is. */
import { installLibrary } from "../../models/engines/tensorflow/install.ts";
import type { InstallProgress } from "../../models/engines/tensorflow/install_progress.ts";
import {
  type Device,
  type LocatedLibrary,
  locateLibrary,
  variantOf,
} from "../../models/engines/tensorflow/locate.ts";
import {
  onStandardError,
  Progress,
  type ProgressOptions,
} from "../../reports/terminal/progress.ts";

/**
 * Gives a libtensorflow for a device.
 *
 * @param device What to compute on.
 * @param told Who hears of a download.
 * @returns Where the library is, and where it came from.
 * @throws {Error} If there is none and none can be fetched, with the next step.
 */
export async function ensureLibrary(
  device: Device,
  told: ProgressOptions = onStandardError,
): Promise<LocatedLibrary> {
  const located = locateLibrary(device);
  if (located !== undefined) return located;
  const progress = new Progress(told);
  try {
    const path = await installLibrary(variantOf(device), {
      onProgress: showInstall(progress, told),
    });
    return { path, source: "cache" };
  } finally {
    progress.end();
  }
}

/** On a terminal every change is shown, elsewhere every new action. */
function showInstall(
  progress: Progress,
  { isTerminal }: ProgressOptions,
): (event: InstallProgress) => void {
  let last = "";
  return ({ action, bytes, totalBytes }) => {
    if (!isTerminal && action === last) return;
    last = action;
    const of = totalBytes === undefined ? "" : ` of ${mebibytes(totalBytes)}`;
    const done = bytes === 0 ? "" : `: ${mebibytes(bytes)}${of} MiB`;
    progress.advance(`libtensorflow, once: ${action}${done}`);
  };
}

function mebibytes(bytes: number): string {
  return String(Math.round(bytes / 2 ** 20));
}
