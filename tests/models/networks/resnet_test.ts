import type * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { networkCost } from "../../../models/networks/network_cost.ts";
import { resnet18 } from "../../../models/networks/resnet.ts";
import { resnet34 } from "../../../models/networks/resnet.ts";
import { engineTest } from "../../_engine.ts";
import { setPublishedWeights, stripes } from "../weights/_published_weights.ts";

const RESNETS = { resnet18, resnet34 };

Deno.test("ResNets have torchvision's weights and multiply-adds", () => {
  // torchvision 0.29.2: ResNet18_Weights.DEFAULT.meta["num_params"], ["_ops"]
  const published = {
    resnet18: { parameters: 11_689_512, billions: "1.814" },
    resnet34: { parameters: 21_797_672, billions: "3.664" },
  };
  for (const name of ["resnet18", "resnet34"] as const) {
    const network = RESNETS[name]({ imageShape: [224, 224, 3], logits: 1000 });
    const { parameters, multiplyAdds } = networkCost(network);
    const billions = (multiplyAdds / 1e9).toFixed(3);
    assertEquals({ parameters, billions }, published[name]);
    network.dispose();
  }
});

Deno.test("ResNets take images of any size, and give any number of logits", () => {
  const cases = [
    { imageShape: [8, 8, 1], logits: 1, last: [1, 1, 512] },
    { imageShape: [17, 9, 3], logits: 2, last: [3, 2, 512] },
    { imageShape: [63, 200, 3], logits: 5, last: [8, 25, 512] },
    { imageShape: [64, 64, 3], logits: 2, last: [2, 2, 512] },
    { imageShape: [96, 65, 3], logits: 38, last: [3, 3, 512] },
  ] as const;
  for (const { imageShape, logits, last } of cases) {
    const network = resnet18({ imageShape, logits });
    assertEquals(network.outputShape, [null, logits]);
    // Before the average and the dense layer.
    assertEquals(network.layers.at(-3)!.outputShape, [null, ...last]);
    network.dispose();
  }
});

Deno.test("ResNets halve only images of 64 pixels and more in their stem", () => {
  const kernels = [63, 64].map((size) => {
    const network = resnet18({ imageShape: [64, size, 3], logits: 2 });
    const stem = network.getLayer("conv1");
    const shapes = [stem.weights[0]!.shape, stem.outputShape];
    network.dispose();
    return shapes;
  });
  assertEquals(kernels, [
    [[3, 3, 3, 64], [null, 64, 63, 64]],
    [[7, 7, 3, 64], [null, 32, 32, 64]],
  ]);
});

/**
 * The logits of four striped images: at inference, in training, and at
 * inference after that one step of the moving averages.
 *
 * torchvision.models.resnet18(num_classes=3), PyTorch 2.15; below 64 pixels
 * with conv1 = Conv2d(3, 64, 3, 1, 1, bias=False), maxpool = Identity().
 */
const TORCHVISION = [
  {
    name: "resnet18",
    height: 70,
    width: 65,
    inference: [19.7782478, -17.2646980, 8.4294510],
    training: [0.2231384, -0.7013698, -0.2416142],
    after: [12.2112198, -10.5370893, 5.5311503],
  },
  {
    name: "resnet18",
    height: 9,
    width: 12,
    inference: [7.9296861, -9.6067019, 4.7509961],
    training: [0.9383348, -1.1690158, -0.2418497],
    after: [5.7806225, -6.9882798, 3.9932735],
  },
  {
    name: "resnet34",
    height: 64,
    width: 64,
    inference: [627.9735718, -1104.9520264, 977.6135864],
    training: [0.7380366, -1.3251141, -0.3454859],
    after: [175.6870117, -291.3181458, 284.7521667],
  },
] as const;

for (const { name, height, width, ...expected } of TORCHVISION) {
  engineTest(
    `${name} gives torchvision's logits for its weights (${height}x${width})`,
    () => {
      const imageShape = [height, width, 3] as const;
      const network = RESNETS[name]({ imageShape, logits: 3 });
      setPublishedWeights(network);
      const images = stripes([4, height, width]);
      const logitsOfFirst = (training: boolean) => {
        const logits = network.apply(images, { training }) as tf.Tensor2D;
        const [first] = logits.arraySync();
        logits.dispose();
        return first!;
      };
      for (const phase of ["inference", "training", "after"] as const) {
        const logits = logitsOfFirst(phase === "training");
        for (const [at, value] of expected[phase].entries()) {
          assertAlmostEquals(logits[at]!, value, 1e-4 + 1e-5 * Math.abs(value));
        }
      }
      images.dispose();
      network.dispose();
    },
  );
}
