import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { FinalLayerNormalization } from "../../../models/layers/final_layer_normalization.ts";

Deno.test("it normalizes each image by its own logits, trained or not", () => {
  const layer = new FinalLayerNormalization(3, { epsilon: 0.5 });
  const logits = tf.tensor2d([[1, 2, 6], [-4, 0, 1]]);
  // mean 3, variance (4 + 1 + 9) / 3; mean -1, variance (9 + 1 + 4) / 3
  const deviation = Math.sqrt(14 / 3 + 0.5);
  const expected = [-2, -1, 3, -3, 1, 2].map((value) => value / deviation);
  for (const output of [layer.train(logits), layer.infer(logits)]) {
    for (const [at, value] of output.dataSync().entries()) {
      assertAlmostEquals(value, expected[at]!, 1e-5);
    }
    output.dispose();
  }
  logits.dispose();
  layer.dispose();
});

Deno.test("it scales and shifts what it has normalized, until it is reset", () => {
  const layer = new FinalLayerNormalization(2, { epsilon: 0 });
  const logits = tf.tensor2d([[5, 9]]);
  const [scale, shift] = layer.trainableWeights;
  scale!.assign(tf.tensor1d([2, 3]));
  shift!.assign(tf.tensor1d([10, 20]));
  assertEquals([...layer.infer(logits).dataSync()], [8, 23]);
  layer.reset();
  assertEquals([...layer.infer(logits).dataSync()], [-1, 1]);
  logits.dispose();
  layer.dispose();
});
