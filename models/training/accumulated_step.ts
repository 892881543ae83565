/**
 * A step of training in parts, for batches whose activations are too many to be
 * in memory at once.
 *
 * The final layer normalizes over the batch, so it must see all logits before
 * any gradient is known. Each part is therefore run twice: first for its logits
 * alone; then, once the gradient of the loss by the logits of the whole batch
 * is known, for the gradients of the weights, which are summed. That is the
 * gradient of the whole batch, and no approximation, for a fourth to a third
 * more computing. Only what normalizes inside the network sees parts.
 */
import * as tf from "@tensorflow/tfjs";
import type { Classifier } from "./classifier.ts";
import type { ReadyStep } from "../engines/step_compiler.ts";
import type { StepRates } from "./optimizers.ts";
import {
  batchImages,
  type StepInputs,
  type TrainingStep,
  type TrainingStepOptions,
  type TrainingTensors,
} from "./training_step.ts";

/** A part of a batch, on the engine. */
interface Part {
  batch: tf.Tensor1D;
  key: tf.Tensor1D;
}

/** A step in parts. */
export class AccumulatedStep implements TrainingStep {
  readonly #classifier: Classifier;
  readonly #size: number;
  /** One for each trainable weight: the network's, then the final layer's. */
  readonly #sums: tf.Variable[];
  readonly #forward: ReadyStep;
  readonly #head: ReadyStep;
  readonly #backward: ReadyStep;
  readonly #apply: ReadyStep;

  /** @param options With a size of the parts: 4 images or more. */
  constructor(options: TrainingStepOptions & { microBatchSize: number }) {
    const { classifier, optimizer, compiler } = options;
    const { augmentation, precision } = classifier.recipe;
    this.#classifier = classifier;
    this.#size = options.microBatchSize;
    const ofNetwork = classifier.networkTrainable;
    const ofHead = classifier.headTrainable;
    this.#sums = [...ofNetwork, ...ofHead].map((weight) =>
      tf.tidy(() => tf.variable(tf.zerosLike(weight), false))
    );
    const forward = (inputs: tf.Tensor[]) => {
      const [images, batch, key] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor];
      return classifier.forward(
        batchImages(images, { batch, key, augmentation }),
      );
    };
    this.#forward = compiler((...inputs) => [forward(inputs)], { precision });
    this.#head = compiler((logits, batch, labels, shares) => {
      const targets = tf.gather(labels as tf.Tensor2D, batch as tf.Tensor1D);
      const loss = () =>
        classifier.loss(logits as tf.Tensor2D, {
          targets,
          shares: shares as tf.Tensor1D,
        });
      // What tf.variableGrads calls: it takes variables alone, and the logits
      // are none.
      const { value, grads } = tf.engine().gradients(
        loss,
        [logits as tf.Tensor, ...ofHead],
        undefined,
        true,
      );
      this.#add(grads.slice(1), ofNetwork.length);
      return [value, grads[0] as tf.Tensor];
    });
    this.#backward = compiler((gradient, ...inputs) => {
      const { value, grads } = tf.variableGrads(
        () => tf.sum(tf.mul(forward(inputs), gradient as tf.Tensor)),
        ofNetwork,
      );
      this.#add(ofNetwork.map(({ name }) => grads[name] as tf.Tensor), 0);
      return [value];
    }, { precision });
    this.#apply = compiler((...rates) => {
      optimizer.apply(this.#sums, ...rates as StepRates);
      for (const sum of this.#sums) sum.assign(tf.zerosLike(sum));
      return [];
    });
  }

  /** Adds gradients to the sums from the `first` on. */
  #add(gradients: readonly tf.Tensor[], first: number): void {
    for (const [index, gradient] of gradients.entries()) {
      const sum = this.#sums[first + index] as tf.Variable;
      sum.assign(tf.add(sum, gradient));
    }
  }

  run(data: TrainingTensors, inputs: StepInputs): number {
    return tf.tidy(() => {
      const parts = partsOf(inputs, this.#size);
      const logits = this.#logits(data, parts);
      const batch = tf.tensor1d(inputs.batch, "int32");
      const { labels, shares } = data;
      const [loss, gradient] = this.#head(logits, batch, labels, shares);
      let first = 0;
      for (const { batch, key } of parts) {
        const { size } = batch;
        const own = tf.slice(gradient as tf.Tensor, first, size);
        tf.dispose(this.#backward(own, data.images, batch, key));
        first += size;
      }
      this.#apply(...inputs.learningRates.map((rate) => tf.scalar(rate)));
      return loss?.dataSync()[0] as number;
    });
  }

  /** The logits of all parts; what the network notes is forgotten again. */
  #logits(data: TrainingTensors, parts: readonly Part[]): tf.Tensor {
    const state = this.#classifier.networkState;
    const before = state.map((variable) => variable.clone());
    const logits = parts.flatMap(({ batch, key }) => {
      const result = this.#forward(data.images, batch, key);
      return result;
    });
    for (const [index, variable] of state.entries()) {
      variable.assign(before[index] as tf.Tensor);
    }
    return tf.concat(logits);
  }

  dispose(): void {
    tf.dispose(this.#sums);
    this.#forward.dispose();
    this.#head.dispose();
    this.#backward.dispose();
    this.#apply.dispose();
  }
}

/** Parts as even as can be, so that none is of a single image. */
function partsOf({ batch, key }: StepInputs, size: number): Part[] {
  const count = Math.ceil(batch.length / size);
  const bounds = Array.from(
    { length: count + 1 },
    (_, part) => Math.round(part * batch.length / count),
  );
  return Array.from({ length: count }, (_, part) => ({
    batch: tf.tensor1d(batch.slice(bounds[part], bounds[part + 1]), "int32"),
    key: tf.tensor1d([(key[0] + part) | 0, key[1]], "int32"),
  }));
}
