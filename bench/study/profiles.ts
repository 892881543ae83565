/** Ready-made choices of where claims are checked, and on how many seeds. */
import type { NetworkName } from "../../models/networks/network.ts";

/** What a run checks, unless told otherwise. */
export interface Profile {
  /** One line for people. */
  title: string;
  /** Trainings of each cell. */
  seeds: number;
  /** Passes over the training images. */
  epochs: number;
  /** Names of data sets. */
  datasets: readonly string[];
  /** Networks that every claim is checked with. */
  models: readonly NetworkName[];
  /** Networks that claims over many sites are checked with as well. */
  pooledModels: readonly NetworkName[];
  /**
   * Height and width that photographs are resized to, in pixels.
   * @default {the data set's own}
   */
  size?: number;
  /**
   * What the networks start from, as `--weights` has it.
   * @default {all weights are drawn}
   */
  weights?: string;
}

/** The profiles, by name. */
export const PROFILES = {
  quick: {
    title: "embedded leaves, minutes",
    // Few enough to take less than six minutes on two cores, and so many that
    // the tests of pairs of conditions, by Bonferroni, and of all assertions,
    // by Holm, can reach the level with room to spare.
    seeds: 12,
    epochs: 4,
    datasets: ["leaves"],
    models: ["small-cnn"],
    pooledModels: ["mlp"],
  },
  standard: {
    title: "published data, hours",
    seeds: 20,
    epochs: 10,
    datasets: [
      "mnist",
      "fashion-mnist",
      "cifar-10",
      "plantvillage-pepper",
      "plantvillage-tomato",
    ],
    models: ["small-cnn"],
    pooledModels: ["mlp"],
  },
  paper: {
    title: "the paper's networks, days",
    seeds: 20,
    epochs: 10,
    datasets: ["plantvillage-pepper", "plantvillage-tomato"],
    models: ["resnet34", "vgg19"],
    pooledModels: [],
    size: 224,
    weights: "published",
  },
} as const satisfies Readonly<Record<string, Profile>>;

/** One of the {@linkcode PROFILES}. */
export type ProfileName = keyof typeof PROFILES;
