import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Classifier } from "../../../models/training/classifier.ts";
import {
  type Recipe,
  REFERENCE_RECIPE,
} from "../../../models/training/recipe.ts";
import { Dropout } from "../../../models/layers/dropout.ts";
import { resnet18 } from "../../../models/networks/resnet.ts";
import { smallCnn } from "../../../models/networks/small_cnn.ts";
import {
  eagerly,
  type StepCompiler,
} from "../../../models/engines/step_compiler.ts";
import { compile } from "../../../models/engines/tensorflow/compile.ts";
import { Trainer } from "../../../models/training/trainer.ts";
import { backend, engineTest } from "../../_engine.ts";
import { halves } from "../_halves.ts";

const imageShape = [8, 8, 1] as const;
const OPTIONS = { ...REFERENCE_RECIPE, seed: 1, epochs: 3, batchSize: 10 };

/** Losses and logits after two batches of ten, and one of nine, an epoch. */
function trained(
  recipe: Partial<Recipe>,
  {
    network = smallCnn({ imageShape, logits: 2 }) as tf.LayersModel,
    compiler = compile as StepCompiler,
  } = {},
): number[] {
  const classifier = new Classifier(network, {
    ...REFERENCE_RECIPE,
    head: "final-batch-norm",
    ...recipe,
  });
  const trainer = new Trainer(classifier, compiler);
  const { losses } = trainer.train(halves(29), OPTIONS);
  const logits = [...trainer.infer(halves(6)).values()];
  trainer.dispose();
  return [...losses, ...logits.flatMap((values) => [...values])];
}

function assertClose(
  actual: readonly number[],
  wanted: readonly number[],
  tolerance = 2e-3,
) {
  assertEquals(actual.length, wanted.length);
  for (const [at, value] of actual.entries()) {
    const scale = 1 + Math.abs(wanted[at]!);
    assertAlmostEquals(value, wanted[at]!, tolerance * scale);
  }
}

/** Adam makes a step of a gradient that is nothing but rounding, too. */
const TOLERANCES = { adam: 0.02, sgd: 2e-3 } as const;

for (const optimizer of ["adam", "sgd"] as const) {
  engineTest(`parts of a batch train as the whole does (${optimizer})`, () => {
    const whole = trained({ optimizer });
    assert(whole[2]! < whole[0]!, `losses ${whole.slice(0, 3)}`);
    for (const compiler of [compile, eagerly]) {
      const parts = trained({ optimizer, microBatchSize: 4 }, { compiler });
      assertClose(parts, whole, TOLERANCES[optimizer]);
    }
  });
}

engineTest("parts of a batch train as the whole does (sigmoid, plain)", () => {
  const recipe = { head: "plain", outputs: "sigmoid" } as const;
  const whole = trained(recipe);
  assertClose(trained({ ...recipe, microBatchSize: 4 }), whole);
});

engineTest("the two passes over a part drop the same values", () => {
  // With other masks in the second pass, gradients would be of other logits:
  // no weight of the first layer would have one where its output is dropped.
  const dropping = () =>
    tf.sequential({
      layers: [
        tf.layers.flatten({ inputShape: [...imageShape] }),
        tf.layers.dense({ units: 8, kernelInitializer: "zeros" }),
        new Dropout({ rate: 0.5 }),
        tf.layers.dense({ units: 2, kernelInitializer: "zeros" }),
      ],
    });
  const [first] = [4, 100].map((microBatchSize) =>
    trained({ microBatchSize }, { network: dropping() })
  );
  const again = trained({ microBatchSize: 4 }, { network: dropping() });
  assertEquals(first, again);
  // In one part, the masks are those of the whole batch.
  assertClose(
    trained({ microBatchSize: 100 }, { network: dropping() }),
    trained({}, { network: dropping() }),
  );
});

engineTest("moving averages inside a network follow each part once", () => {
  const network = () => resnet18({ imageShape, logits: 2 });
  // In one part, all is as in the whole batch, averages included.
  const [whole, parts] = [null, 100].map((microBatchSize) =>
    trained({ microBatchSize, optimizer: "sgd" }, { network: network() })
  );
  assertClose(parts!, whole!, 0.02);
});

engineTest("a step in parts frees what it made", () => {
  const count = () => [
    tf.memory().numTensors,
    backend!.binding.getNumOfTensors(),
  ];
  const before = count();
  trained({ microBatchSize: 4 });
  assertEquals(count(), before);
});
