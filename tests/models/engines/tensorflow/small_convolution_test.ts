import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { CONVOLUTION_KERNELS } from "../../../../models/engines/tensorflow/convolution_kernels.ts";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import { engineTest } from "../../../_engine.ts";

/** Numbers that do not repeat. */
function numbers(shape: number[]): tf.Tensor {
  const size = shape.reduce((product, side) => product * side);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, at) => Math.sin(at * at + at)),
    shape,
  );
}

interface Case {
  image: [number, number, number, number];
  filter: [number, number, number, number];
  strides: number;
  pad: "same" | "valid";
}

const CASES: Case[] = [
  { image: [3, 2, 2, 5], filter: [3, 3, 5, 4], strides: 1, pad: "same" },
  { image: [2, 6, 6, 3], filter: [3, 3, 3, 4], strides: 2, pad: "valid" },
  { image: [2, 4, 3, 3], filter: [3, 3, 3, 2], strides: 2, pad: "same" },
  { image: [1, 1, 1, 6], filter: [3, 3, 6, 2], strides: 1, pad: "same" },
  { image: [2, 1, 4, 2], filter: [1, 3, 2, 3], strides: 1, pad: "same" },
  { image: [4, 3, 3, 2], filter: [3, 3, 2, 2], strides: 1, pad: "valid" },
];

/** The output, and its gradients by image and filter, of one image at a time. */
function byLoops({ image, filter, strides, pad }: Case) {
  const [x, w] = [numbers(image), numbers(filter)].map((tensor) => {
    const values = tensor.dataSync();
    tensor.dispose();
    return values;
  }) as [Float32Array, Float32Array];
  const info = tf.backend_util.computeConv2DInfo(
    image,
    filter,
    strides,
    1,
    pad,
  );
  const { outShape, padInfo } = info;
  const [batch, rows, columns, filters] = outShape;
  const y = new Float32Array(batch * rows * columns * filters);
  const [byImage, byFilter] = [
    new Float32Array(x.length),
    new Float32Array(w.length),
  ];
  const [, height, width, channels] = image;
  const [down, across] = filter;
  for (let n = 0; n < batch; n++) {
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        for (let i = 0; i < down; i++) {
          for (let j = 0; j < across; j++) {
            const [row, column] = [
              r * strides - padInfo.top + i,
              c * strides - padInfo.left + j,
            ];
            if (row < 0 || row >= height || column < 0 || column >= width) {
              continue;
            }
            for (let k = 0; k < channels; k++) {
              for (let f = 0; f < filters; f++) {
                const at = ((n * rows + r) * columns + c) * filters + f;
                const of = ((n * height + row) * width + column) * channels + k;
                const weight = ((i * across + j) * channels + k) * filters + f;
                // The gradient by the output is its own index.
                y[at]! += x[of]! * w[weight]!;
                byImage[of]! += (at % 5) * w[weight]!;
                byFilter[weight]! += (at % 5) * x[of]!;
              }
            }
          }
        }
      }
    }
  }
  return { y, byImage, byFilter };
}

/** The same by tfjs, and the kernels that it ran. */
function byKernels({ image, filter, strides, pad }: Case) {
  return tf.tidy(() => {
    const [x, w] = [numbers(image), numbers(filter)] as [
      tf.Tensor4D,
      tf.Tensor4D,
    ];
    const convolve = (x: tf.Tensor, w: tf.Tensor) =>
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
    const y = convolve(x, w);
    const dy = tf.reshape(tf.mod(tf.range(0, y.size), 5), y.shape);
    const [byImage, byFilter] = tf.grads(convolve)([x, w], dy);
    assertEquals(byImage!.shape, x.shape);
    assertEquals(byFilter!.shape, w.shape);
    return {
      y: y.dataSync(),
      byImage: byImage!.dataSync(),
      byFilter: byFilter!.dataSync(),
    };
  });
}

for (const example of CASES) {
  const { image, filter, strides, pad } = example;
  engineTest(
    `a convolution of [${image}] by [${filter}] (${strides}, ${pad})`,
    () => {
      const expected = byLoops(example);
      const computed = byKernels(example);
      for (const part of ["y", "byImage", "byFilter"] as const) {
        assertEquals(computed[part].length, expected[part].length);
        for (const [at, value] of computed[part].entries()) {
          assertAlmostEquals(value, expected[part][at]!, 1e-4);
        }
      }
    },
  );
}

engineTest("matrices are for outputs of up to four positions alone", () => {
  const isSmall = (side: number, kernelSize: number, dataFormat = "NHWC") => {
    const [x, filter] = [
      tf.zeros([1, side, side, 2]),
      tf.zeros([kernelSize, kernelSize, 2, 2]),
    ];
    const result = CONVOLUTION_KERNELS.Conv2D!({ x, filter }, {
      strides: 1,
      pad: "same",
      dataFormat,
      dilations: 1,
    });
    tf.dispose([x, filter, ...result === undefined ? [] : [result]]);
    return result !== undefined;
  };
  assert(isSmall(2, 3));
  assert(!isSmall(3, 3)); // nine positions
  assert(!isSmall(2, 1)); // a product of matrices already
  assert(!isSmall(2, 3, "NCHW"));
});

engineTest(
  "a layer with a small convolution adds its bias, and activates",
  () => {
    tf.tidy(() => {
      const [x, filter] = [numbers([2, 2, 2, 3]), numbers([3, 3, 3, 4])] as [
        tf.Tensor4D,
        tf.Tensor4D,
      ];
      const bias = tf.tensor1d([1, -1, 0.5, 0]);
      for (const activation of ["linear", "relu", "sigmoid"] as const) {
        const form = { x, filter, strides: 1, pad: "same" as const };
        const layer = tf.fused.conv2d({ ...form, bias, activation });
        const sum = tf.add(tf.conv2d(x, filter, 1, "same"), bias);
        const expected = activation === "linear" ? sum : tf[activation](sum);
        for (const [at, value] of layer.dataSync().entries()) {
          assertAlmostEquals(value, expected.dataSync()[at]!, 1e-5);
        }
      }
    });
  },
);

engineTest("a small convolution compiles", () => {
  const [x, w] = [numbers([2, 2, 2, 3]), numbers([3, 3, 3, 4])];
  const gradient = (x: tf.Tensor, w: tf.Tensor) =>
    tf.grad((x: tf.Tensor) =>
      tf.sum(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same"))
    )(x);
  const step = compile((x, w) => [gradient(x!, w!)]);
  const [compiled] = step(x, w);
  const eager = gradient(x, w);
  for (const [at, value] of compiled!.dataSync().entries()) {
    assertAlmostEquals(value, eager.dataSync()[at]!, 1e-5);
  }
  step.dispose();
  tf.dispose([x, w, compiled!, eager]);
});
