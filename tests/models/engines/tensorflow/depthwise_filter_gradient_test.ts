import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import {
  pairedFilterGradient,
  suitsPairs,
} from "../../../../models/engines/tensorflow/depthwise_filter_gradient.ts";
import { compile } from "../../../../models/engines/tensorflow/compile.ts";
import { engineTest } from "../../../_engine.ts";

/** Numbers that do not repeat. */
function numbers(shape: number[], seed: number): tf.Tensor4D {
  const size = shape.reduce((product, side) => product * side);
  const values = Float32Array.from(
    { length: size },
    (_, at) => Math.sin(at * at + seed),
  );
  return tf.tensor4d(values, shape as [number, number, number, number]);
}

interface Case {
  image: [number, number, number, number];
  filter: [number, number];
  strides: number;
  pad: "same" | "valid";
}

const CASES: readonly Case[] = [
  { image: [3, 3, 3, 7], filter: [5, 5], strides: 1, pad: "same" },
  { image: [2, 6, 5, 4], filter: [5, 5], strides: 2, pad: "same" },
  { image: [2, 5, 6, 4], filter: [5, 3], strides: 1, pad: "valid" },
  { image: [1, 1, 1, 3], filter: [5, 5], strides: 1, pad: "same" },
];

/** The sum over images and positions, of what one weight at a time gives. */
function byWeight(x: tf.Tensor4D, dy: tf.Tensor4D, each: Case): tf.Tensor {
  const { filter: [height, width], strides, pad } = each;
  const channels = x.shape[3];
  const rows = Array.from({ length: height * width }, (_, weight) => {
    const alone = tf.oneHot(tf.tensor1d([weight], "int32"), height * width);
    const filter = tf.tile(tf.reshape(alone, [height, width, 1, 1]), [
      1,
      1,
      channels,
      1,
    ]);
    const output = tf.depthwiseConv2d(
      x,
      tf.cast(filter, "float32") as tf.Tensor4D,
      strides,
      pad,
    );
    return tf.sum(tf.mul(output, dy), [0, 1, 2]);
  });
  return tf.reshape(tf.stack(rows), [height, width, channels, 1]);
}

function distance(a: tf.Tensor, b: tf.Tensor): number {
  return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;
}

for (const each of CASES) {
  const { image, filter, strides, pad } = each;
  engineTest(
    `the gradient by a filter of ${filter} of ${image} is right`,
    () => {
      const filterShape = [...filter, image[3], 1] as Case["image"];
      const shape = tf.backend_util.computeConv2DInfo(
        image,
        filterShape,
        strides,
        1,
        pad,
        undefined,
        true,
      );
      assert(suitsPairs(shape));
      const x = numbers(image, 1);
      const dy = numbers(shape.outShape, 2);
      const wanted = byWeight(x, dy, each);
      const got = pairedFilterGradient(x, dy, shape);
      assertEquals(got.shape, wanted.shape);
      assert(distance(got, wanted) < 1e-5);
      // And it is what tfjs asks for, eager or compiled.
      const gradient = (x: tf.Tensor, w: tf.Tensor, dy: tf.Tensor) =>
        tf.grads((w) =>
          tf.depthwiseConv2d(
            x as tf.Tensor4D,
            w as tf.Tensor4D,
            strides,
            pad,
          )
        )([w], dy);
      const w = numbers(filterShape, 3);
      const step = compile((x, w, dy) => gradient(x!, w!, dy!));
      for (const [result] of [gradient(x, w, dy), step(x, w, dy)]) {
        assert(distance(result!, wanted) < 1e-5);
      }
      step.dispose();
    },
  );
}

engineTest(
  "small filters and large maps are left to TensorFlow's kernel",
  () => {
    const shapes = [[[1, 3, 3, 8], [3, 3, 8, 1]], [[1, 7, 6, 8], [5, 5, 8, 1]]];
    for (const [image, filter] of shapes as Case["image"][][]) {
      const shape = tf.backend_util.computeConv2DInfo(
        image!,
        filter!,
        1,
        1,
        "same",
        undefined,
        true,
      );
      assertEquals(suitsPairs(shape), false);
    }
  },
);
