/**
 * What both engines compute alike: ops and layers on small inputs that are the
 * same everywhere, each with its outputs and gradients.
 */
import * as tf from "@tensorflow/tfjs";
import { AdaptiveAveragePooling } from "../../../../models/layers/adaptive_average_pooling.ts";
import { Dropout } from "../../../../models/layers/dropout.ts";
import { initialize } from "../../../../models/training/initialize.ts";
import { LOSSES } from "../../../../models/training/losses.ts";
import { trainBatchNorm } from "../../../../models/engines/ops/batch_norm.ts";
import { randomUniform } from "../../../../models/engines/ops/random.ts";

/** A computation that an engine is asked for. */
export interface Case {
  name: string;
  compute: () => tf.Tensor[];
}

/** Values between -1 and 1 that look drawn, and are the same everywhere. */
export function values(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, dim) => product * dim, 1);
  const numbers = Float32Array.from(
    { length: size },
    (_, at) => (((at + 1) * 7919 + seed * 104729) * 31 % 2003) / 1001.5 - 1,
  );
  return tf.tensor(numbers, shape);
}

/** The output of a function, and its gradients by each input. */
function withGradients(
  compute: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: tf.Tensor[],
): tf.Tensor[] {
  const output = compute(...inputs);
  const dy = values(output.shape, 99);
  return [output, ...tf.grads(compute)(inputs, dy)];
}

const PADDINGS = ["same", "valid"] as const;

/** Heights that are even and odd, filters that do and do not fill them. */
const convolutions = [
  { size: 7, filter: 3, strides: 1 },
  { size: 7, filter: 3, strides: 2 },
  { size: 8, filter: 3, strides: 2 },
  { size: 8, filter: 1, strides: 2 },
  { size: 9, filter: 2, strides: 3 },
  { size: 8, filter: 7, strides: 2 },
].flatMap(({ size, filter, strides }) =>
  PADDINGS.map((pad): Case => ({
    name: `conv2d ${size}x${size + 1} by ${filter}, stride ${strides}, ${pad}`,
    compute: () =>
      withGradients(
        (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad),
        [values([2, size, size + 1, 3], 1), values([filter, filter, 3, 5], 2)],
      ),
  }))
);

/** Each channel by a filter of its own: odd and even sizes, wide filters. */
const depthwise = [
  { size: 7, filter: 3, strides: 1 },
  { size: 7, filter: 3, strides: 2 },
  { size: 8, filter: 5, strides: 2 },
  { size: 2, filter: 5, strides: 1 },
].flatMap(({ size, filter, strides }) =>
  PADDINGS.filter((pad) => pad === "same" || size >= filter).map((
    pad,
  ): Case => ({
    name: `depthwise ${size}x${size + 1} by ${filter}, stride ${strides}, ` +
      pad,
    compute: () =>
      withGradients(
        (x, w) =>
          tf.depthwiseConv2d(
            x as tf.Tensor4D,
            w as tf.Tensor4D,
            strides,
            pad,
          ),
        [values([1, size, size + 1, 3], 1), values([filter, filter, 3, 1], 2)],
      ),
  }))
);

const poolings = [
  { size: 6, window: 2, strides: 2 },
  { size: 7, window: 2, strides: 2 },
  { size: 7, window: 3, strides: 2 },
  { size: 8, window: 3, strides: 1 },
].flatMap(({ size, window, strides }) =>
  PADDINGS.flatMap((pad): Case[] => {
    const shape = [2, size, size + 1, 3];
    const at = `${size}x${size + 1} by ${window}, stride ${strides}, ${pad}`;
    return [
      {
        name: `maxPool ${at}`,
        compute: () =>
          withGradients(
            (x) => tf.maxPool(x as tf.Tensor4D, window, strides, pad),
            [values(shape, 3)],
          ),
      },
      {
        name: `maxPool of equal values ${at}`,
        compute: () =>
          withGradients(
            (x) => tf.maxPool(x as tf.Tensor4D, window, strides, pad),
            [tf.relu(values(shape, 3))],
          ),
      },
      {
        name: `avgPool ${at}`,
        compute: () =>
          withGradients(
            (x) => tf.avgPool(x as tf.Tensor4D, window, strides, pad),
            [values(shape, 3)],
          ),
      },
    ];
  })
);

/** Images of a large mean beside their spread: that takes some precision. */
const normalized = () => tf.add(values([4, 3, 5, 6], 4), 20);

const normalizations: Case[] = [
  {
    name: "batch normalization in training",
    compute: () =>
      withGradients(
        (x, scale, shift) =>
          trainBatchNorm(x, { scale, shift, epsilon: 1e-5 }).output,
        [normalized(), values([6], 5), values([6], 6)],
      ),
  },
  {
    name: "statistics of batch normalization",
    compute: () => {
      const options = { scale: tf.ones([6]), shift: tf.zeros([6]) };
      const { mean, variance } = trainBatchNorm(normalized(), {
        ...options,
        epsilon: 1e-5,
      });
      return [mean, variance];
    },
  },
  {
    name: "batch normalization at inference",
    compute: () => [
      tf.batchNorm(
        values([2, 3, 4, 6], 4) as tf.Tensor4D,
        values([6], 5) as tf.Tensor1D,
        tf.abs(values([6], 6)) as tf.Tensor1D,
        values([6], 7) as tf.Tensor1D,
        values([6], 8) as tf.Tensor1D,
        1e-5,
      ),
    ],
  },
];

const products = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB): Case => ({
    name: `matMul, transposed: ${transposeA}, ${transposeB}`,
    compute: () =>
      withGradients(
        (a, b) => tf.matMul(a, b, transposeA, transposeB),
        [
          values(transposeA ? [7, 5] : [5, 7], 9),
          values(transposeB ? [6, 7] : [7, 6], 10),
        ],
      ),
  }))
);

const others: Case[] = [
  {
    name: "matMul of many matrices",
    compute: () =>
      withGradients(
        (a, b) => tf.matMul(a, b, false, true),
        [values([3, 4, 5], 9), values([3, 6, 5], 10)],
      ),
  },
  {
    name: "relu",
    compute: () => withGradients(tf.relu, [values([4, 5, 6], 11)]),
  },
  {
    name: "relu6",
    compute: () => withGradients(tf.relu6, [tf.mul(values([4, 5, 6], 11), 10)]),
  },
  {
    name: "sums",
    compute: () => {
      const x = values([3, 4, 5], 12);
      return [
        ...[[0], [0, 1], [0, 1, 2], [1], [2]].map((axes) => tf.sum(x, axes)),
        tf.sum(x, [0, 1], true),
        tf.sum(values([7], 13), 0),
      ];
    },
  },
  {
    name: "random numbers",
    compute: () =>
      [[1, 2], [-3, 2 ** 31 - 1], [0, 0]].map((key) =>
        randomUniform([3, 7], tf.tensor1d(key, "int32"))
      ),
  },
  ...(["value", "image"] as const).map((per): Case => ({
    name: per === "value" ? "dropout" : "dropout of images",
    compute: () => {
      const layer = new Dropout({ name: `dropout-${per}`, rate: 0.5, per });
      const x = values([4, 9], 14);
      layer.apply(x);
      const key = layer.weights.map((weight) => weight.read() as tf.Variable);
      initialize(key, { seed: 5 });
      const training = () => layer.apply(x, { training: true }) as tf.Tensor;
      return [training(), training()];
    },
  })),
  {
    name: "adaptive average pooling",
    compute: () => {
      const layer = new AdaptiveAveragePooling({ name: "pool", size: 3 });
      return withGradients(
        (x) => layer.apply(x) as tf.Tensor,
        [values([2, 5, 4, 3], 15)],
      );
    },
  },
  ...(["softmax", "sigmoid", "single-logit"] as const).map((outputs): Case => ({
    name: `loss of ${outputs}`,
    compute: () => {
      const labels = tf.tensor1d([0, 1, 1, 0], "int32");
      const targets = tf.cast(tf.oneHot(labels, 2), "float32") as tf.Tensor2D;
      const width = outputs === "single-logit" ? 1 : 2;
      return withGradients(
        (logits) => LOSSES[outputs](logits as tf.Tensor2D, targets),
        [tf.mul(values([4, width], 16), 30)],
      );
    },
  })),
];

/** All of them; their names differ. */
export const CASES: readonly Case[] = [
  ...convolutions,
  ...depthwise,
  ...poolings,
  ...normalizations,
  ...products,
  ...others,
];
