import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { Classifier } from "../../../models/training/classifier.ts";
import { NETWORKS } from "../../../models/networks/networks.ts";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import {
  eagerly,
  type StepCompiler,
} from "../../../models/engines/step_compiler.ts";
import { Trainer } from "../../../models/training/trainer.ts";
import { backend, engineTest } from "../../_engine.ts";
import { halves } from "../_halves.ts";
import { REFERENCE_RECIPE } from "../../../models/training/recipe.ts";

const imageShape = [8, 8, 3] as const;
const OPTIONS = { ...REFERENCE_RECIPE, seed: 1, epochs: 3, batchSize: 4 };

/** Networks that normalize inside, as deep as a test has time for. */
const NAMES = ["three-block-cnn", "resnet18"] as const;

function makeTrainer(
  name: (typeof NAMES)[number],
  compiler: StepCompiler = compile,
): Trainer {
  const network = NETWORKS[name]({ imageShape, logits: 2 });
  return new Trainer(new Classifier(network, REFERENCE_RECIPE), compiler);
}

for (const name of NAMES) {
  engineTest(`${name} trains alike eager and compiled`, () => {
    const data = halves(8, imageShape);
    const [eager, compiled] = [eagerly, compile].map((compiler) => {
      const trainer = makeTrainer(name, compiler);
      const { losses } = trainer.train(data, { ...OPTIONS, epochs: 2 });
      const [logits] = trainer.infer(data).values();
      trainer.dispose();
      return [...losses, ...logits!];
    });
    for (const [at, value] of eager!.entries()) {
      assertAlmostEquals(compiled![at]!, value, 1e-3);
    }
  });

  engineTest(`${name} gives the same bits for the same seed`, () => {
    const data = halves(10, imageShape);
    const [first, second] = [makeTrainer(name), makeTrainer(name)];
    const options = { ...OPTIONS, epochs: 2 };
    const { losses, initialWeights } = first.train(data, options);
    // Another trial in between leaves nothing behind, no moving average either.
    const other = second.train(data, { ...options, seed: 9 });
    assertNotEquals(other.losses, losses);
    const again = second.train(data, options);
    assertEquals(again.initialWeights, initialWeights);
    assertEquals(again.losses, losses);
    assertEquals(second.infer(data), first.infer(data));
    first.dispose();
    second.dispose();
  });

  engineTest(`${name} learns, and frees what it made`, () => {
    const count = () => [
      tf.memory().numTensors,
      backend!.binding.getNumOfTensors(),
    ];
    const before = count();
    const trainer = makeTrainer(name);
    const data = halves(32, imageShape);
    const { losses, converged } = trainer.train(data, {
      ...OPTIONS,
      epochs: 6,
      batchSize: 8,
    });
    assert(converged);
    assert(losses.at(-1)! < 0.3 * losses[0]!, `losses ${losses}`);
    trainer.dispose();
    assertEquals(count(), before);
  });
}

engineTest("a network that normalizes inside leaves a batch of one out", () => {
  // Nine images in batches of four: the ninth stands alone.
  const trainer = makeTrainer("three-block-cnn");
  assertEquals(trainer.classifier.smallestBatch, 2);
  const { losses } = trainer.train(halves(9, imageShape), OPTIONS);
  assertEquals(losses.every(Number.isFinite), true);
  trainer.dispose();
});
