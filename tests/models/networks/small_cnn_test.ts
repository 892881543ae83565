import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { smallCnn } from "../../../models/networks/small_cnn.ts";

Deno.test("smallCnn() has the number of weights that its shape gives", () => {
  const cases = [
    // 3*3*1*16+16 + 3*3*16*32+32 + 7*7*32*64+64 + 64*2+2
    { imageShape: [28, 28, 1], logits: 2, weights: 105_346 },
    // 3*3*3*16+16 + 3*3*16*32+32 + 8*8*32*64+64 + 64*3+3
    { imageShape: [32, 32, 3], logits: 3, weights: 136_419 },
  ] as const;
  for (const { imageShape, logits, weights } of cases) {
    const network = smallCnn({ imageShape, logits });
    assertEquals(network.countParams(), weights);
    const images = tf.zeros([2, ...imageShape]);
    const output = network.predict(images) as tf.Tensor;
    assertEquals(output.shape, [2, logits]);
    tf.dispose([images, output]);
    network.dispose();
  }
});
