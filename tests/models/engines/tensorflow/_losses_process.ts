/**
 * Trains the small CNN for 12 steps, eager and compiled, and prints the losses
 * as JSON. Argument: the path of libtensorflow.
 */
import { Classifier } from "../../../../models/training/classifier.ts";
import { smallCnn } from "../../../../models/networks/small_cnn.ts";
import { startTensorFlow } from "../../../../models/engines/tensorflow/start_tensorflow.ts";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import { eagerly } from "../../../../models/engines/step_compiler.ts";
import { Trainer } from "../../../../models/training/trainer.ts";
import { REFERENCE_RECIPE } from "../../../../models/training/recipe.ts";

const STEPS = 12;
const BATCH = 64;
const imageShape = [28, 28, 1] as const;

await startTensorFlow(Deno.args[0] ?? "", { gpu: false });
const data = {
  images: Uint8Array.from(
    { length: BATCH * 784 },
    (_, at) => (at * at * 31 + (at >> 7) * 97) % 251,
  ),
  labels: Uint8Array.from({ length: BATCH }, (_, at) => at % 2),
  imageShape,
};
// One batch an epoch: the losses of the epochs are those of the steps.
const losses = [eagerly, compile].map((compiler) => {
  const network = smallCnn({ imageShape, logits: 2 });
  const trainer = new Trainer(
    new Classifier(network, {
      ...REFERENCE_RECIPE,
      head: "final-batch-norm",
    }),
    compiler,
  );
  return trainer.train(data, {
    ...REFERENCE_RECIPE,
    seed: 3,
    epochs: STEPS,
    batchSize: BATCH,
  }).losses;
});
console.log(JSON.stringify({ eager: losses[0], compiled: losses[1] }));
