/** Runs a step on symbols in place of tensors, and notes what it touches. */
import * as tf from "@tensorflow/tfjs";
import type { TensorFlowBackend } from "./backend.ts";
import type { Capture } from "./binding.ts";
import { dataTypeOf } from "./dtype.ts";
import { withUpdates } from "./kernels.ts";
import {
  identify,
  type SymbolicTensor,
  type TracedVariable,
  valueOf,
} from "./symbolic_tensor.ts";
import { Trace } from "./trace.ts";

/** A variable, and what was recorded of it. */
export interface SymbolicVariable {
  variable: tf.Variable;
  traced: TracedVariable;
}

/** A variable that the step changes. */
interface WrittenVariable extends SymbolicVariable {
  /** What it becomes. */
  value: SymbolicTensor;
}

/**
 * What a recording is, as texts: equal for equal recordings.
 *
 * Nodes alone would not do: which variable is written, or the order of the
 * results, leaves no node.
 */
export function fingerprint(recording: StepRecording): string[] {
  const { trace, results, written } = recording;
  return [
    ...trace.nodes,
    ...results.map((tensor) => `result: ${identify(tensor)}`),
    ...written.map(({ variable, value }) =>
      `variable ${variable.id} becomes ${identify(value)}`
    ),
  ];
}

/** What one run of a step on symbols gave. */
export interface StepRecording {
  trace: Trace;
  inputs: SymbolicTensor[];
  captures: Capture[];
  /** The variables that are read or written. */
  used: SymbolicVariable[];
  results: SymbolicTensor[];
  written: WrittenVariable[];
}

/**
 * Runs a step symbolically, and leaves every variable as it was.
 *
 * @param backend Whose kernels record.
 * @param step The step.
 * @param inputs Tensors of the shapes and types to record for.
 * @returns The recording, whose trace the caller now owns.
 * @throws {TypeError} If the step cannot be traced.
 */
export function recordStep(
  backend: TensorFlowBackend,
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
  inputs: readonly tf.Tensor[],
): StepRecording {
  const { binding } = backend;
  const trace = new Trace(binding.context.library);
  const recording: StepRecording = {
    trace,
    inputs: inputs.map(({ dtype, shape }, index) =>
      trace.input({ dtype: dataTypeOf(dtype), shape }, `argument ${index}`)
    ),
    captures: [],
    used: [],
    results: [],
    written: [],
  };
  const variables = Object.values(tf.engine().registeredVariables);
  // Brings here what another backend holds, before anything is recorded.
  for (const { dataId } of variables) backend.tensorMap.get(dataId);
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

/** Runs the step on symbols, and frees what it made except for the results. */
function traceStep(
  backend: TensorFlowBackend,
  step: (...inputs: tf.Tensor[]) => tf.Tensor[],
  inputs: readonly SymbolicTensor[],
): SymbolicTensor[] {
  let symbols: SymbolicTensor[] = [];
  tf.tidy(() => {
    const tensors = inputs.map((symbol) =>
      backend.createOutputTensor(backend.binding.symbolic(symbol))
    );
    const results = withUpdates(() =>
      withoutHostRandomness(() => step(...tensors))
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
    const traced = trace.variable(description, `variable ${variable.id}`);
    const original = sharing(backend, variable);
    const placeholder = backend.createOutputTensor(
      backend.binding.symbolic(valueOf(traced)),
    );
    variable.assign(placeholder);
    placeholder.dispose();
    return { variable, traced, original, dataId: variable.dataId };
  });
  try {
    action();
    assertNoNewVariables(known);
    for (const { variable, traced, dataId } of held) {
      if (variable.dataId !== dataId) {
        const value = symbolOf(backend, variable);
        recording.written.push({ variable, traced, value });
      } else assertNotUpdated(traced);
    }
  } finally {
    for (const { variable, original } of held) {
      variable.assign(original);
      original.dispose();
    }
  }
  trace.end(
    recording.results,
    recording.written.map(({ traced, value }) => ({ variable: traced, value })),
  );
  recording.used = held.filter(({ traced }) => traced.resource !== undefined);
}

/**
 * An update where the variable is has happened, though no one kept its result.
 */
function assertNotUpdated({ name, updates }: TracedVariable): void {
  if (updates === 0) return;
  throw new TypeError(
    `Cannot trace the step: an optimizer's op changes ${name}, and the result ` +
      "is not assigned to it. Assign it",
  );
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
  return opNamed(tf.engine().state.activeScope?.name);
}

/** The op that a scope belongs to. */
function opNamed(scope: string | undefined): string | undefined {
  return scope?.endsWith(OP_SCOPE)
    ? `tf.${scope.slice(0, -OP_SCOPE.length)}`
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
    if (/^(rand|truncatedNormal)/.test(name ?? "")) {
      throw new TypeError(
        `Cannot trace the step: ${opNamed(name)} (in a dropout layer, say) ` +
          "draws its numbers in JavaScript, and they would be the same in " +
          "every step. Use randomUniform() with a key that is an input of " +
          "the step",
      );
    }
    startScope.call(engine, name);
  };
  try {
    return action();
  } finally {
    engine.startScope = startScope;
  }
}
