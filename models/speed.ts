/** Measures how fast a network trains, each op at a time and compiled. */
import { Classifier } from "./classifier.ts";
import type { NetworkName } from "./network.ts";
import { networkCost } from "./network_cost.ts";
import { NETWORKS } from "./networks.ts";
import { eagerly, type StepCompiler } from "./step_compiler.ts";
import { type LabelledImages, Trainer } from "./trainer.ts";

/** Images per second of one round, both ways on the same images. */
export interface SpeedRound {
  eager: number;
  /** Absent where the engine has nothing to compile to. */
  compiled?: number | undefined;
}

/** Settings of {@linkcode measureSpeed}. */
export interface SpeedOptions {
  /** Rounds of eager, then compiled. */
  rounds: number;
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
 * Trains a network with a final batch normalization on made-up images, eager
 * and, where the engine compiles, compiled in turn.
 *
 * @param compile The engine's, which runs as the backend of tfjs.
 * @returns One record a round; tracing and warming up are not counted.
 */
export function measureSpeed(
  compile: StepCompiler,
  options: SpeedOptions,
): SpeedRound[] {
  const { rounds, batchSize, model, imageShape } = options;
  const build = () => NETWORKS[model]({ imageShape, logits: CLASSES });
  const network = build();
  const { multiplyAdds } = networkCost(network);
  const wanted = Math.round(MULTIPLY_ADDS / (multiplyAdds * batchSize));
  const steps = Math.min(Math.max(wanted, STEPS.least), STEPS.most);
  const data = madeUpImages({ imageShape, count: batchSize });
  const head = "final-batch-norm";
  const eager = new Trainer(new Classifier(network, { head }), eagerly);
  const compiled = compile === eagerly
    ? undefined
    : new Trainer(new Classifier(build(), { head }), compile);
  const imagesPerSecond = (trainer: Trainer) => {
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
  const measured = Array.from({ length: rounds }, () => ({
    eager: imagesPerSecond(eager),
    compiled: compiled && imagesPerSecond(compiled),
  }));
  eager.dispose();
  compiled?.dispose();
  return measured;
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
