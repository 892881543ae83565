/**
 * One recording of a step: ops become nodes of a `TF_Graph` in place of being
 * run, and the graph becomes a function.
 */
import { type Attribute, setAttribute, typeAttribute } from "./attributes.ts";
import { newTensor, type TensorDescription } from "./_new_tensor.ts";
import { AttrType, DataType, type TensorValues } from "./dtype.ts";
import { cString, int64s } from "./_native.ts";
import type { Library } from "./library.ts";
import { type OpDef, readOpDef } from "./op_def.ts";
import {
  currentVariable,
  isCurrent,
  type Source,
  type SymbolicTensor,
  type TracedVariable,
  valueOf,
} from "./symbolic_tensor.ts";

const definitions = new Map<string, OpDef>();

/** Records nodes, and makes a function of them. */
export class Trace {
  /** One line a node, equal for equal traces: what two are compared by. */
  readonly nodes: string[] = [];
  readonly #library: Library;
  readonly #graph: bigint;
  /** What changes variables: it runs though no result depends on it. */
  readonly #changes: Source[] = [];

  /** @param library The opened library. */
  constructor(library: Library) {
    this.#library = library;
    this.#graph = library.symbols.TF_NewGraph();
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
    { dtype, shape }: TensorDescription,
    values: TensorValues,
  ): SymbolicTensor {
    const { symbols, status } = this.#library;
    const tensor = newTensor(this.#library, { dtype, shape }, values);
    const label = `${dtype} [${shape}] ${digest(values)}`;
    const operation = this.#finish("Const", label, (description) => {
      symbols.TF_SetAttrType(description, cString("dtype"), dtype);
      symbols.TF_SetAttrTensor(description, cString("value"), tensor, status);
      this.#library.check("record a constant");
    });
    symbols.TF_DeleteTensor(tensor);
    return {
      dtype,
      shape,
      constant: values.slice(),
      source: operation,
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
    const definition = this.#definition(name);
    if (definition.isStateful) {
      throw new TypeError(
        `Cannot trace the op ${name}: it keeps state outside the step. For ` +
          "random numbers use randomUniform() with a key that is an input of " +
          "the step",
      );
    }
    const source = this.#operation(
      name,
      attributes,
      inputs.map((input) => this.#source(input)),
    );
    return Array.from(
      { length: outputs },
      (_, index) => this.#output(name, { ...source, index }),
    );
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
    const change = this.#operation(name, attributes, sources, after);
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

  /**
   * Adds a node.
   *
   * @param after What has to run before, beside what its inputs depend on.
   */
  #operation(
    name: string,
    attributes: readonly Attribute[],
    sources: readonly Source[],
    after: readonly Source[] = [],
  ): Source {
    const definition = this.#definition(name);
    const label = JSON.stringify([
      // JSON has one null for NaN and both infinities.
      attributes.map(({ name, value }) => [name, String(value)]),
      sources.map(({ node, index }) => [node, index]),
      ...after.map(({ node }) => node),
    ]);
    return this.#finish(name, label, (description) => {
      this.#addInputs(description, definition, attributes, sources);
      for (const { operation } of after) {
        this.#library.symbols.TF_AddControlInput(description, operation);
      }
      for (const attribute of attributes) {
        setAttribute(this.#library, "graph", description, attribute);
      }
    });
  }

  #definition(name: string): OpDef {
    let definition = definitions.get(name);
    if (definition === undefined) {
      definition = readOpDef(this.#library, this.#graph, name);
      definitions.set(name, definition);
    }
    return definition;
  }

  #addInputs(
    description: bigint,
    definition: OpDef,
    attributes: readonly Attribute[],
    sources: readonly Source[],
  ): void {
    const { symbols } = this.#library;
    let next = 0;
    for (const [position, argument] of definition.inputs.entries()) {
      if (!argument.isList) {
        const source = sources[next++];
        if (source === undefined) break;
        symbols.TF_AddInput(description, outputStruct(source));
        continue;
      }
      const declared = attributes.find(({ name }) =>
        name === argument.lengthAttribute
      )?.value;
      const after = definition.inputs.length - position - 1;
      const length = typeof declared === "number"
        ? declared
        : sources.length - next - after;
      const list = sources.slice(next, next + length);
      next += length;
      symbols.TF_AddInputList(description, outputStructs(list), list.length);
    }
  }

  #finish(
    type: string,
    label: string,
    describe: (description: bigint) => void,
  ): Source {
    const { symbols, status } = this.#library;
    const node = this.nodes.length;
    const description = symbols.TF_NewOperation(
      this.#graph,
      cString(type),
      new TextEncoder().encode(`n${node}\0`),
    );
    describe(description);
    const operation = symbols.TF_FinishOperation(description, status);
    this.#library.check(`trace the op ${type}`);
    this.nodes.push(`${type} ${label}`);
    return { operation, index: 0, node };
  }

  /** The shape that TensorFlow infers for an output; all of it is needed. */
  #output(name: string, source: Source): SymbolicTensor {
    const { symbols, status } = this.#library;
    const output = outputStruct(source);
    const dims = symbols.TF_GraphGetTensorNumDims(this.#graph, output, status);
    this.#library.check(`infer the shape of ${name}`);
    const shape = new BigInt64Array(Math.max(dims, 0));
    if (dims > 0) {
      symbols.TF_GraphGetTensorShape(
        this.#graph,
        output,
        shape,
        dims,
        status,
      );
      this.#library.check(`infer the shape of ${name}`);
    }
    if (dims < 0 || shape.some((dim) => dim < 0n)) {
      throw new TypeError(
        `Cannot trace the op ${name}: the shape of its output ` +
          `${source.index} depends on values, and tfjs needs every shape`,
      );
    }
    return {
      dtype: symbols.TF_OperationOutputType(output),
      shape: Array.from(shape, Number),
      constant: undefined,
      source,
      input: undefined,
    };
  }

  #source(tensor: SymbolicTensor): Source {
    if (tensor.source !== undefined) return tensor.source;
    tensor.source = tensor.variable === undefined
      ? this.#placeholder(tensor, `${tensor.input}`)
      : this.#read(currentVariable(tensor));
    return tensor.source;
  }

  /** The value of a variable, after what was recorded to change it. */
  #read(variable: TracedVariable): Source {
    const { dtype, shape, updates, before } = variable;
    const read = this.#operation(
      "ReadVariableOp",
      [typeAttribute("dtype", dtype)],
      [this.#resource(variable)],
      updates === 0 ? [] : before.slice(0, 1),
    );
    const { symbols, status } = this.#library;
    symbols.TF_GraphSetTensorShape(
      this.#graph,
      outputStruct(read),
      int64s(shape),
      shape.length,
      status,
    );
    this.#library.check("note the shape of a variable");
    before.push(read);
    return read;
  }

  /** Where a variable's value is kept. */
  #resource(variable: TracedVariable): Source {
    const { name, dtype, shape } = variable;
    variable.resource ??= this.#placeholder(
      { dtype: DataType.RESOURCE, shape: [] },
      `${name}, ${dtype} [${shape}], as`,
      (description) => this.#setKept(description, variable),
    );
    return variable.resource;
  }

  /**
   * Says what a resource keeps: attributes that become the function's, from
   * which TensorFlow knows the shapes that it needs to fuse ops.
   */
  #setKept(description: bigint, { dtype, shape }: TensorDescription): void {
    const { symbols } = this.#library;
    const types = Int32Array.of(dtype);
    const dims = int64s(shape);
    const pointer = Deno.UnsafePointer.value(Deno.UnsafePointer.of(dims));
    symbols.TF_SetAttrTypeList(
      description,
      cString("_handle_dtypes"),
      types,
      1,
    );
    symbols.TF_SetAttrShapeList(
      description,
      cString("_handle_shapes"),
      BigUint64Array.of(pointer),
      Int32Array.of(shape.length),
      1,
    );
  }

  #placeholder(
    { dtype, shape }: TensorDescription,
    name: string,
    describe: (description: bigint) => void = () => {},
  ): Source {
    const label = `${name} ${dtype} [${shape}]`;
    return this.#finish("Placeholder", label, (description) => {
      const { symbols } = this.#library;
      describe(description);
      symbols.TF_SetAttrType(description, cString("dtype"), dtype);
      setAttribute(this.#library, "graph", description, {
        name: "shape",
        type: AttrType.SHAPE,
        value: shape,
      });
    });
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
    const { symbols, status } = this.#library;
    const results = outputs.map((tensor) =>
      // A function may not return its own input.
      tensor.input === undefined ? this.#source(tensor) : this.#identity(tensor)
    );
    const taken = [
      ...inputs.map((input) => this.#source(input)),
      ...variables.map((variable) => this.#resource(variable)),
    ];
    const func = symbols.TF_GraphToFunctionWithControlOutputs(
      this.#graph,
      cString(name),
      0,
      -1, // all operations
      null,
      taken.length,
      outputStructs(taken),
      outputs.length,
      outputStructs(results),
      null,
      this.#changes.length,
      BigUint64Array.from(this.#changes, ({ operation }) => operation),
      null,
      0n,
      null,
      status,
    );
    this.#library.check("compile the step");
    return func;
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
    this.#library.symbols.TF_DeleteGraph(this.#graph);
  }
}

const TF_OUTPUT_BYTES = 16;

/** `TF_Output`s side by side, as C lays them out. */
function outputStructs(sources: readonly Source[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sources.length * TF_OUTPUT_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [position, { operation, index }] of sources.entries()) {
    view.setBigUint64(position * TF_OUTPUT_BYTES, operation, true);
    view.setInt32(position * TF_OUTPUT_BYTES + 8, index, true);
  }
  return bytes;
}

function outputStruct(source: Source): Uint8Array<ArrayBuffer> {
  return outputStructs([source]);
}

/** Text that differs when the values do (FNV-1a). */
function digest(values: TensorValues): string {
  const bytes = new Uint8Array(
    values.buffer,
    values.byteOffset,
    values.byteLength,
  );
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${values.constructor.name}[${values.length}] ${hash >>> 0}`;
}
