/** What the values of fields mean, where a field has few of them. */
import type { Imbalance } from "../../datasets/class_counts.ts";
import type { Apart } from "../../datasets/dataset.ts";
import type { RareDraw } from "../../datasets/draw.ts";
import type { Precision } from "../../models/precision.ts";
import type { Head } from "../../models/layers/heads.ts";
import type { FineTune } from "../../models/training/fine_tune.ts";
import type { Outputs } from "../../models/training/outputs.ts";
import type {
  Augmentation,
  OptimizerName,
  Remedy,
  Schedule,
} from "../../models/training/recipe.ts";

/** A phrase for each value. */
type Meanings<Value extends string> = Readonly<Record<Value, string>>;

/** What is never on both sides. */
export const APART_VALUES: Meanings<Apart> = {
  "groups": "copies, and images of one group, such as a leaf or a patient",
  "copies": "copies, to the byte, and nothing else",
  "near-copies":
    "copies, images of one group, and images that are nearly alike",
};

/** How training images are divided among the classes. */
export const IMBALANCE_VALUES: Meanings<Imbalance> = {
  "step": "one number for each majority class, one for each minority class",
  "exp": "from the first majority class to the last minority class, each has " +
    "the same fraction of the images of the one before ([Cui et al. " +
    "2019](https://arxiv.org/abs/1901.05555), rounded down as by [Cao et al. " +
    "2019](https://arxiv.org/abs/1906.07413))",
};

/** What rare images are drawn of. */
export const RARE_DRAW_VALUES: Meanings<RareDraw> = {
  "images": "all images of the class",
  "groups": "one image of each group",
};

/** What stands between the network and its outputs. */
export const HEAD_VALUES: Meanings<Head> = {
  "plain": "nothing between the logits and the outputs",
  "final-batch-norm": "the layer of the paper",
  "final-affine": "its scale and shift alone, nothing normalized",
  "final-center": "its subtraction of the mean alone, nothing learned",
  "final-scale":
    "its division by the standard deviation alone, nothing learned",
  "final-layer-norm":
    "layer normalization of each image's logits, with scale and shift",
};

/** The losses. */
export const OUTPUT_VALUES: Meanings<Outputs> = {
  "softmax": "cross-entropy",
  "sigmoid": "one sigmoid for each class, mean binary cross-entropy; the " +
    "largest logit is the predicted class",
  "single-logit": "one sigmoid for two classes, binary cross-entropy against " +
    "the minority class",
};

/** Which weights are trained. */
export const FINE_TUNE_VALUES: Meanings<FineTune> = {
  "all": "every weight",
  "last-layer": "the last layer and the head",
};

/** How gradients change the weights. */
export const OPTIMIZER_VALUES: Meanings<OptimizerName> = {
  "adam": "Adam; with weight decay, AdamW",
  "sgd": "gradient descent with momentum 0.9; weight decay is added to the " +
    "gradient",
};

/** How the learning rate changes from step to step. */
export const SCHEDULE_VALUES: Meanings<Schedule> = {
  "constant": "the same learning rate in every step",
  "one-cycle": "up to the highest rate in three tenths of the steps, then " +
    "down to nearly 0",
};

/** How training images are varied. */
export const AUGMENTATION_VALUES: Meanings<Augmentation> = {
  "none": "not at all",
  "flip":
    "each image is mirrored left to right, or not, at random, in each epoch",
  "flip-crop":
    "the same, and shifted by up to an eighth of its size; the gap " +
    "is black",
};

/** What else is done for rare classes. */
export const REMEDY_VALUES: Meanings<Remedy> = {
  "none": "nothing",
  "class-weights":
    "each image's loss times n / (classes × images of its class), " +
    "with n images in all: all classes weigh the same",
  "oversampling": "an epoch draws as many images as before, with " +
    "replacement, all classes equally likely",
  "focal-loss": "gamma 2 ([Lin et al. 2017](https://arxiv.org/abs/1708.02002))",
  "logit-adjustment": "tau 1, in the loss " +
    "([Menon et al. 2021](https://arxiv.org/abs/2007.07314))",
  "label-smoothing":
    "by 0.1 ([Szegedy et al. 2016](https://arxiv.org/abs/1512.00567))",
};

/** The numbers that products are computed in. */
export const PRECISION_VALUES: Meanings<Precision> = {
  "f32": "32-bit floating point",
  "bf16": "bfloat16 where that is faster, on processors that have it",
};
