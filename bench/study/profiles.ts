/** Ready-made choices of where claims are checked, and on how many seeds. */
import type { NetworkName } from "../../models/networks/network.ts";
import type { Recipe } from "../../models/training/recipe.ts";
import { type Protocol, REFERENCE_PROTOCOL } from "./claim.ts";
import type { Second } from "./site.ts";

/** What a run checks, unless told otherwise. */
export interface Profile extends Protocol {
  /** One line for people. */
  title: string;
  /** Seeds before the first look for verdicts, and before the last. */
  seeds: { first: number; most: number };
  /** Names of data sets. */
  datasets: readonly string[];
  /** Networks that every claim is checked with. */
  models: readonly NetworkName[];
  /** Networks that claims over many sites are checked with as well. */
  pooledModels: readonly NetworkName[];
  /**
   * Height and width that images are resized to where they can be, in pixels.
   * @default {the data set's own}
   */
  size?: number;
  /**
   * Test images of each class, at the most.
   * @default {as the reference protocol has it}
   */
  testCount?: number;
  /**
   * What the networks start from, as `--weights` has it.
   * @default {all weights are drawn}
   */
  weights?: string;
  /**
   * How networks that start from weights are trained.
   * @default {as the reference protocol has it}
   */
  tuning?: Tuning;
  /**
   * A second way in which they are, at sites of their own, for some claims.
   * @default {there is none}
   */
  second?: Second & { tuning: Tuning };
}

/** What of a training is other than in the reference protocol. */
export type Tuning =
  & Partial<Omit<Recipe, "head" | "outputs">>
  & Pick<Profile, "size">;

/** Seeds that each round adds after the first look, in all profiles. */
export const ROUND_SEEDS = 2;

/**
 * What is taken from fast.ai 1, which was current when the paper was written:
 * one cycle up to 0.003, the layers before the last at a tenth of that, and a
 * weight decay of 0.01. What is not is told in docs/protocol.md.
 *
 * Source: fastai 1.0.61, `defaults.lr`, `Learner.lr_range`, `Learner.wd` and
 * `fit_one_cycle`.
 */
const FAST_AI = {
  schedule: "one-cycle",
  learningRate: 3e-3,
  weightDecay: 0.01,
} as const satisfies Tuning;

/**
 * The profiles, by name. When their numbers were fixed, and why, is told in
 * docs/protocol.md: none by what verdicts it gives.
 */
export const PROFILES = {
  quick: {
    title: "embedded leaves, minutes",
    seeds: { first: 8, most: 60 },
    epochs: 4,
    grid: "thin",
    testCount: 200,
    datasets: ["leaves"],
    models: ["small-cnn"],
    pooledModels: ["mlp"],
  },
  standard: {
    title: "published data, hours",
    seeds: { first: 8, most: 150 },
    ...REFERENCE_PROTOCOL,
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
    seeds: { first: 8, most: 40 },
    ...REFERENCE_PROTOCOL,
    datasets: ["plantvillage-pepper", "plantvillage-tomato"],
    models: ["resnet34", "vgg19"],
    pooledModels: [],
    size: 224,
    weights: "published",
  },
  transfer: {
    title: "photographs, a network from ImageNet, hours",
    seeds: { first: 8, most: 60 },
    ...REFERENCE_PROTOCOL,
    datasets: ["plantvillage-pepper", "plantvillage-tomato"],
    models: ["efficientnet-lite0"],
    pooledModels: [],
    weights: "efficientnet-lite0",
    tuning: { ...FAST_AI, fineTune: "last-layer", size: 224 },
    second: {
      name: "fine-tuned",
      claims: ["gain", "inference", "ranking", "uncertainty"],
      tuning: { ...FAST_AI, bodyLearningRate: 3e-4, frozenEpochs: 1, size: 96 },
    },
  },
} as const satisfies Readonly<Record<string, Profile>>;

/** One of the {@linkcode PROFILES}. */
export type ProfileName = keyof typeof PROFILES;
