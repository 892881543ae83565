/** The images of a set-up as files that every peer reads. */
import { drawImbalanced } from "../../datasets/draw.ts";
import { classIndex, type Dataset } from "../../datasets/dataset.ts";
import { fitImages } from "./fit_images.ts";
import { CLASSES, type SetUp } from "./set_up.ts";

/** The parts of a data set, which name its files. */
export const PARTS = ["train", "test"] as const;

/** Decides which images all peers train on and are tested on. */
const DRAW_SEED = 1;

/**
 * Draws the images of a set-up once and writes, for each of {@linkcode PARTS},
 * a file of pixels and a file of labels, a byte each.
 *
 * @param setUp What is drawn, and the shape of its images.
 * @param options The data set that is drawn from, and the folder for the files.
 * @throws {RangeError} If the data set has too few images.
 */
export async function writeImages(
  setUp: SetUp,
  { dataset, folder }: { dataset: Dataset; folder: string },
): Promise<void> {
  const draw = drawImbalanced(dataset, {
    ...setUp,
    majority: [classIndex(dataset, CLASSES.majority)],
    minority: [classIndex(dataset, CLASSES.minority)],
    seed: DRAW_SEED,
  });
  await Deno.mkdir(folder, { recursive: true });
  for (const part of PARTS) {
    const { indices, labels } = draw[part];
    const pixels = fitImages(dataset[part].images(indices), {
      from: dataset.imageShape,
      to: setUp.imageShape,
    });
    await Deno.writeFile(`${folder}/${part}.pixels`, pixels);
    await Deno.writeFile(`${folder}/${part}.labels`, labels);
  }
}
