import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { networkCost } from "../../../models/networks/network_cost.ts";
import { vgg19 } from "../../../models/networks/vgg19.ts";
import { engineTest } from "../../_engine.ts";
import { setPublishedWeights, stripes } from "../weights/_published_weights.ts";

Deno.test("vgg19() has torchvision's weights and multiply-adds", () => {
  const network = vgg19({ imageShape: [224, 224, 3], logits: 1000 });
  const { parameters, multiplyAdds } = networkCost(network);
  // torchvision 0.29.2: VGG19_Weights.DEFAULT.meta["num_params"], ["_ops"]
  assertEquals(parameters, 143_667_240);
  assertEquals((multiplyAdds / 1e9).toFixed(3), "19.632");
  network.dispose();
});

Deno.test("vgg19() drops half of both hidden layers", () => {
  const network = vgg19({ imageShape: [32, 32, 3], logits: 2 });
  assertEquals(
    network.layers.slice(-5).map(({ name }) => name),
    ["classifier.0", "classifier.2", "classifier.3", "classifier.5"]
      .concat("classifier.6"),
  );
  assertEquals(network.outputShape, [null, 2]);
  network.dispose();
});

engineTest("vgg19() gives torchvision's logits for its weights", () => {
  // torchvision.models.vgg19(num_classes=3).eval(), PyTorch 2.15; the rows of
  // classifier.0 are in the same order here.
  const expected = {
    32: [-0.3846449, 0.6418304, -0.2074921],
    70: [-1.1525161, 1.0640614, -0.3699859],
  };
  const network = vgg19({ imageShape: [32, 32, 3], logits: 3 });
  setPublishedWeights(network);
  for (const [height, width] of [[32, 32], [70, 100]] as const) {
    const images = stripes([2, height, width]);
    const logits = network.apply(images) as tf.Tensor2D;
    const [first] = logits.arraySync();
    for (const [at, value] of expected[height].entries()) {
      assertAlmostEquals(first![at]!, value, 1e-4);
    }
    tf.dispose([images, logits]);
  }
  network.dispose();
});
