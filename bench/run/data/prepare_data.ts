/** Fetches, decodes and draws once, before anything is trained. */
import type { Dataset, DatasetProgress } from "../../../datasets/dataset.ts";
import { findEntry } from "../../../datasets/registry.ts";
import { cacheDirectory } from "../../../models/engines/tensorflow/locate.ts";
import {
  onStandardError,
  Progress,
  type ProgressOptions,
  SILENT,
} from "../../../reports/terminal/progress.ts";
import { FEW_TESTED } from "../../../reports/answer/answer.ts";
import { withAllImages } from "./all_images.ts";
import { assertApartOnce } from "./_assert_apart_once.ts";
import { ofOwnImages } from "../settings/read_sites.ts";
import type { Settings } from "../settings/settings.ts";
import {
  type NearCopies,
  nearCopiesNote,
  nearCopiesOnce,
} from "./near_copies_once.ts";
import { classCounts } from "../../trials/class_counts.ts";
import { drawLimits } from "../../trials/draw_limits.ts";
import { drawObstacle } from "../../study/draw_obstacle.ts";
import type { Site } from "../../study/site.ts";
import type { WorkerSource } from "../../trials/workers/messages.ts";
import { UsageError } from "../../study/usage_error.ts";

/** The images of a run. */
export interface RunData {
  /** Where workers find the same. */
  source: WorkerSource;
  /**
   * The data set of a site or a trial.
   *
   * @throws {RangeError} If it is none of the run.
   */
  datasetOf(of: Pick<Site, "dataset" | "imageSize" | "apart">): Dataset;
  /** Its near-copies, unless each seed has images of its own. */
  nearCopiesOf(
    of: Pick<Site, "dataset" | "imageSize" | "apart">,
  ): NearCopies | undefined;
}

/**
 * Loads the data sets of a run, so that bad input is said before anything is
 * trained, and workers find their images prepared.
 *
 * @param settings The data sets, and where their files are.
 * @param options What else workers are to find.
 * @throws {UsageError} If one cannot give the images that are asked for.
 * @throws {Error} If a data set is missing or broken.
 */
export async function prepareData(
  { sites, data, images, own, notes = [], takesAll = [], quiet = false }:
    & Pick<Settings, "sites" | "data" | "images">
    & Partial<Pick<Settings, "own" | "notes" | "takesAll" | "quiet">>,
  { weights = [] }: Pick<WorkerSource, "weights"> = {},
): Promise<RunData> {
  const cache = cacheDirectory();
  const source: WorkerSource = { data, images, own, cache, weights };
  const loaded = new Map<string, Dataset>();
  const near = new Map<string, NearCopies | undefined>();
  const told = quiet ? SILENT : onStandardError;
  for (const note of notes) told.write(`note: ${note}\n`);
  for (const asked of sites) {
    const dataset = loaded.get(keyOf(asked)) ?? await load(asked, source, told);
    const site = withAllImages(asked, dataset, { takesAll });
    assertDrawable(dataset, site);
    if (images !== undefined && !loaded.has(keyOf(site))) {
      for (const note of drawNotes(dataset, site)) {
        told.write(`note: ${note}\n`);
      }
    }
    if (!loaded.has(keyOf(site))) {
      const found = await nearCopiesOnce(dataset, cache);
      near.set(keyOf(site), found);
      for (
        const note of found ? nearCopiesNote(found, dataset.isSplitHere) : []
      ) {
        told.write(`note: ${site.dataset}: ${note}\n`);
      }
    }
    loaded.set(keyOf(site), dataset);
  }
  return {
    source,
    nearCopiesOf: (of) => near.get(keyOf(of)),
    datasetOf(of) {
      const dataset = loaded.get(keyOf(of));
      if (dataset !== undefined) return dataset;
      throw new RangeError(
        `Cannot find ${keyOf(of)} pixels: it is none of the run's data sets`,
      );
    },
  };
}

function keyOf(
  { dataset, imageSize, apart }: Pick<Site, "dataset" | "imageSize" | "apart">,
) {
  return `${dataset} split by ${apart} at ${imageSize}`;
}

async function load(
  { dataset: name, imageSize: size, apart }: Site,
  source: WorkerSource,
  told: ProgressOptions,
): Promise<Dataset> {
  const progress = new Progress(told);
  const onProgress = (work: DatasetProgress) => progress.count(work);
  const { data, images, own, cache } = source;
  const read = () =>
    findEntry(name, images)
      .load({ data, images, own, cache, onProgress }, { size, apart })
      .finally(() => progress.end());
  const dataset = await (images === undefined ? read() : ofOwnImages(read));
  for (const note of dataset.notes) told.write(`note: ${name}: ${note}\n`);
  await assertApartOnce(dataset, cache);
  return dataset;
}

/** What cannot be drawn is said before anything is trained. */
function assertDrawable(dataset: Dataset, site: Site): void {
  const obstacle = drawObstacle(dataset, site);
  if (obstacle === undefined) return;
  throw new UsageError(`${obstacle}. Next step: ${nextStep(dataset, site)}`);
}

/** All that must be changed, at once. */
function nextStep(dataset: Dataset, site: Site): string {
  const named = [...site.majority, ...site.minority];
  if (new Set(named).size < named.length) {
    return "name each class once, in --majority or in --minority";
  }
  const limits = drawLimits(dataset, site);
  const counts = [
    ["--majority-count", site.majorityCount, limits.majorityCount] as const,
    ["--minority-count", site.minorityCount, limits.minorityCount] as const,
  ].filter(([, wanted, most]) => wanted > most);
  const isLeft = limits.testCount > 0 && counts.every(([, , most]) => most > 0);
  if (!isLeft || counts.length === 0) {
    return "give the class more images, or leave it out of --majority and " +
      "--minority";
  }
  const options = counts.map(([option, , most]) => `${option} ${most}`);
  return `pass ${options.join(" ")}, the most that the images allow`;
}

/** What makes a study of your own images weak, for people. */
function drawNotes(
  dataset: Dataset,
  site: Site,
): string[] {
  const { majorityCount, minorityCount } = site;
  const { testCount } = drawLimits(dataset, site);
  const counts = classCounts(dataset).map(({ name, train, test }) =>
    `${name} has ${train} to train, ${test} to test`
  );
  return [
    `images: ${counts.join("; ")}`,
    `trained on: ${majorityCount} of each common class, ${minorityCount} of ` +
    "each rare one; --majority-count and --minority-count lower them",
    ...testCount >= FEW_TESTED ? [] : [
      `${testCount} test images of each class are few: one of them is ` +
      `${Math.round(100 / testCount)} % of its class`,
    ],
    ...minorityCount * 2 <= majorityCount ? [] : [
      `${majorityCount} to ${minorityCount} training images is no imbalance: ` +
      "the layer is meant for rare classes; --minority-count trains on fewer",
    ],
  ];
}
