/**
 * `tf.function` for tfjs: a step recorded once, and from then on run in one
 * call.
 *
 * The step runs twice symbolically; both recordings must be the same, else
 * something of JavaScript (a counter, a random number) would be baked in. The
 * graph becomes a TensorFlow function whose inputs are the step's arguments,
 * the variables it reads and the other tensors it captures, and whose outputs
 * are the step's results and the variables' new values, which are put back in
 * place.
 */
import * as tf from "@tensorflow/tfjs";
import { dataTypeOf } from "./attributes.ts";
import { tensorFlowBackend } from "./backend.ts";
import type { TensorFlowBackend } from "./backend.ts";
import type { Capture } from "./binding.ts";
import type { FunctionCall, TensorDescription } from "./context.ts";
import { type SymbolicTensor, Trace } from "./trace.ts";

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
  /** Gives the functions and what they captured back. */
  dispose(): void;
}

/** One traced signature. */
interface Specialisation {
  call: FunctionCall;
  /** Handles in the order of the inputs; constants stay filled in. */
  handles: BigUint64Array<ArrayBuffer>;
  /** The variables that are read, after the step's own inputs. */
  read: tf.Variable[];
  captures: Capture[];
  results: TensorDescription[];
  /** The variables that are written, after the step's results. */
  written: tf.Variable[];
}

let functions = 0;

/**
 * Compiles a step.
 *
 * Everything that changes from call to call must be an argument or a
 * `tf.Variable`: numbers of JavaScript are constants of the recording. For
 * random numbers use {@linkcode randomUniform} with a key among the arguments.
 * Variables, optimizer slots included, must exist before the first call.
 *
 * @param step A synchronous function of tensors that returns tensors.
 * @returns The compiled step; the first call of a signature traces it.
 * @throws {Error} When called, if tfjs does not run on libtensorflow.
 * @throws {TypeError} When called, if the step cannot be traced: it reads a
 * tensor's values, draws random numbers or depends on a changing JavaScript
 * value, makes variables, or uses an op with state.
 */
export function compile(
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
): CompiledStep {
  const specialisations = new Map<string, Specialisation>();
  let backend: TensorFlowBackend | undefined;
  const run = (...inputs: tf.Tensor[]) => {
    backend ??= tensorFlowBackend();
    const signature = signatureOf(inputs);
    let specialisation = specialisations.get(signature);
    if (specialisation === undefined) {
      specialisation = specialise(backend, step, inputs);
      specialisations.set(signature, specialisation);
    }
    return call(backend, specialisation, inputs);
  };
  const dispose = () => {
    for (const { call, captures } of specialisations.values()) {
      backend?.binding.context.removeFunction(call.name);
      backend?.binding.release(captures);
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
  { call, handles, read, results, written }: Specialisation,
  inputs: readonly tf.Tensor[],
): tf.Tensor[] {
  const { binding, tensorMap } = backend;
  let position = 0;
  for (const tensor of [...inputs, ...read]) {
    if (tensor.isDisposed) {
      throw new TypeError("Cannot run the step: a tensor it uses was disposed");
    }
    handles[position++] = binding.handle(tensorMap.get(tensor.dataId).id);
  }
  const outputs = binding.context.callFunction(call, handles);
  const values = results.map((description, index) =>
    backend.createOutputTensor(
      binding.adopt(outputs[index] as bigint, description),
    )
  );
  for (const [index, variable] of written.entries()) {
    const handle = outputs[results.length + index] as bigint;
    assign(backend, variable, handle);
  }
  return values;
}

/** Gives a variable its new value, in place where no one shares the old. */
function assign(
  backend: TensorFlowBackend,
  variable: tf.Variable,
  handle: bigint,
): void {
  const data = backend.tensorMap.get(variable.dataId);
  if (data.refCount === 1) return backend.binding.replace(data.id, handle);
  const value = backend.createOutputTensor(
    backend.binding.adopt(handle, data),
  );
  variable.assign(value);
  value.dispose();
}

/** Records the step for one signature, and makes a function of it. */
function specialise(
  backend: TensorFlowBackend,
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
  inputs: readonly tf.Tensor[],
): Specialisation {
  const { binding } = backend;
  const first = record(backend, step, inputs);
  binding.release(first.captures);
  first.trace.dispose();
  const recording = record(backend, step, inputs);
  const { trace, read, captures, results, written } = recording;
  try {
    assertSameTrace(first.trace.nodes, trace.nodes);
    const name = `step_${functions++}`;
    const symbols = [
      ...recording.inputs,
      ...read.map(({ symbol }) => symbol),
      ...captures.map(({ symbol }) => symbol),
    ];
    const outputs = [...results, ...written.map(({ symbol }) => symbol)];
    const func = trace.toFunction(name, symbols, outputs);
    binding.context.addFunction(func);
    binding.context.library.symbols.TF_DeleteFunction(func);
    const handles = new BigUint64Array(symbols.length);
    for (const [index, { handle }] of captures.entries()) {
      handles[symbols.length - captures.length + index] = handle;
    }
    return {
      call: {
        name,
        inputTypes: Int32Array.from(symbols, ({ dtype }) => dtype),
        outputTypes: Int32Array.from(outputs, ({ dtype }) => dtype),
      },
      handles,
      read: read.map(({ variable }) => variable),
      captures,
      results: results.map(({ dtype, shape }) => ({ dtype, shape })),
      written: written.map(({ variable }) => variable),
    };
  } catch (error) {
    binding.release(captures);
    throw error;
  } finally {
    trace.dispose();
  }
}

/** A variable during a trace: its own symbol in place of its value. */
interface SymbolicVariable {
  variable: tf.Variable;
  symbol: SymbolicTensor;
}

interface StepRecording {
  trace: Trace;
  inputs: SymbolicTensor[];
  read: SymbolicVariable[];
  captures: Capture[];
  results: SymbolicTensor[];
  written: SymbolicVariable[];
}

/** Runs the step symbolically, and leaves every variable as it was. */
function record(
  backend: TensorFlowBackend,
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
  inputs: readonly tf.Tensor[],
): StepRecording {
  const { binding } = backend;
  const trace = new Trace(binding.context.library);
  const recording: StepRecording = {
    trace,
    inputs: inputs.map(({ dtype, shape }) =>
      trace.input({ dtype: dataTypeOf(dtype), shape })
    ),
    read: [],
    captures: [],
    results: [],
    written: [],
  };
  const variables = Object.values(tf.engine().registeredVariables);
  try {
    recording.captures = binding.record(trace, {
      currentOp,
      action: () => {
        withSymbolicVariables(backend, trace, variables, recording, () => {
          recording.results = traceStep(backend, step, recording.inputs);
        });
      },
    });
  } catch (error) {
    trace.dispose();
    throw error;
  }
  return recording;
}

/** Runs the step on symbols, and frees what it made but for the results. */
function traceStep(
  backend: TensorFlowBackend,
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
  inputs: readonly SymbolicTensor[],
): SymbolicTensor[] {
  let symbols: SymbolicTensor[] = [];
  tf.tidy(() => {
    const results = withoutHostRandomness(() =>
      step(
        ...inputs.map((symbol) =>
          backend.createOutputTensor(backend.binding.symbolic(symbol))
        ),
      )
    );
    if (
      !Array.isArray(results) ||
      !results.every((result) => result instanceof tf.Tensor)
    ) {
      throw new TypeError(
        "Cannot trace the step: wanted an array of tensors as its result",
      );
    }
    symbols = results.map((tensor) => symbolOf(backend, tensor));
  });
  return symbols;
}

function symbolOf(
  backend: TensorFlowBackend,
  tensor: tf.Tensor,
): SymbolicTensor {
  return backend.binding.symbolOf(backend.tensorMap.get(tensor.dataId).id);
}

/**
 * Gives every variable a symbol for its value while `action` runs, and notes
 * in `recording` which were read and written.
 *
 * A symbol of its own, and not the variable's tensor, since another tensor may
 * share that tensor's data and must stay what it is.
 */
function withSymbolicVariables(
  backend: TensorFlowBackend,
  trace: Trace,
  variables: readonly tf.Variable[],
  recording: StepRecording,
  action: () => void,
): void {
  const known = new Set(variables);
  const held = variables.map((variable) => {
    const description = {
      dtype: dataTypeOf(variable.dtype),
      shape: variable.shape,
    };
    const symbol = trace.input(description);
    const original = sharing(backend, variable);
    const placeholder = backend.createOutputTensor(
      backend.binding.symbolic(symbol),
    );
    variable.assign(placeholder);
    placeholder.dispose();
    return { variable, symbol, original, dataId: variable.dataId };
  });
  try {
    action();
    assertNoNewVariables(known);
    for (const { variable, dataId } of held) {
      if (variable.dataId === dataId) continue;
      recording.written.push({ variable, symbol: symbolOf(backend, variable) });
    }
  } finally {
    for (const { variable, symbol, original } of held) {
      variable.assign(original);
      original.dispose();
      if (symbol.source !== undefined) {
        recording.read.push({ variable, symbol });
      }
    }
  }
  // A variable given back untouched as a result is read without a node.
  for (const result of recording.results) {
    const owner = held.find(({ symbol }) => symbol === result);
    if (owner !== undefined && owner.symbol.source === undefined) {
      recording.read.push(owner);
    }
  }
}

/** A tensor on the same data as a variable, counted as one more user. */
function sharing(
  backend: TensorFlowBackend,
  { dataId, shape, dtype }: tf.Variable,
): tf.Tensor {
  backend.incRef(dataId);
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype });
}

function assertNoNewVariables(known: ReadonlySet<tf.Variable>): void {
  const made = Object.values(tf.engine().registeredVariables).filter(
    (variable) => !known.has(variable),
  );
  if (made.length === 0) return;
  tf.dispose(made);
  throw new TypeError(
    `Cannot trace the step: it makes the variable ${made[0]?.name}. Build ` +
      "layers and optimizer slots before the first call; a tfjs optimizer " +
      "makes its slots in its first step, so run one step uncompiled",
  );
}

/** The end of the name that tfjs gives to the scope of each of its ops. */
const OP_SCOPE = "__op";

/** The op of tfjs that is running, as a user writes it. */
function currentOp(): string | undefined {
  const { name } = tf.engine().state.activeScope ?? {};
  return name?.endsWith(OP_SCOPE)
    ? `tf.${name.slice(0, -OP_SCOPE.length)}`
    : undefined;
}

/**
 * Makes tfjs's random ops throw while `action` runs: they draw in JavaScript.
 *
 * Every op of tfjs opens a scope with its name, the one place to see them all.
 */
function withoutHostRandomness<Result>(action: () => Result): Result {
  const engine = tf.engine();
  const { startScope } = engine;
  engine.startScope = (name) => {
    startScope.call(engine, name);
    if (/^(rand|truncatedNormal)/.test(name ?? "")) {
      throw new TypeError(
        `Cannot trace the step: ${currentOp()} (in a dropout layer, say) ` +
          "draws its numbers in JavaScript, and they would be the same in " +
          "every step. Use randomUniform() with a key that is an input of " +
          "the step",
      );
    }
  };
  try {
    return action();
  } finally {
    engine.startScope = startScope;
  }
}

function assertSameTrace(
  first: readonly string[],
  second: readonly string[],
): void {
  const length = Math.max(first.length, second.length);
  for (let node = 0; node < length; node++) {
    if (first[node] === second[node]) continue;
    throw new TypeError(
      "Cannot trace the step: two recordings of it differ at node " +
        `${node} (${first[node] ?? "nothing"}, then ` +
        `${second[node] ?? "nothing"}), so it depends on a JavaScript value ` +
        "that changes. Make that value an input of the step",
    );
  }
}
