/** Measures how fast the small CNN trains, each op at a time and compiled. */
import { Classifier } from "./classifier.ts";
import { smallCnn } from "./small_cnn.ts";
import { compile } from "./tensorflow/compile.ts";
import { eagerly, type LabelledImages, Trainer } from "./trainer.ts";

/** Images per second of one round, both ways on the same images. */
export interface SpeedRound {
  eager: number;
  compiled: number;
}

/** Settings of {@linkcode measureSpeed}. */
export interface SpeedOptions {
  /** Rounds of eager, then compiled. */
  rounds: number;
  /** Images a step. */
  batchSize: number;
}

const IMAGES = 1024;
const IMAGE_SHAPE: readonly [number, number, number] = [28, 28, 1];
const CLASSES = 2;

/** Passes over the images that one measurement takes. */
const EPOCHS = 8;

/**
 * Trains the small CNN with its final batch normalization on made-up images of
 * 28x28x1, eager and compiled in turn. tfjs must run on libtensorflow.
 *
 * @returns One record a round; tracing and warming up are not counted.
 */
export function measureSpeed(options: SpeedOptions): SpeedRound[] {
  const { rounds, batchSize } = options;
  const data = madeUpImages();
  const build = () =>
    new Classifier(smallCnn({ imageShape: IMAGE_SHAPE, logits: CLASSES }), {
      head: "final-batch-norm",
    });
  const trainers = {
    eager: new Trainer(build(), eagerly),
    compiled: new Trainer(build(), compile),
  };
  const imagesPerSecond = (trainer: Trainer, epochs: number) => {
    const started = performance.now();
    trainer.train(data, { seed: 1, epochs, batchSize, learningRate: 1e-3 });
    return IMAGES * epochs / (performance.now() - started) * 1000;
  };
  imagesPerSecond(trainers.eager, 1);
  imagesPerSecond(trainers.compiled, 1);
  const measured = Array.from({ length: rounds }, () => ({
    eager: imagesPerSecond(trainers.eager, EPOCHS),
    compiled: imagesPerSecond(trainers.compiled, EPOCHS),
  }));
  trainers.eager.dispose();
  trainers.compiled.dispose();
  return measured;
}

/** Speed does not depend on what is in the images, but for zeros. */
function madeUpImages(): LabelledImages {
  const size = IMAGE_SHAPE.reduce((product, dim) => product * dim, 1);
  return {
    images: Uint8Array.from(
      { length: IMAGES * size },
      (_, at) => (at * 2654435761) >>> 24,
    ),
    labels: Uint8Array.from({ length: IMAGES }, (_, at) => at % CLASSES),
    imageShape: IMAGE_SHAPE,
  };
}
