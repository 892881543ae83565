/** The folder of the last run that was started in a working folder. */
import { resolve } from "node:path";
import { cacheDirectory } from "../../../models/engines/tensorflow/locate.ts";
import { sha256 } from "../../trials/sha256.ts";

/** Where options say so, these replace what the machine has. */
export interface LastRunOptions {
  /** @default {the cache of the suite} */
  cache?: string;
  /** The folder that runs are started in. @default {the current one} */
  cwd?: string;
}

/** Notes that a run has written to a folder. */
export async function noteLastRun(
  out: string,
  options: LastRunOptions = {},
): Promise<void> {
  const { cwd = Deno.cwd() } = options;
  const { folder, file } = placeOf(options);
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(file, resolve(cwd, out));
  } catch {
    // A cache that cannot be written to costs the next task an --out.
  }
}

/** The folder that the last run has written to; nothing if none was noted. */
export async function lastRun(
  options: LastRunOptions = {},
): Promise<string | undefined> {
  const { file } = placeOf(options);
  return await Deno.readTextFile(file).catch(() => undefined);
}

function placeOf(
  { cache = cacheDirectory(), cwd = Deno.cwd() }: LastRunOptions,
): { folder: string; file: string } {
  const folder = `${cache}/last-runs`;
  return { folder, file: `${folder}/${sha256(cwd)}` };
}
