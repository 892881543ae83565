/**
 * Starts the tfjs backend `tensorflow`: the package's own kernels on our binding.
 *
 * The kernels of `@tensorflow/tfjs-node-gpu` are used as they are, with a few
 * put in place of theirs (`kernels.ts`) and a few gradients put in place of
 * those that tfjs composes (`models/engines/ops/gradients.ts`).
 */
import * as tf from "@tensorflow/tfjs";
import util from "node:util";
import { registerGradients } from "../ops/gradients.ts";
import { BACKEND_NAME, type TensorFlowBackend } from "./backend.ts";
import { Binding } from "./binding.ts";
import { EagerContext, type EagerContextOptions } from "./context.ts";
import { dataTypeOf } from "./dtype.ts";
import { registerKernels } from "./kernels.ts";
import { openLibrary } from "./library.ts";

/**
 * Makes libtensorflow the backend of tfjs.
 *
 * @param path The library's file.
 * @param options Threads and memory.
 * @returns The backend; tfjs uses it from now on.
 * @throws {Error} If the file is no libtensorflow 2, or one runs already.
 *
 * @example It needs libtensorflow, and so is not run here.
 * ```ts ignore
 * import * as tf from "@tensorflow/tfjs";
 * import { locateLibrary } from "./locate.ts";
 * import { startTensorFlow } from "./start_tensorflow.ts";
 * const library = locateLibrary("cpu");
 * if (library !== undefined) await startTensorFlow(library.path);
 * console.log(tf.getBackend()); // tensorflow
 * ```
 */
export async function startTensorFlow(
  path: string,
  options: EagerContextOptions = {},
): Promise<TensorFlowBackend> {
  if (tf.findBackend(BACKEND_NAME) !== null) {
    throw new Error("Cannot start TensorFlow: it runs in this process already");
  }
  const binding = new Binding(new EagerContext(openLibrary(path), options));
  // The package calls two helpers that Node.js has dropped and Deno never had.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value == null,
    isArray: Array.isArray,
  });
  const { NodeJSKernelBackend } = await import(
    "@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js"
  );
  await import("@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js");
  const backend = new NodeJSKernelBackend(
    // The package's type also lists members that it never uses.
    binding as unknown as ConstructorParameters<typeof NodeJSKernelBackend>[0],
    "@tensorflow/tfjs-node-gpu",
  ) as unknown as TensorFlowBackend;
  holdNothingBack(backend);
  registerKernels(binding.context);
  registerGradients();
  tf.registerBackend(BACKEND_NAME, () => backend);
  tf.setBackend(BACKEND_NAME);
  return backend;
}

/**
 * Hands values to TensorFlow when a tensor is made.
 *
 * The package keeps them in JavaScript until an op uses them, which could be
 * inside a trace: a tensor from before would then become part of the recording.
 */
function holdNothingBack(backend: TensorFlowBackend): void {
  const { binding, tensorMap } = backend;
  backend.write = (values, shape, dtype) => {
    const type = dataTypeOf(dtype);
    const id = binding.createTensor(shape, type, values);
    const dataId = {};
    const data = { shape, dtype: type, values: null, id, refCount: 1 };
    tensorMap.set(dataId, data);
    return dataId;
  };
  // What comes from another backend was there before any trace.
  backend.move = (dataId, values, shape, dtype, refCount) => {
    const type = dataTypeOf(dtype);
    const id = binding.createEagerTensor(shape, type, values);
    tensorMap.set(dataId, { shape, dtype: type, values: null, id, refCount });
  };
}
