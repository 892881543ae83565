/** The kernels that the package's backend lacks, or has slow ones of. */
import * as tf from "@tensorflow/tfjs";
import { BACKEND_NAME, type Kernel } from "./_kernel.ts";
import { avgPoolGrad } from "./avg_pool_grad.ts";
import { fusedBatchNorm, fusedBatchNormGrad } from "./batch_norm.ts";
import { borderedAlike } from "./conv2d.ts";
import {
  conv2dBackpropFilter,
  conv2dBackpropInput,
} from "./convolution_gradients.ts";
import {
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
} from "./depthwise_gradients.ts";
import { transposingFirst } from "./mat_mul.ts";
import { maxPoolGrad } from "./max_pool_grad.ts";
import { statelessRandomUniform } from "./random_uniform.ts";
import { gatedGrad } from "./relu_grad.ts";
import { summingInPlace } from "./sum.ts";

const KERNELS: Readonly<Record<string, Kernel>> = {
  AvgPoolGrad: avgPoolGrad,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  FusedBatchNormGradV2: fusedBatchNormGrad,
  FusedBatchNormV2: fusedBatchNorm,
  MaxPoolGrad: maxPoolGrad,
  Relu6Grad: gatedGrad((feature) => feature > 0 && feature < 6),
  ReluGrad: gatedGrad((feature) => feature > 0),
  StatelessRandomUniform: statelessRandomUniform,
};

/** Kernels that are made out of the package's, which are slow in some cases. */
const IMPROVED: Readonly<Record<string, (kernel: Kernel) => Kernel>> = {
  BatchMatMul: transposingFirst,
  Conv2D: borderedAlike,
  FusedConv2D: borderedAlike,
  Sum: summingInPlace,
  _FusedMatMul: transposingFirst,
};

/** Registers the kernels, in place of the package's where it has one. */
export function registerKernels(): void {
  for (const [name, kernel] of Object.entries(KERNELS)) replace(name, kernel);
  for (const [name, improve] of Object.entries(IMPROVED)) {
    const { kernelFunc } = tf.getKernel(name, BACKEND_NAME);
    replace(name, improve(kernelFunc as unknown as Kernel));
  }
}

function replace(kernelName: string, kernel: Kernel): void {
  if (tf.getKernel(kernelName, BACKEND_NAME) !== undefined) {
    tf.unregisterKernel(kernelName, BACKEND_NAME);
  }
  tf.registerKernel({
    kernelName,
    backendName: BACKEND_NAME,
    kernelFunc: kernel as unknown as tf.KernelFunc,
  });
}
