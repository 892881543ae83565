/**
 * The layers of tfjs, each in a small network that is trained for a few steps
 * on tfjs's own slow backend, and from the same weights on an engine.
 */
import { assertAlmostEquals, assertNotEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { Dropout } from "../../../models/layers/dropout.ts";
import type { StepCompiler } from "../../../models/engines/step_compiler.ts";
import { eagerly } from "../../../models/engines/step_compiler.ts";
import { Adam } from "../../../models/training/adam.ts";

const { layers } = tf;
const flat = () => [layers.flatten(), layers.dense({ units: 3 })];
const rows = () => layers.reshape({ targetShape: [4, 16] });

/** Whole numbers from 0 to 9, as an embedding wants. */
class Digits extends layers.Layer {
  static className = "Digits";
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = [inputs].flat() as [tf.Tensor];
    return tf.cast(tf.mul(x, 9), "int32");
  }
  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }
}

/** What follows images of 8x8x1, by name; the last layer has three logits. */
export const NETWORKS: Readonly<Record<string, () => tf.layers.Layer[]>> = {
  "conv2d, batchNormalization, maxPooling2d": () => [
    layers.conv2d({ filters: 4, kernelSize: 3, activation: "relu" }),
    layers.batchNormalization(),
    layers.maxPooling2d({ poolSize: 2 }),
    ...flat(),
  ],
  "averagePooling2d": () => [layers.averagePooling2d({}), ...flat()],
  "globalAveragePooling2d": () => [
    layers.conv2d({ filters: 4, kernelSize: 3 }),
    layers.globalAveragePooling2d({}),
    layers.dense({ units: 3 }),
  ],
  "globalMaxPooling2d": () => [
    layers.conv2d({ filters: 4, kernelSize: 3 }),
    layers.globalMaxPooling2d({}),
    layers.dense({ units: 3 }),
  ],
  "depthwiseConv2d": () => [
    layers.depthwiseConv2d({ kernelSize: 3 }),
    ...flat(),
  ],
  "separableConv2d": () => [
    layers.separableConv2d({ filters: 4, kernelSize: 3 }),
    ...flat(),
  ],
  "conv2dTranspose": () => [
    layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2 }),
    ...flat(),
  ],
  "upSampling2d, zeroPadding2d, cropping2D": () => [
    layers.upSampling2d({}),
    layers.zeroPadding2d({}),
    layers.cropping2D({ cropping: [[1, 1], [1, 1]] }),
    ...flat(),
  ],
  "layerNormalization": () => [
    layers.flatten(),
    layers.layerNormalization(),
    layers.dense({ units: 3 }),
  ],
  "elu, leakyReLU, prelu, selu, swish, tanh": () => [
    layers.flatten(),
    layers.dense({ units: 5, activation: "elu" }),
    layers.leakyReLU({}),
    layers.prelu({}),
    layers.dense({ units: 5, activation: "selu" }),
    layers.dense({ units: 5, activation: "swish" }),
    layers.dense({ units: 3, activation: "tanh" }),
  ],
  "conv1d, maxPooling1d": () => [
    rows(),
    layers.conv1d({ filters: 4, kernelSize: 3 }),
    layers.maxPooling1d({ poolSize: 2 }),
    ...flat(),
  ],
  "conv3d": () => [
    layers.reshape({ targetShape: [4, 4, 4, 1] }),
    layers.conv3d({ filters: 2, kernelSize: 2 }),
    ...flat(),
  ],
  "lstm": () => [rows(), layers.lstm({ units: 4 }), ...flat().slice(1)],
  "gru, bidirectional": () => [
    rows(),
    layers.bidirectional({ layer: layers.gru({ units: 4 }) as never }),
    ...flat().slice(1),
  ],
  "timeDistributed, softmax": () => [
    rows(),
    layers.timeDistributed({
      layer: layers.dense({ units: 4, activation: "softmax" }),
    }),
    ...flat(),
  ],
  "embedding": () => [
    new Digits({}),
    layers.flatten(),
    layers.embedding({ inputDim: 10, outputDim: 3 }),
    ...flat(),
  ],
  "Dropout of ./engine": () => [new Dropout({ rate: 0 }), ...flat()],
};

const STEPS = 3;

/** What a network is trained on: images of 8x8, and three classes. */
function examples() {
  return {
    images: tf.randomUniform([12, 8, 8, 1], 0, 1, "float32", 1),
    labels: tf.oneHot(
      tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], "int32"),
      3,
    ),
  };
}

/** The losses of the first steps on a backend, from the weights given. */
function lossesOn(
  backend: string,
  { make, compile, start }: {
    make: () => tf.layers.Layer[];
    compile: StepCompiler;
    /** Initial weights; those that tfjs draws, where there are none. */
    start?: { shape: number[]; values: ArrayLike<number> }[];
  },
) {
  tf.setBackend(backend);
  const input = tf.input({ shape: [8, 8, 1] });
  const output = make().reduce(
    (from, layer) => layer.apply(from) as tf.SymbolicTensor,
    input,
  );
  const model = tf.model({ inputs: input, outputs: output });
  if (start !== undefined) {
    model.setWeights(
      start.map(({ shape, values }) =>
        tf.tensor(values as Float32Array, shape)
      ),
    );
  }
  const begun = model.getWeights().map((weight) => ({
    shape: weight.shape,
    values: weight.dataSync(),
  }));
  const weights = model.trainableWeights.map((one) =>
    one.read() as tf.Variable
  );
  const adam = new Adam(weights);
  const step = compile((images, labels, rate) => {
    const { value, grads } = tf.variableGrads(() => {
      const logits = model.apply(images!, { training: true }) as tf.Tensor;
      return tf.losses.softmaxCrossEntropy(labels!, logits).asScalar();
    }, weights);
    adam.apply(weights.map(({ name }) => grads[name]!), rate!);
    return [value];
  });
  const { images, labels } = examples();
  const losses = Array.from(
    { length: STEPS },
    () => step(images, labels, tf.scalar(0.01))[0]!.dataSync()[0]!,
  );
  step.dispose();
  return { losses, begun };
}

/** Trains a network on the engine and on the `cpu` backend of tfjs. */
export function assertTrainsAsOnCpu(
  backend: string,
  { name, compile }: { name: string; compile: StepCompiler },
): void {
  const make = NETWORKS[name]!;
  tf.engine().startScope();
  try {
    const { losses: wanted, begun } = lossesOn("cpu", {
      make,
      compile: eagerly,
    });
    const { losses } = lossesOn(backend, { make, compile, start: begun });
    for (const [at, loss] of wanted.entries()) {
      assertAlmostEquals(losses[at]!, loss, 1e-3, `${name}, step ${at}`);
    }
    assertNotEquals(losses[0], losses.at(-1), name);
  } finally {
    tf.setBackend(backend);
    tf.engine().endScope();
  }
}
