import { assert } from "@std/assert";
import { Classifier } from "../../../../models/training/classifier.ts";
import { REFERENCE_RECIPE } from "../../../../models/training/recipe.ts";
import { Trainer } from "../../../../models/training/trainer.ts";
import { wasm } from "../../../_wasm.ts";
import { halves } from "../../_halves.ts";
import { smallEfficientNet } from "../../networks/_small_efficientnet.ts";

Deno.test("WebAssembly trains a small EfficientNet-Lite", () => {
  const shape = [16, 16, 3] as const;
  const network = smallEfficientNet(shape);
  const classifier = new Classifier(network, REFERENCE_RECIPE);
  const trainer = new Trainer(classifier, wasm.compile);
  const { losses, converged } = trainer.train(halves(32, shape), {
    ...REFERENCE_RECIPE,
    seed: 1,
    epochs: 12,
    batchSize: 8,
    learningRate: 1e-2,
  });
  assert(converged);
  assert(losses.at(-1)! < 0.3 * losses[0]!, `losses ${losses}`);
  trainer.dispose();
});
