/** Loads the images of a trial, where its worker finds them. */
import type { Dataset } from "../../../datasets/dataset.ts";
import { findReader } from "../../../datasets/read/readers.ts";
import type { TrialSpec } from "../trial.ts";
import type { WorkerSource } from "./messages.ts";

/**
 * Loads a data set that is prepared already.
 *
 * @throws {Error} If it is not there, or damaged.
 */
export async function loadDataset(
  { dataset, imageSize, apart }: Pick<
    TrialSpec,
    "dataset" | "imageSize" | "apart"
  >,
  { data, images, own, cache }: WorkerSource,
): Promise<Dataset> {
  return await findReader(dataset, images)
    .load({ data, images, own, cache }, { size: imageSize, apart });
}
