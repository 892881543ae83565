/** What stands for a value while a step is recorded, and for a variable. */
import type { TensorDescription } from "./_new_tensor.ts";
import type { TensorValues } from "./dtype.ts";
import type { Source } from "./source.ts";

/** A tensor whose values are known only when the function runs. */
export interface SymbolicTensor extends TensorDescription {
  /** The values, where they were given by JavaScript during the trace. */
  constant: TensorValues | undefined;
  /** Where the value comes from; absent until something uses it. */
  source: Source | undefined;
  /** What it is, if an input of the function: `"argument 0"`, for one. */
  input: string | undefined;
  /** The variable that it is a value of, and after how many updates. */
  variable?: { of: TracedVariable; updates: number };
}

/** What was recorded of a variable. */
export interface TracedVariable extends TensorDescription {
  /** What it is: `"variable 3"`, for one. */
  name: string;
  /** Where its value is kept; absent until something uses it. */
  resource: Source | undefined;
  /** The times that an op changed the value where it is. */
  updates: number;
  /** What has to run before the next change: the last, and what read since. */
  before: Source[];
}

/**
 * What a symbolic tensor is, as a text: equal for equal tensors of equal traces.
 */
export function identify(
  { source, input, variable, dtype, shape }: SymbolicTensor,
): string {
  const origin = variable === undefined
    ? input ?? `node ${source?.node}, output ${source?.index}`
    : `${variable.of.name} after ${variable.updates} updates`;
  return `${origin}, ${dtype} [${shape}]`;
}

/** The value that a variable has by now. */
export function valueOf(variable: TracedVariable): SymbolicTensor {
  return {
    dtype: variable.dtype,
    shape: variable.shape,
    constant: undefined,
    source: undefined,
    input: undefined,
    variable: { of: variable, updates: variable.updates },
  };
}

/** Whether a variable has this value by now. */
export function isCurrent(
  variable: TracedVariable | undefined,
  value: SymbolicTensor,
): variable is TracedVariable {
  return value.variable !== undefined && value.variable.of === variable &&
    value.variable.updates === variable.updates;
}

/**
 * The variable that has this value by now.
 *
 * @throws {TypeError} If none has.
 */
export function currentVariable(value: SymbolicTensor): TracedVariable {
  const variable = value.variable?.of;
  if (isCurrent(variable, value)) return variable;
  throw new TypeError(
    "Cannot trace the step: an optimizer's op is given what is no variable, or " +
      "the value of one is used after such an op has changed it. Give the op " +
      "the variables, and use their values before or the op's results after",
  );
}
