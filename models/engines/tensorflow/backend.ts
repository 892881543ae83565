/** The tfjs backend `tensorflow`, as far as the engine reaches into it. */
import * as tf from "@tensorflow/tfjs";
import type { Attribute } from "./attributes.ts";
import type { Binding } from "./binding.ts";

/** The name that the backend has in tfjs. */
export const BACKEND_NAME = "tensorflow";

/**
 * The tfjs-node backend, as far as the engine reaches into it.
 *
 * @internal
 */
export interface TensorFlowBackend extends tf.KernelBackend {
  binding: Binding;
  tensorMap: {
    get(dataId: object): TensorData;
    set(dataId: object, data: TensorData): void;
  };
  createOutputTensor(
    metadata: { id: number; shape: number[]; dtype: number },
  ): tf.Tensor;
  executeSingleOutput(
    name: string,
    attributes: Attribute[],
    inputs: tf.TensorInfo[],
  ): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: Attribute[],
    inputs: tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
}

/** What the backend knows of a tensor. */
export interface TensorData {
  shape: number[];
  dtype: number;
  values: tf.backend_util.BackendValues | null;
  id: number;
  refCount: number;
}

/**
 * The backend that {@linkcode startTensorFlow} made.
 *
 * @throws {Error} If tfjs runs on another backend.
 */
export function tensorFlowBackend(): TensorFlowBackend {
  const backend = tf.backend() as TensorFlowBackend;
  if (tf.getBackend() !== BACKEND_NAME) {
    throw new Error(
      `Cannot compile for the tfjs backend ${tf.getBackend()}: call ` +
        "startTensorFlow() first",
    );
  }
  return backend;
}
