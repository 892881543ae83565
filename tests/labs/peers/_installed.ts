/** The packages of peers that are in the cache: tests fetch none. */
import type { PythonPackages } from "../../../labs/peers/peer_command.ts";
import {
  pythonPackages,
  type PythonRuntime,
} from "../../../labs/peers/python_packages.ts";
import { cacheDirectory } from "../../../models/engines/tensorflow/locate.ts";

const RUNTIMES = ["pytorch", "tensorflow"] as const;

/** The packages that are there. */
export const packages = new Map<PythonRuntime, PythonPackages>();

for (const runtime of RUNTIMES) {
  const options = { cache: cacheDirectory(), mayFetch: false };
  const found = await pythonPackages(runtime, options).catch(() => undefined);
  if (found !== undefined) packages.set(runtime, found);
}

/** The runtimes whose packages are not there. */
export const missing = RUNTIMES.filter((runtime) => !packages.has(runtime));
