/** Fetches, decodes and draws once, before anything is trained. */
import {
  classIndex,
  type Dataset,
  type DatasetProgress,
} from "../datasets/dataset.ts";
import { drawImbalanced } from "../datasets/draw.ts";
import { findEntry } from "../datasets/registry.ts";
import { onStandardError, Progress } from "../reports/progress.ts";
import type { Settings } from "./settings.ts";
import type { WorkerSource } from "./trials/workers/messages.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Loads the data set of a run, so that bad input is said before anything is
 * trained, and workers find their images prepared.
 *
 * @returns The data set.
 * @throws {UsageError} If it cannot give the images that are asked for.
 */
export async function prepareData(
  settings: Settings,
  source: WorkerSource,
): Promise<Dataset> {
  const { dataset: name, images, imageSize: size, majority, minority } =
    settings;
  const progress = new Progress(onStandardError);
  let last = "";
  const onProgress = ({ action, done, total, unit }: DatasetProgress) => {
    const of = total === undefined ? "" : ` of ${total}`;
    const text = `${action}: ${done}${of} ${unit}`;
    if (onStandardError.isTerminal) return progress.show(text);
    if (action !== last) progress.advance(action);
    last = action;
  };
  const { data, cache } = source;
  const dataset = await findEntry(name, images)
    .load({ data, images, cache, onProgress }, { size })
    .finally(() => progress.end());
  for (const note of dataset.notes) console.error(`note: ${name}: ${note}`);
  try {
    drawImbalanced(dataset, {
      ...settings,
      majority: majority.map((wanted) => classIndex(dataset, wanted)),
      minority: minority.map((wanted) => classIndex(dataset, wanted)),
      seed: 1,
    });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(
      `${cause.message}. Next step: change --majority, --minority or the ` +
        "counts of their images",
      { cause },
    );
  }
  return dataset;
}
