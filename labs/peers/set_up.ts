/** What peers are measured on: one network with its images and its protocol. */
import {
  NETWORK_NAMES,
  type NetworkName,
} from "../../models/networks/network.ts";

/** A network, its images, and how it is trained. */
export interface SetUp {
  name: string;
  model: NetworkName;
  /** Height, width and channels of an image, in pixels. */
  imageShape: readonly [number, number, number];
  /** Training images of the majority class. */
  majorityCount: number;
  /** Training images of the minority class. */
  minorityCount: number;
  /** Test images of each class. */
  testCount: number;
  /** Passes over the training images. */
  epochs: number;
  /** Images a step; the last of an epoch has fewer. */
  batchSize: number;
}

/** The trials of the reference protocol. */
const REFERENCE = {
  majorityCount: 1000,
  minorityCount: 10,
  testCount: 1000,
  epochs: 10,
  batchSize: 64,
};

/** Three steps an arm, where an image takes hundreds of times as long. */
const SHORT = {
  ...REFERENCE,
  majorityCount: 182,
  testCount: 100,
  epochs: 1,
};

/**
 * The set-ups, by name, from small to large. The last batch of each has more
 * than one image, as both arms take it whole.
 */
export const SET_UPS: readonly SetUp[] = [
  { ...REFERENCE, name: "mlp", model: "mlp", imageShape: [28, 28, 1] },
  {
    ...REFERENCE,
    name: "small-cnn-28",
    model: "small-cnn",
    imageShape: [28, 28, 1],
  },
  {
    ...REFERENCE,
    name: "small-cnn-32",
    model: "small-cnn",
    imageShape: [32, 32, 3],
  },
  { ...SHORT, name: "resnet34-64", model: "resnet34", imageShape: [64, 64, 3] },
  {
    ...SHORT,
    name: "resnet34-32",
    model: "resnet34",
    imageShape: [32, 32, 3],
  },
];

/** A network and the side of its images in pixels, such as `vgg19-64`. */
const NETWORK_AND_SIDE = new RegExp(
  `^(${NETWORK_NAMES.join("|")})-([1-9]\\d*)$`,
);

/**
 * Finds a set-up by its name, or makes one of a network and a size.
 *
 * @param name One of the {@linkcode SET_UPS}; or a network and the side of its
 * colour images in pixels, which are trained on for three steps an arm.
 * @returns Nothing if it is neither.
 */
export function findSetUp(name: string): SetUp | undefined {
  const known = SET_UPS.find((setUp) => setUp.name === name);
  if (known !== undefined) return known;
  const [, model, side] = NETWORK_AND_SIDE.exec(name) ?? [];
  if (model === undefined) return undefined;
  return {
    ...SHORT,
    name,
    model: model as NetworkName,
    imageShape: [Number(side), Number(side), 3],
  };
}

/** The arms of a trial, in the order in which they are trained. */
export const ARMS = ["plain", "final-batch-norm"] as const;

/** One of the {@linkcode ARMS}. */
export type Arm = (typeof ARMS)[number];

/** The classes that are told apart: a common one, and a rare one. */
export const CLASSES = { majority: "healthy", minority: "spot" } as const;

/** How many {@linkcode CLASSES} there are. */
export const CLASS_COUNT = 2;

/** The images that the steps of a trial see, both arms together. */
export function imagesPerTrial(setUp: SetUp): number {
  const { majorityCount, minorityCount, epochs } = setUp;
  return (majorityCount + minorityCount) * epochs * ARMS.length;
}
