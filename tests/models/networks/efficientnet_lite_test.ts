import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import { eagerly } from "../../../models/engines/step_compiler.ts";
import { efficientNetLite } from "../../../models/networks/efficientnet_lite.ts";
import { networkCost } from "../../../models/networks/network_cost.ts";
import { Classifier } from "../../../models/training/classifier.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";
import { Trainer } from "../../../models/training/trainer.ts";
import { backend, engineTest } from "../../_engine.ts";
import { halves } from "../_halves.ts";
import { smallEfficientNet } from "./_small_efficientnet.ts";

Deno.test("EfficientNet-Lites have the published weights and multiply-adds", () => {
  // The README of TensorFlow's efficientnet/lite: parameters and FLOPs, which
  // count some three for each value that is normalized, too: 5 % of them.
  const published = [
    { name: "efficientnet-lite0", size: 224, millions: 4.7, flops: 407 },
    { name: "efficientnet-lite1", size: 240, millions: 5.4, flops: 631 },
    { name: "efficientnet-lite2", size: 260, millions: 6.1, flops: 899 },
  ] as const;
  // efficientnet-lite-pytorch 0.1.0, its convolutions and its dense layer
  const counted = [
    { parameters: 4_652_008, multiplyAdds: 385_187_552 },
    { parameters: 5_416_680, multiplyAdds: 600_185_232 },
    { parameters: 6_092_072, multiplyAdds: 859_736_272 },
  ];
  for (const [at, { name, size, millions, flops }] of published.entries()) {
    const build = efficientNetLite(name);
    const network = build({ imageShape: [size, size, 3], logits: 1000 });
    const cost = networkCost(network);
    assertEquals(cost, counted[at]);
    assertAlmostEquals(cost.parameters / 1e6, millions, 0.05);
    assertAlmostEquals(cost.multiplyAdds / 1e6 / flops, 0.95, 0.01);
    network.dispose();
  }
});

Deno.test("EfficientNet-Lites halve images five times, rounding up", () => {
  const build = efficientNetLite("efficientnet-lite0");
  const cases = [
    { imageShape: [8, 9, 1], last: [1, 1] },
    { imageShape: [33, 96, 3], last: [2, 3] },
  ] as const;
  for (const { imageShape, last } of cases) {
    const network = build({ imageShape, logits: 5 });
    assertEquals(network.outputShape, [null, 5]);
    const head = network.getLayer("conv_head");
    assertEquals(head.outputShape, [null, ...last, 1280]);
    network.dispose();
  }
  assertThrows(
    () => build({ imageShape: [8, 7, 3], logits: 2 }),
    RangeError,
    "Cannot build efficientnet-lite0: wanted images of at least 8x8 pixels",
  );
});

const SHAPE = [16, 16, 3] as const;

function makeTrainer(compiler = compile as typeof eagerly): Trainer {
  const network = smallEfficientNet(SHAPE);
  return new Trainer(new Classifier(network, REFERENCE_RECIPE), compiler);
}

const OPTIONS = { ...REFERENCE_RECIPE, seed: 1, epochs: 3, batchSize: 8 };

engineTest("a small EfficientNet-Lite trains alike eager and compiled", () => {
  const data = halves(16, SHAPE);
  const [eager, compiled] = [eagerly, compile].map((compiler) => {
    const trainer = makeTrainer(compiler as typeof eagerly);
    const { losses } = trainer.train(data, OPTIONS);
    const [logits] = trainer.infer(data).values();
    trainer.dispose();
    return [...losses, ...logits!];
  });
  for (const [at, value] of eager!.entries()) {
    assertAlmostEquals(compiled![at]!, value, 1e-3);
  }
});

engineTest(
  "a small EfficientNet-Lite gives the same bits for the same seed",
  () => {
    const data = halves(20, SHAPE);
    const trainer = makeTrainer();
    const first = trainer.train(data, OPTIONS);
    const logits = trainer.infer(data);
    // Dropped blocks and values, too, are drawn from the seed.
    assertNotEquals(trainer.train(data, { ...OPTIONS, seed: 9 }), first);
    assertEquals(trainer.train(data, OPTIONS), first);
    assertEquals(trainer.infer(data), logits);
    trainer.dispose();
  },
);

engineTest("a small EfficientNet-Lite learns, and frees what it made", () => {
  const count = () => [
    tf.memory().numTensors,
    backend!.binding.getNumOfTensors(),
  ];
  const before = count();
  const trainer = makeTrainer();
  const { losses, converged } = trainer.train(halves(32, SHAPE), {
    ...OPTIONS,
    epochs: 12,
    learningRate: 1e-2,
  });
  assert(converged);
  assert(losses.at(-1)! < 0.3 * losses[0]!, `losses ${losses}`);
  trainer.dispose();
  assertEquals(count(), before);
});
