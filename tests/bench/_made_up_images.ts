/** Data sets whose images are noise, each other than all others. */
import { createHash } from "node:crypto";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import type { Dataset, Split } from "../../datasets/dataset.ts";

/** Images of 4 by 4 pixels. */
const PIXELS = 16;

/** A split of so many images of each of two classes; the seed decides all. */
export function noise(count: number, seed: number): Split {
  const generator = xoroshiro128plus(seed);
  const pixels = Uint8Array.from(
    { length: 2 * count * PIXELS },
    () => uniformInt(generator, 0, 255),
  );
  return splitOf(pixels);
}

/** The images of splits, one after the other; all are of one size. */
export function joined(...splits: readonly Split[]): Split {
  const pixels = splits.flatMap((split) => [...pixelsOf(split)]);
  const count = splits.reduce((sum, { labels }) => sum + labels.length, 0);
  return splitOf(Uint8Array.from(pixels), pixels.length / count);
}

/** All images of a split. */
function pixelsOf({ labels, images }: Split): Uint8Array {
  return images(Array.from(labels, (_, at) => at));
}

/** A split of images whose classes alternate. */
function splitOf(pixels: Uint8Array, size = PIXELS): Split {
  const at = (index: number) =>
    pixels.subarray(index * size, (index + 1) * size);
  return {
    labels: Uint8Array.from(
      { length: pixels.length / size },
      (_, index) => index % 2,
    ),
    images: (indices) =>
      Uint8Array.from(Array.from(indices).flatMap((index) => [...at(index)])),
  };
}

/** A data set of two classes. */
export function noiseSet(
  { train, test }: { train: Split; test: Split },
): Dataset {
  return {
    name: "noise",
    classes: ["loud", "soft"],
    imageShape: [4, 4, 1],
    train,
    test,
    contentHash: createHash("sha256").update(pixelsOf(train))
      .update("and").update(pixelsOf(test)).digest("hex"),
    notes: [],
  };
}

/** Pixels of the edge of a {@linkcode halvesSet}. */
const EDGE = 8;

/**
 * A data set that is learned in moments: noise that is brighter on the right in
 * images of the first class, and on the left in those of the second.
 */
export function halvesSet({ train = 400, test = 100 } = {}): Dataset {
  const split = (count: number, seed: number): Split => {
    const generator = xoroshiro128plus(seed);
    const pixels = Uint8Array.from(
      { length: 2 * count * EDGE ** 2 },
      (_, at) => {
        const isLeft = at % EDGE < EDGE / 2 ? 1 : 0;
        const label = Math.floor(at / EDGE ** 2) % 2;
        const light = label === isLeft ? 16 : 0;
        return light + uniformInt(generator, 0, 200);
      },
    );
    return splitOf(pixels, EDGE ** 2);
  };
  return {
    ...noiseSet({ train: split(train, 1), test: split(test, 2) }),
    imageShape: [EDGE, EDGE, 1],
  };
}
