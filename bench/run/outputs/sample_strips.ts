/** A few training images of each class, for people to see what was asked. */
import type { Dataset } from "../../../datasets/dataset.ts";
import { toPng } from "../../../reports/formats/png.ts";
import type { RunDocument } from "../../../reports/document.ts";
import type { Site } from "../../study/site.ts";
import { FIRST_SEED } from "../../study/study.ts";
import type { RunData } from "../data/prepare_data.ts";

type Samples = RunDocument["samples"];

/** Images of a class. */
const COUNT = 8;

/** Pixels of an image's edge, at the most: a report is one small file. */
const EDGE = 32;

/**
 * Draws strips for the classes of a run, each data set once.
 *
 * @param sites Where claims are checked.
 * @param data The images there.
 */
export function samplesOf(sites: readonly Site[], data: RunData): Samples {
  const seen = new Set<string>();
  return sites.flatMap((site) => {
    const { dataset, majority, minority } = site;
    if (seen.has(dataset)) return [];
    seen.add(dataset);
    const images = data.datasetOf(site);
    const own = { ...images, ...images.ofSeed?.(FIRST_SEED) };
    return sampleStrips(own, [...majority, ...minority]);
  });
}

/**
 * Draws strips of images.
 *
 * @param dataset Where they are from.
 * @param classNames The classes that are shown.
 * @returns A strip for each class that has images, the first of its training
 * images side by side.
 */
export function sampleStrips(
  dataset: Pick<Dataset, "name" | "classes" | "imageShape" | "train">,
  classNames: readonly string[],
): Samples {
  const { name, classes, train } = dataset;
  return classNames.flatMap((className) => {
    const label = classes.indexOf(className);
    const chosen: number[] = [];
    for (let at = 0; at < train.labels.length; at++) {
      if (train.labels[at] === label) chosen.push(at);
      if (chosen.length === COUNT) break;
    }
    if (chosen.length === 0) return [];
    const { png, width, height } = stripOf(
      train.images(chosen),
      dataset.imageShape,
    );
    const count = chosen.length;
    return [{ dataset: name, className, count, width, height, png }];
  });
}

/**
 * Puts images side by side, made small by whole pixels.
 *
 * @param images Their pixels, one image after another.
 * @param imageShape Height, width and channels of each.
 */
export function stripOf(
  images: Uint8Array,
  [height, width, channels]: Dataset["imageShape"],
): Pick<Samples[number], "png" | "width" | "height"> {
  const count = images.length / (height * width * channels);
  const step = Math.max(1, Math.ceil(Math.max(height, width) / EDGE));
  const [rows, columns] = [height, width].map((size) =>
    Math.floor(size / step)
  ) as [number, number];
  const across = columns * count;
  const strip = new Uint8Array(rows * across * channels);
  for (let at = 0; at < strip.length; at++) {
    const pixel = Math.floor(at / channels);
    const [row, place] = [Math.floor(pixel / across), pixel % across];
    const [image, column] = [Math.floor(place / columns), place % columns];
    strip[at] = meanOf(images.subarray(image * height * width * channels), {
      row: row * step,
      column: column * step,
      channel: at % channels,
      step,
      width,
      channels,
    });
  }
  const png = toPng(strip, [rows, across, channels]).toBase64();
  return { png, width: across, height: rows };
}

/** The mean of a square of pixels, in one channel. */
function meanOf(
  pixels: Uint8Array,
  { row, column, channel, step, width, channels }: Record<
    "row" | "column" | "channel" | "step" | "width" | "channels",
    number
  >,
): number {
  let sum = 0;
  for (let down = 0; down < step; down++) {
    for (let right = 0; right < step; right++) {
      const pixel = (row + down) * width + column + right;
      sum += pixels[pixel * channels + channel] ?? 0;
    }
  }
  return Math.round(sum / step ** 2);
}
