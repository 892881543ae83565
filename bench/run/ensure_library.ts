/** Finds libtensorflow, or fetches it at first need and says how far it is. */
import { installLibrary } from "../../models/engines/tensorflow/install.ts";
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
      onProgress: ({ action, ...bytes }) =>
        progress.countBytes(`libtensorflow, once: ${action}`, bytes),
    });
    return { path, source: "cache" };
  } finally {
    progress.end();
  }
}
