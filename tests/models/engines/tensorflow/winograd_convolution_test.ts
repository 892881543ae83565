import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertLess } from "@std/assert";
import {
  CONVOLUTION_KERNELS,
  inBfloat16,
} from "../../../../models/engines/tensorflow/convolution_kernels.ts";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import { WINOGRAD_CONVOLUTION } from "../../../../models/engines/tensorflow/winograd_convolution.ts";
import { engineTest } from "../../../_engine.ts";

type Shape = [number, number, number, number];

/** Numbers of a normal distribution, the same every time. */
function numbers(shape: Shape, seed: number): tf.Tensor4D {
  return tf.randomNormal(shape, 0, 1, "float32", seed) as tf.Tensor4D;
}

function shapeOf(image: Shape, filters: number) {
  return tf.backend_util.computeConv2DInfo(
    image,
    [3, 3, image[3], filters] as Shape,
    1,
    1,
    "same",
  );
}

/** Asserts that two are the same except for rounding, and frees both. */
function assertClose(actual: tf.Tensor, expected: tf.Tensor): void {
  assertEquals(actual.shape, expected.shape);
  const error = tf.tidy(() =>
    tf.div(tf.max(tf.abs(tf.sub(actual, expected))), tf.max(tf.abs(expected)))
  );
  assertLess(error.dataSync()[0]!, 5e-6);
  tf.dispose([actual, expected, error]);
}

/** Few channels: oneDNN convolves these. */
const CASES: { image: Shape; filters: number }[] = [
  { image: [3, 4, 4, 5], filters: 6 },
  { image: [2, 8, 8, 4], filters: 3 },
  { image: [2, 4, 8, 3], filters: 7 },
  { image: [1, 12, 4, 1], filters: 1 },
];

for (const { image, filters } of CASES) {
  engineTest(`in tiles, [${image}] by ${filters} filters, and back`, () => {
    const shape = shapeOf(image, filters);
    assert(!WINOGRAD_CONVOLUTION.suits(shape));
    const x = numbers(image, 1);
    const filter = numbers([3, 3, image[3], filters], 2);
    const dy = numbers(shape.outShape, 3);
    const convolve = (x: tf.Tensor, filter: tf.Tensor) =>
      tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same");
    const [byImage, byFilter] = tf.grads(convolve)([x, filter], dy);
    const { output, inputGradient, filterGradient } = WINOGRAD_CONVOLUTION;
    assertClose(output(x, filter, shape), convolve(x, filter));
    assertClose(inputGradient(dy, filter, shape), byImage!);
    assertClose(filterGradient(x, dy, shape), byFilter!);
    tf.dispose([x, filter, dy]);
  });
}

engineTest("tiles are for small maps of many channels and images", () => {
  const suits = (image: Shape, filters = image[3]) =>
    WINOGRAD_CONVOLUTION.suits(shapeOf(image, filters));
  assert(suits([64, 4, 4, 512]));
  assert(suits([8, 8, 8, 128]));
  assert(!suits([64, 16, 16, 128])); // a large map
  assert(!suits([64, 6, 6, 512])); // not whole tiles
  assert(!suits([64, 4, 4, 64])); // few channels
  assert(!suits([64, 4, 4, 512], 64)); // few filters
  assert(!suits([31, 4, 4, 512])); // few images
  const others = [
    { side: 5 },
    { strides: 2 },
    { dilations: 2 },
    { pad: "valid" as const },
  ];
  for (const other of others) {
    const { side, strides, dilations, pad } = {
      side: 3,
      strides: 1,
      dilations: 1,
      pad: "same" as const,
      ...other,
    };
    const shape = tf.backend_util.computeConv2DInfo(
      [64, 8, 8, 256],
      [side, side, 256, 256],
      strides,
      dilations,
      pad,
    );
    assert(!WINOGRAD_CONVOLUTION.suits(shape), JSON.stringify(other));
  }
});

engineTest("the kernels take tiles, but never in bfloat16", () => {
  tf.tidy(() => {
    const inputs = {
      x: tf.zeros([32, 4, 4, 128]),
      filter: tf.zeros([3, 3, 128, 128]),
    };
    const form = { strides: 1, pad: "same", dataFormat: "NHWC", dilations: 1 };
    const convolve = () => CONVOLUTION_KERNELS.Conv2D!(inputs, form);
    assert(convolve() !== undefined);
    assertEquals(inBfloat16(convolve), undefined);
    assert(convolve() !== undefined);
  });
});

engineTest("a gradient in tiles compiles, and is that of each image", () => {
  const x = numbers([32, 4, 4, 128], 1);
  const filter = numbers([3, 3, 128, 128], 2);
  const gradients = (x: tf.Tensor, filter: tf.Tensor) =>
    tf.grads((x: tf.Tensor, filter: tf.Tensor) =>
      tf.square(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same"))
    )([x, filter]);
  const step = compile((x, filter) => gradients(x!, filter!));
  const [byImage, byFilter] = step(x, filter);
  // One image alone is convolved by oneDNN.
  const alone = tf.unstack(x).map((image) =>
    gradients(tf.expandDims(image), filter)
  );
  assertClose(byImage!, tf.concat(alone.map(([dx]) => dx!)));
  assertClose(byFilter!, tf.addN(alone.map(([, df]) => df!)));
  step.dispose();
  tf.dispose([x, filter]);
});
