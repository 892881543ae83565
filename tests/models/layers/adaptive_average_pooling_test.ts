import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { AdaptiveAveragePooling } from "../../../models/layers/adaptive_average_pooling.ts";

function pooled(maps: tf.Tensor4D, size: number): number[] {
  const layer = new AdaptiveAveragePooling({ size });
  const output = layer.apply(maps) as tf.Tensor2D;
  const values = Array.from(output.dataSync());
  assertEquals(
    layer.computeOutputShape(maps.shape),
    [maps.shape[0], values.length / maps.shape[0]],
  );
  tf.dispose([maps, output]);
  return values;
}

Deno.test("AdaptiveAveragePooling keeps maps of its size, by channel", () => {
  const maps = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]);
  assertEquals(pooled(maps, 2), [1, 3, 5, 7, 2, 4, 6, 8]);
});

Deno.test("AdaptiveAveragePooling repeats a single pixel", () => {
  assertEquals(
    pooled(tf.tensor4d([5, 6], [1, 1, 1, 2]), 2),
    [
      [5, 5, 5, 5],
      [6, 6, 6, 6],
    ].flat(),
  );
});

Deno.test("AdaptiveAveragePooling averages windows that overlap", () => {
  // x = (torch.arange(80) * 7 % 11).float().reshape(2, 5, 4, 2)
  // AdaptiveAvgPool2d(3)(x.permute(0, 3, 1, 2)).flatten(1)[0], PyTorch 2.15
  const expected = [
    [2, 5, 8, 3.5, 6.5, 5.8333335, 5, 8, 5.5],
    [6.25, 3.75, 4, 5, 2.5, 5.5, 3.75, 4, 7],
  ].flat();
  const numbers = Array.from({ length: 80 }, (_, at) => at * 7 % 11);
  const averages = pooled(tf.tensor4d(numbers, [2, 5, 4, 2]), 3);
  assertEquals(averages.length, 2 * expected.length);
  for (const [at, value] of expected.entries()) {
    assertAlmostEquals(averages[at]!, value, 1e-6);
  }
});
