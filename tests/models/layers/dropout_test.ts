import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { Classifier } from "../../../models/training/classifier.ts";
import { Dropout } from "../../../models/layers/dropout.ts";
import { initialize } from "../../../models/training/initialize.ts";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import {
  eagerly,
  type StepCompiler,
} from "../../../models/engines/step_compiler.ts";
import { Trainer } from "../../../models/training/trainer.ts";
import { engineTest } from "../../_engine.ts";
import { halves } from "../_halves.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";

const TRAINING = { ...REFERENCE_RECIPE, seed: 1, epochs: 2, batchSize: 8 };

/** A layer that starts from a seed. */
function makeLayer(seed: number, rate = 0.5): Dropout {
  const layer = new Dropout({ rate });
  layer.apply(tf.input({ shape: [1000] }));
  restart(layer, seed);
  return layer;
}

function restart(layer: Dropout, seed: number): void {
  const key = layer.weights.map((weight) => weight.read() as tf.Variable);
  initialize(key, { seed });
}

/** What the layer makes of a thousand ones in each of some steps. */
function masks(
  layer: Dropout,
  { steps, compiler }: { steps: number; compiler: StepCompiler },
): number[][] {
  const step = compiler((x) => [
    layer.apply(x!, { training: true }) as tf.Tensor,
  ]);
  const ones = tf.ones([1, 1000]);
  const drawn = Array.from({ length: steps }, () => {
    const [mask] = step(ones);
    return Array.from(mask!.dataSync());
  });
  ones.dispose();
  step.dispose();
  return drawn;
}

const compiled = { steps: 3, compiler: compile };

engineTest("Dropout draws another mask in each compiled step", () => {
  const layer = makeLayer(1);
  const [first, second, third] = masks(layer, compiled);
  assertNotEquals(first, second);
  assertNotEquals(second, third);
  assertNotEquals(first, third);
  layer.dispose();
});

engineTest("Dropout draws the same masks from the same seed", () => {
  const layer = makeLayer(1);
  const first = masks(layer, compiled);
  assertNotEquals(masks(layer, compiled), first);
  restart(layer, 1);
  assertEquals(masks(layer, compiled), first);
  restart(layer, 1);
  assertEquals(masks(layer, { steps: 3, compiler: eagerly }), first);
  restart(layer, 2);
  assertNotEquals(masks(layer, compiled), first);
  layer.dispose();
});

engineTest("Dropout's layers draw masks of their own", () => {
  const layers = [new Dropout({ rate: 0.5 }), new Dropout({ rate: 0.5 })];
  const input = tf.input({ shape: [1000] });
  for (const layer of layers) layer.apply(input);
  const keys = layers.map((layer) => layer.weights[0]!.read() as tf.Variable);
  initialize(keys, { seed: 1 });
  const [first, second] = layers.map((layer) => masks(layer, compiled));
  assertNotEquals(first, second);
  for (const layer of layers) layer.dispose();
});

engineTest("Dropout drops its share, and makes up for it", () => {
  for (const rate of [0.1, 0.5, 0.8]) {
    const layer = makeLayer(4, rate);
    const values = masks(layer, compiled).flat();
    const kept = values.filter((value) => value !== 0);
    // Four standard deviations of a binomial count of 3,000.
    const error = 4 * Math.sqrt(3000 * rate * (1 - rate));
    assertAlmostEquals(kept.length, 3000 * (1 - rate), error);
    for (const value of kept) assertAlmostEquals(value, 1 / (1 - rate), 1e-5);
    layer.dispose();
  }
});

engineTest("Dropout passes gradients where it passed values", () => {
  const layer = makeLayer(1);
  const train = (x: tf.Tensor) => layer.apply(x, { training: true });
  const ones = tf.ones([1, 1000]);
  const output = train(ones) as tf.Tensor;
  restart(layer, 1);
  const gradient = tf.grad((x) => train(x) as tf.Tensor)(ones);
  assertEquals(gradient.dataSync(), output.dataSync());
  tf.dispose([ones, output, gradient]);
  layer.dispose();
});

engineTest("Dropout is not there at inference", () => {
  const layer = makeLayer(1);
  const key = () => [...(layer.weights[0]!.read() as tf.Variable).dataSync()];
  const before = key();
  const values = tf.range(0, 1000).reshape([1, 1000]);
  const output = layer.apply(values) as tf.Tensor;
  assertEquals(output.dataSync(), values.dataSync());
  assertEquals(key(), before);
  tf.dispose([values, output]);
  layer.dispose();
});

function makeTrainer(compiler: StepCompiler): Trainer {
  const network = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [8, 8, 1] }),
      tf.layers.dense({ units: 32, activation: "relu" }),
      new Dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 2 }),
    ],
  });
  return new Trainer(
    new Classifier(network, {
      ...REFERENCE_RECIPE,
      head: "final-batch-norm",
    }),
    compiler,
  );
}

engineTest("a network with Dropout trains the same whatever was before", () => {
  const data = halves(20);
  const [first, second, eager] = [compile, compile, eagerly].map(makeTrainer);
  const { losses } = first!.train(data, TRAINING);
  second!.train(halves(12), { ...TRAINING, seed: 9 });
  assertEquals(second!.train(data, TRAINING).losses, losses);
  assertEquals(second!.infer(data), first!.infer(data));
  assertNotEquals(
    second!.train(data, { ...TRAINING, seed: 2 }).losses,
    losses,
  );
  for (const [at, loss] of eager!.train(data, TRAINING).losses.entries()) {
    assertAlmostEquals(losses[at]!, loss, 1e-5);
  }
  for (const trainer of [first, second, eager]) trainer!.dispose();
});

engineTest("a network with Dropout learns", () => {
  const trainer = makeTrainer(compile);
  const options = { ...TRAINING, epochs: 12, learningRate: 1e-2 };
  const { losses } = trainer.train(halves(64), options);
  assert(losses.at(-1)! < 0.5 * losses[0]!, `losses ${losses}`);
  trainer.dispose();
});
