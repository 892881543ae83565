/** Convolutions. */
import * as tf from "@tensorflow/tfjs";
import type { Kernel, KernelArguments } from "./_kernel.ts";

/**
 * Makes a convolution out of the package's, which leaves the border of `same`
 * to XNNPACK: where the stride is greater than the filter, that is another
 * border than TensorFlow's. Here the border is said in pixels.
 *
 * @param convolution The package's kernel.
 */
export function borderedAlike(convolution: Kernel): Kernel {
  return (args: KernelArguments) => {
    const { inputs, attrs } = args;
    if (attrs.pad !== "same") return convolution(args);
    type Arguments = Parameters<typeof tf.backend_util.computeConv2DInfo>;
    const { padInfo } = tf.backend_util.computeConv2DInfo(
      inputs.x?.shape as Arguments[0],
      inputs.filter?.shape as Arguments[1],
      attrs.strides as Arguments[2],
      attrs.dilations as Arguments[3],
      "same",
    );
    const { top, bottom, left, right } = padInfo;
    const pad = [[0, 0], [top, bottom], [left, right], [0, 0]];
    return convolution({ ...args, attrs: { ...attrs, pad } });
  };
}
