/** What can stand between a network's last dense layer and its outputs. */

/** The parts of normalization that a head is made of. */
export interface HeadParts {
  /** What mean and deviation are taken over: a logit's batch, or an image's logits. */
  over: "batch" | "image";
  /**
   * Whether the mean is subtracted: over a batch in training, its moving average
   * at inference.
   */
  center: boolean;
  /**
   * Whether logits are divided by their standard deviation about the mean, the
   * mean being subtracted or not: over a batch in training, by the moving
   * average of the variance at inference.
   */
  divide: boolean;
  /** Whether there are a scale and a shift for each logit, both learned. */
  affine: boolean;
}

/** Batch normalization without any part of it. */
const NOTHING: HeadParts = {
  over: "batch",
  center: false,
  divide: false,
  affine: false,
};

/**
 * The heads, by name: nothing, the layer of the paper, each of its parts alone,
 * as controls, and layer normalization, for comparison.
 *
 * `final-center` and `final-scale` are the pure parts: nothing in them is
 * learned, so that what they do is not mixed with what `final-affine` does.
 */
export const HEADS = {
  "plain": undefined,
  "final-batch-norm": {
    over: "batch",
    center: true,
    divide: true,
    affine: true,
  },
  "final-affine": { ...NOTHING, affine: true },
  "final-center": { ...NOTHING, center: true },
  "final-scale": { ...NOTHING, divide: true },
  "final-layer-norm": {
    over: "image",
    center: true,
    divide: true,
    affine: true,
  },
} as const satisfies Readonly<Record<string, HeadParts | undefined>>;

/** One of the {@linkcode HEADS}. */
export type Head = keyof typeof HEADS;

/**
 * Whether a head uses the statistics of a batch: then it has moving averages,
 * and a batch of one image has nothing to say.
 */
export function usesBatchStatistics(head: Head): boolean {
  const parts: HeadParts | undefined = HEADS[head];
  return parts?.over === "batch" && (parts.center || parts.divide);
}
