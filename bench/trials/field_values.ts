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
  "groups": "images of the same bytes, or of one group, such as a leaf or a " +
    "patient",
  "copies": "images of the same bytes alone",
  "near-copies": "images of the same bytes, of one group, or nearly alike",
};

/** How the numbers of training images go over the classes. */
export const IMBALANCE_VALUES: Meanings<Imbalance> = {
  "step": "each majority class has as many, and each minority class",
  "exp": "from the first majority class to the last minority class, each has " +
    "the same share of the one before ([Cui et al. " +
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
    "largest logit names the class",
  "single-logit": "one sigmoid for two classes, binary cross-entropy against " +
    "the minority class",
};

/** Which weights are trained. */
export const FINE_TUNE_VALUES: Meanings<FineTune> = {
  "all": "every weight",
  "last-layer": "those of the last layer and the head",
};

/** How gradients change the weights. */
export const OPTIMIZER_VALUES: Meanings<OptimizerName> = {
  "adam": "Adam; weight decay apart from the gradient, as in AdamW",
  "sgd": "gradient descent with momentum 0.9; weight decay is part of the " +
    "gradient",
};

/** How the learning rate changes from step to step. */
export const SCHEDULE_VALUES: Meanings<Schedule> = {
  "constant": "the same learning rate in every step",
  "one-cycle": "up to the highest rate in three tenths of the steps, then " +
    "down to nearly nothing",
};

/** How training images are varied. */
export const AUGMENTATION_VALUES: Meanings<Augmentation> = {
  "none": "not at all",
  "flip": "each image mirrored left to right, or not, each time it is seen",
  "flip-crop": "the same, and moved by up to an eighth of its size each way; " +
    "what is uncovered is black",
};

/** What else is done for rare classes. */
export const REMEDY_VALUES: Meanings<Remedy> = {
  "none": "nothing",
  "class-weights":
    "each image's loss times the number of images over that of " +
    "its class and the number of classes: all classes weigh the same",
  "oversampling": "an epoch draws as many images as there are, with " +
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
  "bf16": "bfloat16 where that is faster; for processors that have it",
};
