/**
 * The ways to use a trained network: what is made of its logits, without any
 * training. A table, so that the next way is one row.
 *
 * All of them come from one pass over the images that are classified. Averages
 * that are taken anew take one pass over the training images beside.
 */
import { usesBatchStatistics } from "../layers/heads.ts";
import type { Recipe, Remedy } from "./recipe.ts";

/** What a network gave for the images that are classified. */
export interface GivenLogits {
  /** As it was trained: row-major `[count, classes]`. */
  asTrained: Float32Array;
  /** Its own, before the final layer; the same, if there is no layer. */
  own: Float32Array;
}

/** What is known of the images that a network was trained on. */
export interface TrainedOn {
  /** The number of images of each class. */
  counts: readonly number[];
  /**
   * The logits as trained, except for the final layer's averages: in place of
   * the moving ones, mean and variance over the training images.
   *
   * @param weights What an image of each class weighs in them.
   */
  normalizedBy: (weights: readonly number[]) => Float32Array;
}

/** A way to use a trained network. */
export interface InferenceWay {
  /** What is done, for people, such as behind `"with, "`; one phrase. */
  says: string;
  /** Why a network cannot be used so; nothing if it can. */
  obstacle: (recipe: Recipe) => string | undefined;
  /**
   * The logits, row-major `[count, classes]`.
   *
   * @param given What the network gave.
   * @param trained Absent before the end of the training.
   * @returns Nothing for a way that has to wait for the end.
   */
  logits: (
    given: GivenLogits,
    trained: TrainedOn | undefined,
    recipe: Recipe,
  ) => Float32Array | undefined;
}

/** The remedies after which the classes still count as often as they are. */
const UNBALANCED: readonly Remedy[] = [
  "none",
  "focal-loss",
  "label-smoothing",
];

/** Why there are no averages to take anew. */
const withoutAverages = ({ head }: Recipe) =>
  usesBatchStatistics(head) ? undefined : `${head} has no averages`;

/**
 * The ways, by name, in the order of reports.
 *
 * - `adjusted`: post-hoc logit adjustment: from each logit the logarithm of its
 *   class's share of the training images is taken (Menon et al. 2021,
 *   arXiv:2007.07314, section 4.1, with tau 1). With one sigmoid for each class,
 *   which that paper does not have, it is the logarithm of the class's images
 *   over those of another class, on the average: each sigmoid then is what it
 *   were if all classes were as frequent. Not of a network whose training has
 *   already made the classes weigh the same.
 * - `averages-anew`: the final layer's mean and variance are those of all
 *   training images' logits, by the weights at the end; moving averages are
 *   late, by as many steps as their momentum keeps.
 * - `averages-balanced`: the same, where all classes weigh the same, as if
 *   endlessly many images were drawn with all classes equally likely.
 */
export const INFERENCES = {
  "as-trained": {
    says: "as trained",
    obstacle: () => undefined,
    logits: ({ asTrained }) => asTrained,
  },
  "layer-removed": {
    says: "layer removed",
    obstacle: ({ head }) =>
      head === "plain" ? "there is no layer to remove" : undefined,
    logits: ({ own }) => own,
  },
  "adjusted": {
    says: "adjusted post hoc",
    obstacle: ({ remedy }) =>
      UNBALANCED.includes(remedy)
        ? undefined
        : `${remedy} in training makes the classes weigh the same already`,
    logits: ({ asTrained }, trained, { outputs }) =>
      trained && less(asTrained, priorLogits(trained.counts, outputs)),
  },
  "averages-anew": {
    says: "averages anew",
    obstacle: withoutAverages,
    logits: (_, trained) => trained?.normalizedBy(trained.counts.map(() => 1)),
  },
  "averages-balanced": {
    says: "averages anew, balanced",
    obstacle: withoutAverages,
    logits: (_, trained) =>
      trained?.normalizedBy(trained.counts.map((count) => 1 / count)),
  },
} as const satisfies Readonly<Record<string, InferenceWay>>;

/** One of the {@linkcode INFERENCES}. */
export type Inference = keyof typeof INFERENCES;

/** The names of the {@linkcode INFERENCES}. */
export const INFERENCE_NAMES = Object.keys(INFERENCES) as Inference[];

/** What the classes' shares alone say of an image, in logits. */
function priorLogits(
  counts: readonly number[],
  outputs: Recipe["outputs"],
): number[] {
  const images = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) =>
    outputs === "sigmoid"
      ? Math.log(count * (counts.length - 1) / (images - count))
      : Math.log(count / images)
  );
}

/** Logits minus a number for each class. */
function less(logits: Float32Array, classes: readonly number[]): Float32Array {
  return logits.map((logit, at) =>
    logit - (classes[at % classes.length] as number)
  );
}
