/**
 * Kernels of the backend `tensorflow` that the package lacks, or writes in a
 * way that cannot be traced.
 */
import * as tf from "@tensorflow/tfjs";
import { type Attribute, typeAttribute } from "./attributes.ts";
import { ADAM_UPDATE } from "../ops/adam_update.ts";
import { BACKEND_NAME, type TensorFlowBackend } from "./backend.ts";
import { DataType } from "./dtype.ts";
import { CONVOLUTION_KERNELS } from "./convolution_kernels.ts";

/** tfjs hands every kernel its backend as the plain base class. */
type Arguments = Parameters<tf.KernelFunc>[0];

function unpack({ inputs, attrs, backend }: Arguments) {
  return {
    inputs: inputs as Record<string, tf.TensorInfo>,
    attrs: (attrs ?? {}) as Record<string, unknown>,
    backend: backend as TensorFlowBackend,
  };
}

/**
 * Selects rows. The package's kernel reads the indices back to check them;
 * TensorFlow checks them itself.
 */
function gatherV2(args: Arguments): tf.TensorInfo {
  const { inputs, attrs, backend } = unpack(args);
  const x = inputs.x as tf.Tensor;
  const indices = inputs.indices as tf.Tensor;
  const { binding } = backend;
  return tf.tidy(() =>
    backend.executeSingleOutput("GatherV2", [
      {
        name: "batch_dims",
        type: binding.TF_ATTR_INT,
        value: attrs.batchDims ?? 0,
      },
    ], [x, indices, tf.scalar(attrs.axis as number, "int32")])
  );
}

/** The gradient of ReLU or ReLU6 in one op: `dy` where the feature let it by. */
function gradientOp(name: "ReluGrad" | "Relu6Grad"): Kernel {
  return (args) => {
    const { inputs, backend } = unpack(args);
    return backend.executeSingleOutput(
      name,
      [typeAttribute("T", DataType.FLOAT)],
      [inputs.dy as tf.TensorInfo, inputs.features as tf.TensorInfo],
    );
  };
}

/** The sum over all but the last axis, of a matrix or more. */
function biasAddGrad(args: Arguments): tf.TensorInfo {
  const { inputs, backend } = unpack(args);
  return backend.executeSingleOutput(
    "BiasAddGrad",
    [typeAttribute("T", DataType.FLOAT)],
    [inputs.dy as tf.TensorInfo],
  );
}

/** Uniform numbers in [0, 1) that depend on nothing but the key. */
function statelessRandomUniform(args: Arguments): tf.TensorInfo {
  const { inputs, attrs, backend } = unpack(args);
  return tf.tidy(() =>
    backend.executeSingleOutput("StatelessRandomUniform", [
      typeAttribute("T", DataType.INT32),
      typeAttribute("Tseed", DataType.INT32),
      typeAttribute("dtype", DataType.FLOAT),
    ], [
      tf.tensor1d(attrs.shape as number[], "int32"),
      inputs.key as tf.TensorInfo,
    ])
  );
}

/**
 * Batch normalization by the batch's statistics: the output, mean, variance,
 * and two outputs for the gradient.
 *
 * Version 2 of the op, since version 3 has an output whose shape is known only
 * when it runs.
 */
function fusedBatchNorm(args: Arguments): tf.TensorInfo[] {
  const { inputs, attrs, backend } = unpack(args);
  const { x, scale, offset } = inputs;
  return tf.tidy(() => {
    // Moving averages, which the op takes at inference only.
    const averages = [tf.tensor1d([]), tf.tensor1d([])];
    return backend.executeMultipleOutputs(
      "FusedBatchNormV2",
      batchNormAttributes(backend, attrs),
      [x, scale, offset, ...averages] as tf.TensorInfo[],
      BATCH_NORM_OUTPUTS,
    );
  });
}

/** The gradients of the same, by images, scale and shift. */
function fusedBatchNormGrad(args: Arguments): tf.TensorInfo[] {
  const { inputs, attrs, backend } = unpack(args);
  const { dy, x, scale, reserve1, reserve2 } = inputs;
  return tf.tidy(() =>
    backend.executeMultipleOutputs(
      "FusedBatchNormGradV2",
      batchNormAttributes(backend, attrs),
      [dy, x, scale, reserve1, reserve2] as tf.TensorInfo[],
      BATCH_NORM_OUTPUTS,
    ).slice(0, 3)
  );
}

/** Either op has five outputs. */
const BATCH_NORM_OUTPUTS = 5;

function batchNormAttributes(
  { binding }: TensorFlowBackend,
  attrs: Record<string, unknown>,
): Attribute[] {
  return [
    typeAttribute("T", DataType.FLOAT),
    typeAttribute("U", DataType.FLOAT),
    { name: "epsilon", type: binding.TF_ATTR_FLOAT, value: attrs.epsilon },
    { name: "is_training", type: binding.TF_ATTR_BOOL, value: true },
  ];
}

/**
 * One step of Adam, in place: the new variable and its two moments.
 *
 * The op corrects the rate by the powers of the betas that it is given; the
 * rate that comes has that in it, so they are zero.
 */
function resourceApplyAdam(args: Arguments): tf.TensorInfo[] {
  const { inputs, attrs, backend } = unpack(args);
  const { binding, tensorMap } = backend;
  const idsOf = (...tensors: tf.TensorInfo[]) =>
    tensors.map(({ dataId }) => tensorMap.get(dataId).id);
  const { variable, first, second, gradient, rate, offset } = inputs as Record<
    "variable" | "first" | "second" | "gradient" | "rate" | "offset",
    tf.TensorInfo
  >;
  return tf.tidy(() => {
    const zero = tf.scalar(0);
    const beta1 = tf.scalar(attrs.beta1 as number);
    const beta2 = tf.scalar(attrs.beta2 as number);
    return binding.executeUpdate(ADAM_UPDATE, [
      typeAttribute("T", DataType.FLOAT),
    ], {
      variables: idsOf(variable, first, second),
      inputs: idsOf(zero, zero, rate, beta1, beta2, offset, gradient),
    }).map((metadata) => backend.createOutputTensor(metadata));
  });
}

type Kernel = (args: Arguments) => tf.TensorInfo | tf.TensorInfo[];

const KERNELS: Readonly<Record<string, Kernel>> = {
  BiasAddGrad: biasAddGrad,
  FusedBatchNormGradV2: fusedBatchNormGrad,
  FusedBatchNormV2: fusedBatchNorm,
  GatherV2: gatherV2,
  Relu6Grad: gradientOp("Relu6Grad"),
  ReluGrad: gradientOp("ReluGrad"),
  StatelessRandomUniform: statelessRandomUniform,
};

/**
 * Registers the kernels above, in place of the package's where it has one, and
 * those of convolutions on a processor.
 */
export function registerKernels({ isGpu }: { isGpu: boolean }): void {
  for (const [name, kernel] of Object.entries(KERNELS)) replace(name, kernel);
  if (isGpu) return;
  for (const [name, compute] of Object.entries(CONVOLUTION_KERNELS)) {
    const { kernelFunc } = tf.getKernel(name, BACKEND_NAME);
    replace(name, (args) => {
      const { inputs, attrs } = unpack(args);
      const result = tf.tidy(() => compute(inputs, attrs) ?? []);
      return result instanceof tf.Tensor ? result : kernelFunc(args);
    });
  }
}

/**
 * Has the kernels that change variables where they are while `action` runs.
 * That can be recorded, and not done at once: tfjs's tensors never change.
 */
export function withUpdates<Result>(action: () => Result): Result {
  register(ADAM_UPDATE, resourceApplyAdam);
  try {
    return action();
  } finally {
    tf.unregisterKernel(ADAM_UPDATE, BACKEND_NAME);
  }
}

function replace(name: string, kernel: Kernel): void {
  if (tf.getKernel(name, BACKEND_NAME) !== undefined) {
    tf.unregisterKernel(name, BACKEND_NAME);
  }
  register(name, kernel);
}

function register(kernelName: string, kernel: Kernel): void {
  const kernelFunc = kernel as tf.KernelFunc;
  tf.registerKernel({ kernelName, backendName: BACKEND_NAME, kernelFunc });
}
