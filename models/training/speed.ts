/** Measures how fast a network trains. */
import { Classifier } from "./classifier.ts";
import type { NetworkName } from "../networks/network.ts";
import { networkCost } from "../networks/network_cost.ts";
import { NETWORKS } from "../networks/networks.ts";
import type { StepCompiler } from "../engines/step_compiler.ts";
import { type LabelledImages, Trainer } from "./trainer.ts";

/** Settings of {@linkcode speedMeter}. */
export interface SpeedOptions {
  /** Images a step. */
  batchSize: number;
  /** The network. */
  model: NetworkName;
  /** Height, width and channels of an image, in pixels. */
  imageShape: readonly [number, number, number];
}

const CLASSES = 2;

/** The steps of one measurement: no more than these, and no fewer. */
const STEPS = { most: 128, least: 2 };

/** The multiply-adds of one measurement, if the steps allow, without gradients. */
const MULTIPLY_ADDS = 1e10;

/**
 * Builds a network with a final batch normalization, to be trained on made-up
 * images.
 *
 * @param compiler Compiles the steps, or runs them op by op.
 * @returns Trains anew each time it is called, and gives images per second;
 * tracing and warming up are not counted.
 */
export function speedMeter(
  compiler: StepCompiler,
  { batchSize, model, imageShape }: SpeedOptions,
): () => number {
  const network = NETWORKS[model]({ imageShape, logits: CLASSES });
  const { multiplyAdds } = networkCost(network);
  const wanted = Math.round(MULTIPLY_ADDS / (multiplyAdds * batchSize));
  const steps = Math.min(Math.max(wanted, STEPS.least), STEPS.most);
  const data = madeUpImages({ imageShape, count: batchSize });
  const head = "final-batch-norm";
  const trainer = new Trainer(new Classifier(network, { head }), compiler);
  return () => {
    // An epoch is a step; drawing the weights, and the first step, which may be
    // traced, are not counted.
    let started = 0;
    trainer.train(data, {
      seed: 1,
      epochs: 1 + steps,
      batchSize,
      learningRate: 1e-3,
      onEpoch(epoch) {
        if (epoch === 1) started = performance.now();
      },
    });
    return batchSize * steps / (performance.now() - started) * 1000;
  };
}

/** Speed does not depend on what is in the images, but for zeros. */
function madeUpImages({ imageShape, count }: {
  imageShape: readonly [number, number, number];
  count: number;
}): LabelledImages {
  const size = imageShape.reduce((product, dim) => product * dim, 1);
  return {
    images: Uint8Array.from(
      { length: count * size },
      (_, at) => (at * 2654435761) >>> 24,
    ),
    labels: Uint8Array.from({ length: count }, (_, at) => at % CLASSES),
    imageShape,
  };
}
