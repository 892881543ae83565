/** Weights as others publish them, for networks of tests. */
import type * as tf from "@tensorflow/tfjs";
import { scattered } from "../networks/_parity.ts";
import type { Written } from "../weights/_safetensors.ts";

/** What PyTorch calls each kind of weight. */
const NAMES: Readonly<Record<string, string>> = {
  kernel: "weight",
  depthwise_kernel: "weight",
  bias: "bias",
  gamma: "weight",
  beta: "bias",
  moving_mean: "running_mean",
  moving_variance: "running_var",
};

/**
 * Published weights of an EfficientNet-Lite, of noise.
 *
 * @param network The network.
 * @param logits Those of the published one.
 */
export function weightsOf(network: tf.LayersModel, logits = 7): Written[] {
  return network.weights.filter(({ dtype }) => dtype === "float32").map(
    ({ originalName, shape }, salt) => {
      const [layer, kind] = originalName.split("/") as [string, string];
      const [outputs, inputs, ...window] = shape.toReversed() as number[];
      const filters = kind.startsWith("depthwise")
        ? [inputs, outputs]
        : [outputs, inputs];
      const own = shape.length < 2 ? shape : [...filters, ...window];
      const published = layer === "fc" ? [logits, ...own.slice(1)] : own;
      const count = (published as number[]).reduce((a, b) => a * b, 1);
      const base = /gamma|variance/.test(kind) ? 1 : 0;
      return {
        name: `${layer}.${NAMES[kind]}`,
        shape: published as number[],
        dtype: "F32",
        values: () =>
          Float32Array.from(
            { length: count },
            (_, at) => base + ((scattered(at, salt) >>> 24) - 128) / 512,
          ),
      };
    },
  );
}
