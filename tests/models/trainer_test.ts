import * as tf from "@tensorflow/tfjs";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { Classifier, type Head } from "../../models/classifier.ts";
import { smallCnn } from "../../models/small_cnn.ts";
import { compile } from "../../models/tensorflow/compile.ts";
import {
  eagerly,
  type LabelledImages,
  type StepCompiler,
  Trainer,
} from "../../models/trainer.ts";
import { backend, engineTest } from "../_engine.ts";

const imageShape = [8, 8, 1] as const;
const OPTIONS = { seed: 1, epochs: 3, batchSize: 8, learningRate: 1e-3 };

/** Bright images on the left half are of class 1, on the right of class 0. */
function halves(count: number): LabelledImages {
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 2);
  const images = Uint8Array.from({ length: count * 64 }, (_, at) => {
    const isLeft = at % 8 < 4 ? 1 : 0;
    const noise = (at * 2654435761) >>> 26;
    return (labels[Math.floor(at / 64)] === isLeft ? 150 : 20) + noise;
  });
  return { images, labels, imageShape };
}

function makeTrainer(head: Head, compiler: StepCompiler = compile): Trainer {
  const network = smallCnn({ imageShape, classes: 2 });
  return new Trainer(new Classifier(network, { head }), compiler);
}

for (const head of ["plain", "final-batch-norm"] as const) {
  engineTest(
    `Trainer learns, and gives each image its logits (${head})`,
    () => {
      const trainer = makeTrainer(head);
      const { losses, converged } = trainer.train(halves(64), {
        ...OPTIONS,
        epochs: 8,
      });
      assert(converged);
      assertEquals(losses.length, 8);
      assert(losses[7]! < 0.8 * losses[0]!, `losses ${losses}`);
      const test = halves(6);
      const logits = trainer.infer(test).get("as-trained")!;
      for (const [image, label] of test.labels.entries()) {
        const [zero, one] = logits.subarray(2 * image);
        assertEquals(one! > zero! ? 1 : 0, label);
      }
      trainer.dispose();
    },
  );

  engineTest(`Trainer gives the same bits for the same seed (${head})`, () => {
    const data = halves(20);
    const [first, second] = [makeTrainer(head), makeTrainer(head)];
    const losses = first.train(data, OPTIONS).losses;
    // Another trial in between leaves nothing behind.
    second.train(halves(12), { ...OPTIONS, seed: 9 });
    assertEquals(second.train(data, OPTIONS).losses, losses);
    assertEquals(second.infer(data), first.infer(data));
    first.dispose();
    second.dispose();
  });
}

engineTest("Trainer gives other losses for another seed", () => {
  const trainer = makeTrainer("plain");
  const { losses } = trainer.train(halves(20), OPTIONS);
  const other = trainer.train(halves(20), { ...OPTIONS, seed: 2 });
  assertNotEquals(other.losses, losses);
  trainer.dispose();
});

engineTest("Trainer trains alike eager and compiled", () => {
  const results = [eagerly, compile].map((compiler) => {
    const trainer = makeTrainer("final-batch-norm", compiler);
    const { losses } = trainer.train(halves(20), { ...OPTIONS, epochs: 2 });
    const [logits] = trainer.infer(halves(6)).values();
    trainer.dispose();
    return [...losses, ...logits!];
  });
  for (const [at, value] of results[0]!.entries()) {
    assertAlmostEquals(results[1]![at]!, value, 1e-3);
  }
});

engineTest("Trainer leaves a batch of one out where it is normalized", () => {
  // Nine images in batches of eight: the ninth stands alone.
  const data = halves(9);
  const steps = (head: Head) => {
    let count = 0;
    const trainer = makeTrainer(head, (step) => {
      const compiled = compile(step);
      return Object.assign((...inputs: tf.Tensor[]) => {
        if (inputs.length === 4) count++;
        return compiled(...inputs);
      }, { dispose: compiled.dispose });
    });
    trainer.train(data, { ...OPTIONS, epochs: 1 });
    trainer.dispose();
    return count;
  };
  assertEquals([steps("plain"), steps("final-batch-norm")], [2, 1]);
});

engineTest("Trainer stops at a loss that is not finite", () => {
  const trainer = makeTrainer("plain");
  const { losses, converged } = trainer.train(halves(16), {
    ...OPTIONS,
    epochs: 50,
    learningRate: 1e30,
  });
  assertEquals(converged, false);
  assert(losses.length < 50);
  assertEquals(Number.isFinite(losses.at(-1)), false);
  trainer.dispose();
});

engineTest("Trainer frees what it made", () => {
  const count = () => [
    tf.memory().numTensors,
    backend!.binding.getNumOfTensors(),
  ];
  const before = count();
  const trainer = makeTrainer("final-batch-norm");
  trainer.train(halves(20), OPTIONS);
  trainer.infer(halves(6));
  trainer.dispose();
  assertEquals(count(), before);
});
