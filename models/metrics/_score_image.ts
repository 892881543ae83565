/** What the logits of one image say, and how far that is from the truth. */

/** How far an image's logits are from the truth. */
export interface ImageScore {
  /** Probability of the class that is named. */
  confidence: number;
  /** In nats. */
  logLoss: number;
  /** Sum of squares over the classes. */
  brier: number;
}

/** The classes that {@linkcode scoreImage} compares. */
export interface ScoreImageOptions {
  /** The true class. */
  label: number;
  /** The class that is named: that of the highest logit. */
  named: number;
  /** What turns logits into probabilities. */
  outputs: "softmax" | "sigmoid";
}

/**
 * Scores the logits of one image.
 *
 * @param row One logit a class.
 */
export function scoreImage(
  row: Float32Array,
  options: ScoreImageOptions,
): ImageScore {
  return options.outputs === "softmax"
    ? scoreSoftmax(row, options)
    : scoreSigmoid(row, options);
}

function scoreSoftmax(
  row: Float32Array,
  { label, named }: ScoreImageOptions,
): ImageScore {
  const highest = row[named] as number;
  let sum = 0;
  for (const logit of row) sum += Math.exp(logit - highest);
  let brier = 0;
  for (const [index, logit] of row.entries()) {
    brier += (Math.exp(logit - highest) / sum - Number(index === label)) ** 2;
  }
  const logLoss = Math.log(sum) + highest - (row[label] as number);
  return { confidence: 1 / sum, logLoss, brier };
}

function scoreSigmoid(
  row: Float32Array,
  { label, named }: ScoreImageOptions,
): ImageScore {
  let logLoss = 0;
  let brier = 0;
  for (const [index, logit] of row.entries()) {
    // The logit of the wrong answer: that the class is not there, if it is.
    const wrong = index === label ? -logit : logit;
    logLoss += Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
    brier += sigmoid(wrong) ** 2;
  }
  return { confidence: sigmoid(row[named] as number), logLoss, brier };
}

/** 0 and 1 far out: past what a double holds, the quotient is 1 / Infinity. */
function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
