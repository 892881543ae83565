/** Runs trials, and has the features that they train on computed before. */
import { featureFolder } from "../../../models/features/feature_file.ts";
import { findReader } from "../../../datasets/read/readers.ts";
import {
  onStandardError,
  Progress,
  type ProgressOptions,
} from "../../../reports/terminal/progress.ts";
import type { RunOptions, TrialExecutor } from "../../trials/executor.ts";
import type { Trial, TrialResult, TrialSpec } from "../../trials/trial.ts";
import { computeFeatures } from "../../trials/workers/compute_features.ts";
import {
  featureFiles,
  takesFeatures,
  viewsOf,
} from "../../trials/workers/feature_files.ts";
import type { FeatureFile } from "../../trials/workers/messages.ts";
import type { WorkerPool } from "../../trials/workers/worker_pool.ts";

/** Who hears of features. */
export interface FeatureExecutorOptions {
  /**
   * Where it is said how far they are.
   * @default {onStandardError}
   */
  told?: ProgressOptions;
}

/**
 * Sees that each image goes through a frozen network once, and not once in every
 * epoch of every training: workers may not write, and find what was computed.
 */
export class FeatureExecutor implements TrialExecutor {
  readonly #pool: WorkerPool;
  readonly #told: ProgressOptions;
  readonly #prepared = new Map<string, Promise<void>>();

  /**
   * @param pool Who runs the trials; it is disposed of with this.
   * @param options Who hears of it.
   */
  constructor(
    pool: WorkerPool,
    { told = onStandardError }: FeatureExecutorOptions = {},
  ) {
    this.#pool = pool;
    this.#told = told;
  }

  /** {@inheritDoc TrialExecutor.run} */
  async *run(
    trials: readonly Trial[],
    options: RunOptions = {},
  ): AsyncGenerator<TrialResult> {
    for (const { spec } of trials) {
      if (takesFeatures(spec)) await this.#prepareOnce(spec, options);
    }
    yield* this.#pool.run(trials, options);
  }

  async #prepareOnce(spec: TrialSpec, options: RunOptions): Promise<void> {
    const { dataset, imageSize, apart, model, weights } = spec;
    const { majority, minority } = spec;
    const classes = [...majority, ...minority].sort();
    const key = JSON.stringify(
      [dataset, imageSize, apart, model, weights, classes, viewsOf(spec)],
    );
    const preparing = this.#prepared.get(key) ?? this.#prepare(spec, options);
    this.#prepared.set(key, preparing);
    try {
      await preparing;
    } catch (error) {
      this.#prepared.delete(key); // the next one tries again
      throw error;
    }
  }

  async #prepare(spec: TrialSpec, { signal }: RunOptions): Promise<void> {
    const { dataset: name, imageSize, apart, model, weights } = spec;
    const { engine, source, gpus } = this.#pool.setup;
    const { data, images, own, cache } = source;
    const dataset = await findReader(name, images)
      .load({ data, images, own, cache }, { size: imageSize, apart });
    if (dataset.ofSeed !== undefined) return;
    const maker = { cache, ...await this.#pool.describe() };
    const files = await missingOf(featureFiles(spec, { dataset, ...maker }));
    if (files.length === 0) return;
    await removeUnused(cache);
    const views = viewsOf(spec);
    const order = {
      dataset: name,
      imageSize,
      apart,
      model,
      weights,
      views,
      files,
    };
    const progress = new Progress(this.#told);
    const action = `computing features of ${name} by ${model}, once`;
    await computeFeatures({ engine, source, order }, {
      gpu: gpus?.[0],
      signal,
      onProgress: ({ images: done, totalImages: total }) =>
        progress.count({ action, done, total, unit: "images" }),
    }).finally(() => progress.end());
  }

  /** Ends the pool. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool[Symbol.asyncDispose]();
  }
}

/** The files that are not there; of the others it is noted that they are used. */
async function missingOf(
  files: readonly FeatureFile[],
): Promise<FeatureFile[]> {
  const missing: FeatureFile[] = [];
  const now = new Date();
  for (const file of files) {
    const isThere = await Deno.stat(file.path)
      .then(({ isFile }) => isFile, () => false);
    if (!isThere) missing.push(file);
    // In a cache that may only be read, they are as old as they look.
    else await Deno.utime(file.path, now, now).catch(() => {});
  }
  return missing;
}

/** Days after which features that no run has used are removed. */
const UNUSED_DAYS = 30;

/** Removes old features, when new ones come: of other code, or other images. */
async function removeUnused(cache: string): Promise<void> {
  const folder = featureFolder(cache);
  const oldest = Date.now() - UNUSED_DAYS * 24 * 60 * 60 * 1000;
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile) continue;
      const path = `${folder}/${name}`;
      const { mtime } = await Deno.stat(path);
      if (mtime !== null && mtime.getTime() < oldest) await Deno.remove(path);
    }
  } catch (error) {
    // There are none; or another run removes them, or only reads them.
    const isHarmless = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.PermissionDenied;
    if (!isHarmless) throw error;
  }
}
