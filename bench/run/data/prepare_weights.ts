/** Finds published weights, or fetches them, before anything is trained. */
import { SafetensorsFile } from "../../../models/weights/safetensors.ts";
import {
  onStandardError,
  Progress,
} from "../../../reports/terminal/progress.ts";
import { UsageError } from "../../study/usage_error.ts";
import { weightsId } from "../../trials/weights_id.ts";
import type { WeightsFile } from "../../trials/workers/messages.ts";
import { fetchWeights } from "./_fetch_weights.ts";
import { HUB, HUB_WEIGHTS, isHubWeights } from "./hub_weights.ts";

/** Settings of {@linkcode prepareWeights}. */
export interface PrepareWeightsOptions {
  /** The project's cache folder. */
  cache: string;
  /**
   * Where names are looked up.
   * @default {HUB}
   */
  hub?: string;
}

/**
 * Finds the weights that `--weights` names, so that a bad file is said before
 * anything is trained, and workers find it.
 *
 * @param named One of the {@linkcode HUB_WEIGHTS}, or the path of a file.
 * @returns The file, and what specs call it.
 * @throws {UsageError} If there is no such file, nor weights of such a name.
 * @throws {SyntaxError} If it is no safetensors file.
 * @throws {Error} If the weights of a name cannot be fetched.
 */
export async function prepareWeights(
  named: string,
  options: PrepareWeightsOptions,
): Promise<WeightsFile> {
  const path = isHubWeights(named)
    ? await fetched(named, options)
    : await found(named);
  using _file = new SafetensorsFile(path);
  return { id: await weightsId(path), path };
}

async function found(path: string): Promise<string> {
  const isFile = await Deno.stat(path)
    .then((info) => info.isFile, () => false);
  if (isFile) return await Deno.realPath(path);
  throw new UsageError(
    `Cannot use --weights ${path}: there is no such file, and the weights that ` +
      `can be fetched are ${Object.keys(HUB_WEIGHTS).join(" and ")}`,
  );
}

async function fetched(
  name: string,
  { cache, hub = HUB }: PrepareWeightsOptions,
): Promise<string> {
  const progress = new Progress(onStandardError);
  try {
    return await fetchWeights(name, {
      hub,
      cache,
      onProgress: (bytes) => progress.countBytes(`fetching ${name}`, bytes),
    });
  } finally {
    progress.end();
  }
}
