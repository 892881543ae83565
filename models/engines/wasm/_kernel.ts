/** What the kernels of this folder know of the backend that they run on. */
import * as tf from "@tensorflow/tfjs";
import type { Allocating } from "./memory.ts";

/** The name that the package gives its backend in tfjs. */
export const BACKEND_NAME = "wasm";

/** The package's backend, as far as kernels reach into it. */
export interface WasmBackend extends tf.KernelBackend {
  /** Makes a tensor whose values are not yet set. */
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  /** A tensor's values in place: gone when another tensor is made. */
  typedArrayFromHeap(
    tensor: tf.TensorInfo,
  ): Float32Array | Int32Array | Uint8Array;
  incRef(dataId: object): void;
  /** The WebAssembly itself. */
  wasm: Allocating;
}

/** What a kernel of this folder is given. */
export interface KernelArguments {
  inputs: Record<string, tf.TensorInfo>;
  attrs: Record<string, unknown>;
  backend: WasmBackend;
}

/** A kernel as tfjs runs it. */
export type Kernel = (
  args: KernelArguments,
) => tf.TensorInfo | tf.TensorInfo[];

/**
 * Runs another kernel of the backend, past the record of gradients.
 *
 * @returns Its output, which the caller disposes.
 */
export function run(
  backend: WasmBackend,
  name: string,
  inputs: Record<string, tf.TensorInfo>,
  attrs: Record<string, unknown> = {},
): tf.TensorInfo {
  const kernel = tf.getKernel(name, BACKEND_NAME);
  return kernel.kernelFunc({
    inputs: inputs as tf.NamedTensorInfoMap,
    attrs: attrs as tf.NamedAttrMap,
    backend,
  }) as tf.TensorInfo;
}

/** Frees what a kernel made on its way. */
export function free(
  backend: WasmBackend,
  ...tensors: readonly tf.TensorInfo[]
): void {
  for (const { dataId } of tensors) backend.disposeData(dataId);
}

/** The values of a tensor of floats, in place. */
export function floatsOf(
  backend: WasmBackend,
  tensor: tf.TensorInfo,
): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}
