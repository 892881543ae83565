/** What can stand between a network's last dense layer and its outputs. */

/** The parts of batch normalization that a head is made of. */
export interface HeadParts {
  /**
   * Whether the mean is subtracted: of the batch in training, the moving average
   * at inference.
   */
  center: boolean;
  /**
   * Whether logits are divided by their standard deviation about the mean, the
   * mean being subtracted or not: of the batch in training, by the moving
   * average of the variance at inference.
   */
  divide: boolean;
  /** Whether there are a scale and a shift for each logit, both learned. */
  affine: boolean;
}

/**
 * The heads, by name: nothing, the layer of the paper, and each of its parts
 * alone, as controls.
 *
 * `final-center` and `final-scale` are the pure parts: nothing in them is
 * learned, so that what they do is not mixed with what `final-affine` does.
 */
export const HEADS = {
  "plain": undefined,
  "final-batch-norm": { center: true, divide: true, affine: true },
  "final-affine": { center: false, divide: false, affine: true },
  "final-center": { center: true, divide: false, affine: false },
  "final-scale": { center: false, divide: true, affine: false },
} as const satisfies Readonly<Record<string, HeadParts | undefined>>;

/** One of the {@linkcode HEADS}. */
export type Head = keyof typeof HEADS;

/**
 * Whether a head uses the statistics of a batch: then it has moving averages,
 * and a batch of one image has nothing to say.
 */
export function usesBatchStatistics(head: Head): boolean {
  const parts: HeadParts | undefined = HEADS[head];
  return parts !== undefined && (parts.center || parts.divide);
}
