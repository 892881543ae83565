import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals } from "@std/assert";
import type { Remedy } from "../../../models/training/recipe.ts";
import { REMEDY_LOSSES } from "../../../models/training/remedy_losses.ts";

const LOGITS = [[1, 2, -1], [0.5, -3, 4], [2, 2, 2], [-100, 0, 100]];
const LABELS = [1, 2, 0, 0];
const SHARES = [0.5, 0.125, 0.375];

/** A loss by its definition, from each image's probabilities and its label. */
function meanOf(
  cost: (logs: readonly number[], label: number) => number,
  logits: readonly (readonly number[])[] = LOGITS,
): number {
  const costs = logits.map((row, image) => {
    const largest = Math.max(...row);
    const sum = row.reduce((sum, z) => sum + Math.exp(z - largest), 0);
    const logs = row.map((z) => z - largest - Math.log(sum));
    return cost(logs, LABELS[image]!);
  });
  return costs.reduce((sum, value) => sum + value, 0) / costs.length;
}

const adjusted = LOGITS.map((row) =>
  row.map((z, index) => z + Math.log(SHARES[index]!))
);

const EXPECTED: Readonly<Record<Remedy, number>> = {
  "none": meanOf((logs, label) => -logs[label]!),
  "oversampling": meanOf((logs, label) => -logs[label]!),
  "class-weights": meanOf((logs, label) =>
    -logs[label]! / (3 * SHARES[label]!)
  ),
  "focal-loss": meanOf((logs, label) =>
    -((1 - Math.exp(logs[label]!)) ** 2) * logs[label]!
  ),
  "logit-adjustment": meanOf((logs, label) => -logs[label]!, adjusted),
  "label-smoothing": meanOf((logs, label) =>
    logs.reduce(
      (sum, log, index) => sum - (0.1 / 3 + (index === label ? 0.9 : 0)) * log,
      0,
    )
  ),
};

for (const [remedy, expected] of Object.entries(EXPECTED)) {
  Deno.test(`REMEDY_LOSSES are those of their definitions (${remedy})`, () => {
    tf.tidy(() => {
      const loss = REMEDY_LOSSES[remedy as Remedy](tf.tensor2d(LOGITS), {
        targets: tf.oneHot(tf.tensor1d(LABELS, "int32"), 3)
          .toFloat() as tf.Tensor2D,
        shares: tf.tensor1d(SHARES),
      });
      assertAlmostEquals(loss.dataSync()[0]!, expected, 1e-4);
    });
  });
}
