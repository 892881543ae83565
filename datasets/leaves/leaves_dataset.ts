/** The procedural leaves as a data set: the one that needs no files. */
import { createHash } from "node:crypto";
import type { Dataset, DatasetReader, Split } from "../dataset.ts";
import { gatherImages } from "../gather_images.ts";
import { drawLeaf, LEAF_CLASSES, LEAF_SHAPE } from "./draw_leaf.ts";

/** Images of each class that there are to draw from. */
const TRAIN_COUNT = 2000;
const TEST_COUNT = 1000;

/** Tells the two splits apart: no leaf is in both. */
const TRAIN_SEED = 1;
const TEST_SEED = 2;

/** Raised with every change that changes a pixel. */
const VERSION = 1;

const { height, width, channels } = LEAF_SHAPE;
const IMAGE_BYTES = height * width * channels;

/** The reader, which needs no files. */
export const leaves: DatasetReader = {
  name: "leaves",
  classes: LEAF_CLASSES,
  imageShape: [height, width, channels],
  isResizable: false,
  files: [],
  load: () => Promise.resolve(loadLeaves()),
};

function loadLeaves(): Dataset {
  return {
    name: leaves.name,
    classes: leaves.classes,
    imageShape: leaves.imageShape,
    train: splitOf(TRAIN_SEED, TRAIN_COUNT),
    test: splitOf(TEST_SEED, TEST_COUNT),
    contentHash: createHash("sha256").update(
      JSON.stringify([VERSION, LEAF_CLASSES, LEAF_SHAPE, [
        [TRAIN_SEED, TRAIN_COUNT],
        [TEST_SEED, TEST_COUNT],
      ]]),
    ).digest("hex"),
    notes: [],
  };
}

/** A split whose leaves are grown when they are asked for, once. */
function splitOf(seed: number, count: number): Split {
  const labels = Uint8Array.from(
    { length: LEAF_CLASSES.length * count },
    (_, position) => Math.floor(position / count),
  );
  const grown = new Map<number, Uint8Array>();
  return {
    labels,
    images: (indices) =>
      gatherImages(indices, {
        count: labels.length,
        imageBytes: IMAGE_BYTES,
      }, (position, place) => {
        let image = grown.get(position);
        if (image === undefined) {
          const className = LEAF_CLASSES[labels[position]!]!;
          image = drawLeaf(className, { seed, index: position % count });
          grown.set(position, image);
        }
        place.set(image);
      }),
  };
}
