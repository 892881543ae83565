/** How much logits speak for a class, image by image. */

/** Whose logits {@linkcode classScores} reads. */
export interface ClassScoresOptions {
  /** The number of classes. */
  classes: number;
  /** What turns logits into probabilities. */
  outputs: "softmax" | "sigmoid";
}

/**
 * The log-odds of a class against the rest: of its softmax, or of its own
 * sigmoid. They rank images as its probability does, and are no ties where that
 * is rounded to 1.
 *
 * @param logits Row-major `[count, classes]`.
 * @returns `scores[image]`.
 */
export function classScores(
  logits: Float32Array,
  index: number,
  { classes, outputs }: ClassScoresOptions,
): number[] {
  const count = logits.length / classes;
  return Array.from({ length: count }, (_, image) => {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const own = row[index] as number;
    if (outputs === "sigmoid") return own;
    let highest = -Infinity;
    for (const [at, logit] of row.entries()) {
      if (at !== index) highest = Math.max(highest, logit);
    }
    let sum = 0;
    for (const [at, logit] of row.entries()) {
      if (at !== index) sum += Math.exp(logit - highest);
    }
    // In this order, so that what all logits share makes no difference.
    return own - highest - Math.log(sum);
  });
}
