import "../../_cpu.ts";
import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertNotEquals } from "@std/assert";
import { initialize } from "../../../models/training/initialize.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import { NETWORKS } from "../../../models/networks/networks.ts";

// VGG19 is more than plain JavaScript has time for: tests/models/networks/vgg19_test.ts.
for (const name of NETWORK_NAMES.filter((name) => name !== "vgg19")) {
  Deno.test(`${name} gives each image its logits`, () => {
    const network = NETWORKS[name]({ imageShape: [8, 8, 3], logits: 3 });
    const weights = network.weights.map((weight) =>
      weight.read() as tf.Variable
    );
    initialize(weights, { seed: 1 });
    const images = tf.randomUniform([2, 8, 8, 3], 0, 1, "float32", 1);
    const output = network.predict(images) as tf.Tensor2D;
    assertEquals(output.shape, [2, 3]);
    const [first, second] = output.arraySync();
    assertNotEquals(first, second);
    tf.dispose([images, output]);
    network.dispose();
  });
}
