/** Short trainings of every network that both engines have the memory for. */
import { Classifier } from "../../../../models/training/classifier.ts";
import { type Head, HEADS } from "../../../../models/layers/heads.ts";
import type { NetworkName } from "../../../../models/networks/network.ts";
import { NETWORKS } from "../../../../models/networks/networks.ts";
import {
  countLogits,
  OUTPUTS,
  type Outputs,
} from "../../../../models/training/outputs.ts";
import {
  AUGMENTATIONS,
  type Recipe,
  REFERENCE_RECIPE,
  REMEDIES,
} from "../../../../models/training/recipe.ts";
import type { StepCompiler } from "../../../../models/engines/step_compiler.ts";
import { Trainer } from "../../../../models/training/trainer.ts";

/** A network with its head and outputs, and how it is trained. */
interface Set {
  model: NetworkName;
  head: Head;
  outputs: Outputs;
  /** Height and width of the images, in pixels. */
  size: number;
  batchSize: number;
  learningRate: number;
  /** What else is other than usual; it is part of the name. */
  recipe?: Partial<Pick<Recipe, "remedy" | "augmentation" | "microBatchSize">>;
}

/** One logit has no mean of its own. */
const isPossible = ({ head, outputs }: Pick<Set, "head" | "outputs">) =>
  head !== "final-layer-norm" || outputs !== "single-logit";

/** Of ten images, the last batch of an epoch is smaller. */
const SHALLOW = { size: 8, batchSize: 6, learningRate: 1e-3 };

/** Deep networks make much of a last digit: less of it in fewer steps. */
const DEEP = { size: 16, batchSize: 10, learningRate: 1e-4 };

const TREATED = { head: "final-batch-norm", outputs: "softmax" } as const;

const PLAIN = { head: "plain", outputs: "softmax" } as const;

const SETS: readonly Set[] = [
  ...(Object.keys(HEADS) as Head[]).flatMap((head) =>
    OUTPUTS.map((outputs) =>
      ({ model: "small-cnn", head, outputs, ...SHALLOW }) as const
    ).filter(isPossible)
  ),
  ...REMEDIES.slice(1).map((remedy) =>
    ({ model: "mlp", ...PLAIN, ...SHALLOW, recipe: { remedy } }) as const
  ),
  ...AUGMENTATIONS.slice(1).map((augmentation) =>
    ({ model: "mlp", ...PLAIN, ...SHALLOW, recipe: { augmentation } }) as const
  ),
  { model: "mlp", ...TREATED, ...SHALLOW, recipe: { microBatchSize: 4 } },
  { model: "mlp", ...TREATED, ...SHALLOW },
  { model: "three-block-cnn", ...TREATED, ...SHALLOW },
  { model: "resnet18", ...TREATED, ...DEEP },
  { model: "resnet34", ...TREATED, ...DEEP },
];

/** Images of a training, of two classes. */
const COUNT = 10;

/**
 * Trains each network for two epochs.
 *
 * @param compile The engine's.
 * @returns The losses of each, by a name for it, and then the logits after.
 */
export function train(compile: StepCompiler): Record<string, number[][]> {
  return Object.fromEntries(
    SETS.map(({ model, head, outputs, size, recipe = {}, ...steps }) => {
      const imageShape = [size, size, 3] as const;
      const network = NETWORKS[model]({
        imageShape,
        logits: countLogits(outputs, 2),
      });
      const whole = {
        ...REFERENCE_RECIPE,
        head,
        outputs,
        // Adam makes steps of rounding errors where a gradient is 0, as that of a
        // bias before centring is: two engines would part there.
        optimizer: "sgd",
        ...recipe,
        ...steps,
      } as const;
      const trainer = new Trainer(new Classifier(network, whole), compile);
      const length = COUNT * size * size * 3;
      const data = {
        images: Uint8Array.from(
          { length },
          (_, at) => (at * 2654435761) >>> 24,
        ),
        labels: Uint8Array.from({ length: COUNT }, (_, at) => at % 2),
        imageShape,
      };
      const { losses } = trainer.train(data, { ...whole, seed: 3, epochs: 2 });
      const logits = [...trainer.infer(data).values()].map((row) => [...row]);
      trainer.dispose();
      const name = [model, head, outputs, ...Object.values(recipe)].join(" ");
      return [name, [losses, ...logits]];
    }),
  );
}
