/** The procedural leaves as a data set: the one that needs no files. */
import { createHash } from "node:crypto";
import type { Dataset, DatasetReader, Split, Splits } from "../dataset.ts";
import { gatherImages } from "../gather_images.ts";
import { drawLeaf, LEAF_CLASSES, LEAF_SHAPE } from "./draw_leaf.ts";

/** Images of each class that there are to draw from, for each seed. */
const TRAIN_COUNT = 2000;
const TEST_COUNT = 1000;

/** Raised with every change that changes a pixel. */
const VERSION = 2;

/**
 * Seeds whose leaves are kept: that at hand, and the one it is compared with.
 */
const KEPT_SEEDS = 2;

const { height, width, channels } = LEAF_SHAPE;

/** The reader, which needs no files. */
export const leaves: DatasetReader = {
  name: "leaves",
  classes: LEAF_CLASSES,
  imageShape: [height, width, channels],
  isResizable: true,
  files: [],
  load: (_, { size }) => Promise.resolve(loadLeaves(size)),
};

/**
 * Each seed has leaves of its own, so that what is found holds for leaves as
 * the generator draws them, and not for one set of them.
 */
function loadLeaves(size: number): Dataset {
  const kept = new Map<number, Splits>();
  const ofSeed = (seed: number) => {
    const splits = kept.get(seed) ?? splitsOf(seed, size);
    kept.delete(seed); // and set again: the last used is kept longest
    kept.set(seed, splits);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_SEEDS && oldest !== undefined) kept.delete(oldest);
    return splits;
  };
  return {
    name: leaves.name,
    classes: leaves.classes,
    imageShape: [size, size, channels],
    ...splitsOf(0, size),
    ofSeed,
    contentHash: createHash("sha256").update(
      JSON.stringify([VERSION, LEAF_CLASSES, size, TRAIN_COUNT, TEST_COUNT]),
    ).digest("hex"),
    notes: [],
  };
}

/** No leaf is in both splits, or in those of two seeds. */
function splitsOf(seed: number, size: number): Splits {
  return {
    train: splitOf(2 * seed, { count: TRAIN_COUNT, size }),
    test: splitOf(2 * seed + 1, { count: TEST_COUNT, size }),
  };
}

/** A split whose leaves are grown when they are asked for, once. */
function splitOf(
  seed: number,
  { count, size }: { count: number; size: number },
): Split {
  const labels = Uint8Array.from(
    { length: LEAF_CLASSES.length * count },
    (_, position) => Math.floor(position / count),
  );
  const shape = { height: size, width: size };
  const grown = new Map<number, Uint8Array>();
  return {
    labels,
    images: (indices) =>
      gatherImages(indices, {
        count: labels.length,
        imageBytes: size * size * channels,
      }, (position, place) => {
        let image = grown.get(position);
        if (image === undefined) {
          const className = LEAF_CLASSES[labels[position]!]!;
          const index = position % count;
          image = drawLeaf(className, { seed, index, ...shape });
          grown.set(position, image);
        }
        place.set(image);
      }),
  };
}
