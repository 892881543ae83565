/**
 * One recording of a step: ops become nodes of a graph in place of being run,
 * and the graph becomes a function.
 */
import { type Attribute, typeAttribute } from "./attributes.ts";
import type { TensorValues } from "./dtype.ts";
import { Graph } from "./graph.ts";
import type { Library } from "./library.ts";
import type { TensorDescription } from "./_new_tensor.ts";
import type { Source } from "./source.ts";
import {
  currentVariable,
  isCurrent,
  type SymbolicTensor,
  type TracedVariable,
  valueOf,
} from "./symbolic_tensor.ts";

/** Records nodes, and makes a function of them. */
export class Trace {
  readonly #graph: Graph;
  /** What changes variables: it runs though no result depends on it. */
  readonly #changes: Source[] = [];

  /** @param library The opened library. */
  constructor(library: Library) {
    this.#graph = new Graph(library);
  }

  /** One line a node, equal for equal traces: what two are compared by. */
  get nodes(): readonly string[] {
    return this.#graph.nodes;
  }

  /**
   * Declares an input of the function; a node is made when it is used.
   *
   * @param name What it is: no two inputs of a trace share a name.
   */
  input({ dtype, shape }: TensorDescription, name: string): SymbolicTensor {
    return {
      dtype,
      shape,
      constant: undefined,
      source: undefined,
      input: name,
    };
  }

  /**
   * Declares a variable: an input of the function that it can change. A node is
   * made when it is used.
   *
   * @param name What it is: no two inputs of a trace share a name.
   */
  variable({ dtype, shape }: TensorDescription, name: string): TracedVariable {
    return { name, dtype, shape, resource: undefined, updates: 0, before: [] };
  }

  /** Bakes values into the function. */
  constant(
    description: TensorDescription,
    values: TensorValues,
  ): SymbolicTensor {
    return {
      ...description,
      constant: values.slice(),
      source: this.#graph.constant(description, values),
      input: undefined,
    };
  }

  /**
   * Records one op.
   *
   * @param name The op's registered name.
   * @param attributes Its attributes.
   * @param inputs Its inputs, lists flattened.
   * @param outputs The number of outputs asked for.
   * @returns The outputs.
   * @throws {TypeError} If the op has state, or an output has no fixed shape.
   * @throws {TensorFlowError} If the op does not take these inputs.
   */
  node(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly SymbolicTensor[],
    outputs: number,
  ): SymbolicTensor[] {
    if (this.#graph.isStateful(name)) {
      throw new TypeError(
        `Cannot trace the op ${name}: it keeps state outside the step. For ` +
          "random numbers use randomUniform() with a key that is an input of " +
          "the step",
      );
    }
    const first = this.#graph.add(
      name,
      attributes,
      inputs.map((input) => this.#source(input)),
    );
    return Array.from({ length: outputs }, (_, index) => {
      const source = { ...first, index };
      const description = this.#graph.describe(name, source);
      return { ...description, constant: undefined, source, input: undefined };
    });
  }

  /**
   * Records an op that changes variables where they are.
   *
   * @param name The op's registered name: its first inputs are the variables.
   * @param attributes Its attributes.
   * @returns The new values, in the order of the variables.
   * @throws {TypeError} If a tensor is not the value that a variable has then.
   */
  update(
    name: string,
    attributes: readonly Attribute[],
    { variables, inputs }: {
      variables: readonly SymbolicTensor[];
      inputs: readonly SymbolicTensor[];
    },
  ): SymbolicTensor[] {
    const changed = variables.map((tensor) => currentVariable(tensor));
    const sources = [
      ...changed.map((variable) => this.#resource(variable)),
      ...inputs.map((input) => this.#source(input)),
    ];
    this.#change(name, attributes, { variables: changed, sources });
    return changed.map(valueOf);
  }

  /** Adds a node that changes variables, after what it has to wait for. */
  #change(
    name: string,
    attributes: readonly Attribute[],
    { variables, sources }: {
      variables: readonly TracedVariable[];
      sources: readonly Source[];
    },
  ): void {
    const after = variables.flatMap(({ before }) => before);
    const change = this.#graph.add(name, attributes, sources, after);
    this.#changes.push(change);
    for (const variable of variables) {
      variable.updates++;
      variable.before = [change];
    }
  }

  /**
   * Records the end of the step: what is returned, and what variables become.
   *
   * @param results What the step returns.
   * @param written The variables that it changes, with their new values.
   */
  end(
    results: readonly SymbolicTensor[],
    written: readonly { variable: TracedVariable; value: SymbolicTensor }[],
  ): void {
    for (const result of results) this.#source(result);
    const assigned = written
      .filter(({ variable, value }) => !isCurrent(variable, value))
      // All is read before anything is changed: variables may be swapped.
      .map(({ variable, value }) => ({ variable, value: this.#source(value) }));
    for (const { variable, value } of assigned) {
      this.#change(
        "AssignVariableOp",
        [typeAttribute("dtype", variable.dtype)],
        { variables: [variable], sources: [this.#resource(variable), value] },
      );
    }
  }

  #source(tensor: SymbolicTensor): Source {
    if (tensor.source !== undefined) return tensor.source;
    tensor.source = tensor.variable === undefined
      ? this.#graph.placeholder(tensor, `${tensor.input}`)
      : this.#read(currentVariable(tensor));
    return tensor.source;
  }

  /** The value of a variable, after what was recorded to change it. */
  #read(variable: TracedVariable): Source {
    const { dtype, shape, updates, before } = variable;
    const read = this.#graph.add(
      "ReadVariableOp",
      [typeAttribute("dtype", dtype)],
      [this.#resource(variable)],
      updates === 0 ? [] : before.slice(0, 1),
    );
    this.#graph.setShape(read, shape);
    before.push(read);
    return read;
  }

  /** Where a variable's value is kept. */
  #resource(variable: TracedVariable): Source {
    variable.resource ??= this.#graph.resource(variable, variable.name);
    return variable.resource;
  }

  /**
   * Makes a function of what was recorded, after {@linkcode end}.
   *
   * @param name A name that no other function of the context has.
   * @param signature What it takes, inputs and then variables, and returns.
   * @returns A `TF_Function*` that the caller owns.
   */
  toFunction(
    name: string,
    { inputs, variables, outputs }: {
      inputs: readonly SymbolicTensor[];
      variables: readonly TracedVariable[];
      outputs: readonly SymbolicTensor[];
    },
  ): bigint {
    return this.#graph.toFunction(name, {
      // A function may not return its own input.
      outputs: outputs.map((tensor) =>
        tensor.input === undefined
          ? this.#source(tensor)
          : this.#identity(tensor)
      ),
      inputs: [
        ...inputs.map((input) => this.#source(input)),
        ...variables.map((variable) => this.#resource(variable)),
      ],
      changes: this.#changes,
    });
  }

  #identity(tensor: SymbolicTensor): Source {
    const [copy] = this.node(
      "Identity",
      [typeAttribute("T", tensor.dtype)],
      [tensor],
      1,
    );
    return this.#source(copy as SymbolicTensor);
  }

  /** Lets go of the graph; functions made of it stay. */
  dispose(): void {
    this.#graph.dispose();
  }
}
