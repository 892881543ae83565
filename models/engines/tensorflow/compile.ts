/**
 * `tf.function` for tfjs: a step recorded once, and from then on run in one
 * call.
 *
 * The step runs twice symbolically; both recordings must be the same, else
 * something of JavaScript (a counter, a random number) would be baked in. The
 * graph becomes a TensorFlow function whose inputs are the step's arguments,
 * the other tensors it captures and the variables it uses, and whose outputs are
 * the step's results. From its first compiled step on, a variable's value is
 * kept by TensorFlow, and changed where it is.
 */
import * as tf from "@tensorflow/tfjs";
import type { Precision } from "../../precision.ts";
import { tensorFlowBackend } from "./backend.ts";
import type { TensorFlowBackend } from "./backend.ts";
import type { FunctionCall } from "./context.ts";
import { inBfloat16 } from "./convolution_kernels.ts";
import { DataType } from "./dtype.ts";
import type { TensorDescription } from "./_new_tensor.ts";
import { fingerprint, recordStep } from "./record_step.ts";
import type { ResourceVariable } from "./resource_variable.ts";

/** A step that {@linkcode compile} made. */
export interface CompiledStep {
  /**
   * Runs the step.
   *
   * @param inputs Tensors; another set of shapes and types is traced anew.
   * @returns The step's results, which the caller disposes.
   */
  (...inputs: tf.Tensor[]): tf.Tensor[];
  /** The number of signatures traced so far. */
  readonly signatures: number;
  /** Gives the functions back. */
  dispose(): void;
}

/** Settings of {@linkcode compile}. */
export interface CompileOptions {
  /**
   * What products of matrices and convolutions are computed in: `bf16` lets
   * TensorFlow turn those to bfloat16 that gain by it, where the processor has
   * instructions for that; results are less exact then.
   * @default {"f32"}
   */
  precision?: Precision;
}

/**
 * A serialized `ConfigProto` that turns on TensorFlow's own rewriter, by the
 * field numbers of its config.proto and rewriter_config.proto: graph_options {
 * rewrite_options { auto_mixed_precision_onednn_bfloat16: ON } }.
 */
const BFLOAT16 = Uint8Array.of(0x52, 5, 0x52, 3, 0xf8, 0x01, 1);

/** One traced signature. */
interface Specialisation {
  call: FunctionCall;
  /** Handles in the order of the inputs, filled in at each call. */
  handles: BigUint64Array<ArrayBuffer>;
  /** The tensors that are captured, after the step's own inputs: binding ids. */
  captures: number[];
  /** The variables that are used, after those. */
  used: tf.Variable[];
  results: TensorDescription[];
  /** Those of the variables that are changed. */
  written: tf.Variable[];
}

let functions = 0;

/**
 * Compiles a step.
 *
 * Everything that changes from call to call must be an argument or a
 * `tf.Variable`: numbers of JavaScript are constants of the recording. For
 * random numbers use {@linkcode randomUniform} with a key among the arguments.
 * Variables, optimizer slots included, must exist before the first call, and
 * tensors that the step captures must live as long as it is run.
 *
 * @param step A synchronous function of tensors that returns tensors.
 * @param options What it is computed in.
 * @returns The compiled step; the first call of a signature traces it.
 * @throws {Error} When called, if tfjs does not run on libtensorflow.
 * @throws {TypeError} When called, if the step cannot be traced: it reads a
 * tensor's values, draws random numbers or depends on a changing JavaScript
 * value, makes variables, or uses an op with state; or if it is run inside
 * `tf.grad`, or on a tensor that was disposed.
 *
 * @example Where there is a libtensorflow.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { startTensorFlow } from "./start_tensorflow.ts";
 * import { compile } from "./compile.ts";
 * import { locateLibrary } from "./locate.ts";
 * const library = locateLibrary("cpu");
 * if (library !== undefined) {
 *   await startTensorFlow(library.path, { gpu: false });
 *   const sum = tf.variable(tf.scalar(0));
 *   const add = compile((x) => {
 *     sum.assign(tf.add(sum, x!));
 *     return [tf.square(sum)];
 *   });
 *   for (const value of [1, 2]) tf.dispose(add(tf.scalar(value)));
 *   assertEquals([sum.dataSync()[0], add.signatures], [3, 1]);
 * }
 * ```
 */
export function compile(
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
  options: CompileOptions = {},
): CompiledStep {
  const isBfloat16 = options.precision === "bf16";
  const config = isBfloat16 ? BFLOAT16 : undefined;
  const recorded: typeof step = isBfloat16
    ? (...inputs) => inBfloat16(() => step(...inputs))
    : step;
  const specialisations = new Map<string, Specialisation>();
  let backend: TensorFlowBackend | undefined;
  const run = (...inputs: tf.Tensor[]) => {
    backend ??= tensorFlowBackend();
    const signature = signatureOf(inputs);
    let specialisation = specialisations.get(signature);
    if (specialisation === undefined) {
      specialisation = specialise(backend, recorded, { inputs, config });
      specialisations.set(signature, specialisation);
    }
    return call(backend, specialisation, inputs);
  };
  const dispose = () => {
    for (const { call } of specialisations.values()) {
      backend?.binding.context.removeFunction(call.name);
    }
    specialisations.clear();
  };
  return Object.defineProperty(
    Object.assign(run, { dispose }),
    "signatures",
    { get: () => specialisations.size },
  ) as unknown as CompiledStep;
}

function signatureOf(inputs: readonly tf.Tensor[]): string {
  return inputs.map(({ dtype, shape }) => `${dtype}[${shape}]`).join();
}

function call(
  backend: TensorFlowBackend,
  specialisation: Specialisation,
  inputs: readonly tf.Tensor[],
): tf.Tensor[] {
  const { call, handles, captures, used, results, written } = specialisation;
  const { binding, tensorMap } = backend;
  if ([...inputs, ...used].some((tensor) => tensor.isDisposed)) {
    throw new TypeError("Cannot run the step: a tensor it uses was disposed");
  }
  if (tf.engine().state.gradientDepth > 0) {
    throw new TypeError(
      "Cannot run the compiled step inside tf.grad or tf.variableGrads: its " +
        "gradient is not known there. Take the gradient inside the step",
    );
  }
  const changed = written.map((variable) => ownVariable(backend, variable));
  let position = 0;
  for (const { dataId } of inputs) {
    handles[position++] = binding.handle(tensorMap.get(dataId).id);
  }
  for (const id of captures) handles[position++] = binding.handle(id);
  for (const { dataId } of used) {
    const { resource } = binding.variable(tensorMap.get(dataId).id);
    handles[position++] = resource;
  }
  try {
    const outputs = binding.context.callFunction(call, handles);
    return results.map((description, index) =>
      backend.createOutputTensor(
        binding.adopt(outputs[index] as bigint, description),
      )
    );
  } finally {
    // An argument may have been the variable's own value.
    for (const variable of changed) variable.willChange();
  }
}

/** Where a variable is changed, and no tensor that shares its data with it. */
function ownVariable(
  backend: TensorFlowBackend,
  variable: tf.Variable,
): ResourceVariable {
  const { binding, tensorMap } = backend;
  const { id, refCount } = tensorMap.get(variable.dataId);
  if (refCount > 1) {
    const value = backend.createOutputTensor(binding.copy(id));
    variable.assign(value);
    value.dispose();
  }
  const own = binding.variable(tensorMap.get(variable.dataId).id);
  own.willChange();
  return own;
}

/** Records the step for one signature, and makes a function of it. */
function specialise(
  backend: TensorFlowBackend,
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
  { inputs: examples, config }: {
    inputs: readonly tf.Tensor[];
    config: Uint8Array<ArrayBuffer> | undefined;
  },
): Specialisation {
  const { binding } = backend;
  const first = recordStep(backend, step, examples);
  const expected = fingerprint(first);
  first.trace.dispose();
  const recording = recordStep(backend, step, examples);
  const { trace, captures, used, results, written } = recording;
  try {
    assertSame(expected, fingerprint(recording));
    const name = `step_${functions++}`;
    const inputs = [
      ...recording.inputs,
      ...captures.map(({ symbol }) => symbol),
    ];
    const variables = used.map(({ traced }) => traced);
    const outputs = results;
    const func = trace.toFunction(name, { inputs, variables, outputs });
    binding.context.addFunction(func);
    binding.context.library.symbols.TF_DeleteFunction(func);
    return {
      call: {
        name,
        config,
        inputTypes: Int32Array.from([
          ...inputs.map(({ dtype }) => dtype),
          ...variables.map(() => DataType.RESOURCE),
        ]),
        outputTypes: Int32Array.from(results, ({ dtype }) => dtype),
      },
      handles: new BigUint64Array(inputs.length + variables.length),
      used: used.map(({ variable }) => variable),
      captures: captures.map(({ id }) => id),
      results: results.map(({ dtype, shape }) => ({ dtype, shape })),
      written: written.map(({ variable }) => variable),
    };
  } finally {
    trace.dispose();
  }
}

function assertSame(
  first: readonly string[],
  second: readonly string[],
): void {
  const length = Math.max(first.length, second.length);
  for (let node = 0; node < length; node++) {
    if (first[node] === second[node]) continue;
    throw new TypeError(
      "Cannot trace the step: two recordings of it differ (at first " +
        `${first[node] ?? "nothing"}, then ${second[node] ?? "nothing"}), so ` +
        "it depends on a JavaScript value that changes. Make that value an " +
        "input of the step",
    );
  }
}
