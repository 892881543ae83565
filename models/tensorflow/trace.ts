/**
 * One recording of a step: ops become nodes of a `TF_Graph` in place of being
 * run, and the graph becomes a function.
 */
import { type Attribute, setAttribute, typeAttribute } from "./attributes.ts";
import { newTensor, type TensorDescription } from "./_new_tensor.ts";
import { AttrType, type TensorValues } from "./dtype.ts";
import { cString } from "./_native.ts";
import type { Library } from "./library.ts";
import { type OpDef, readOpDef } from "./op_def.ts";

/** A tensor whose values are known only when the function runs. */
export interface SymbolicTensor extends TensorDescription {
  /** The values, where they were given by JavaScript during the trace. */
  constant: TensorValues | undefined;
  /** Where the value comes from; absent until something uses it. */
  source: { operation: bigint; index: number; node: number } | undefined;
  /** What it is, if an input of the function: `"variable 3"`, for one. */
  input: string | undefined;
}

const definitions = new Map<string, OpDef>();

/** Records nodes, and makes a function of them. */
export class Trace {
  /** One line a node, equal for equal traces: what two are compared by. */
  readonly nodes: string[] = [];
  readonly #library: Library;
  readonly #graph: bigint;

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
    const sources = inputs.map((input) => this.#source(input));
    const label = JSON.stringify([
      // JSON has one null for NaN and both infinities.
      attributes.map(({ name, value }) => [name, String(value)]),
      sources.map(({ node, index }) => [node, index]),
    ]);
    const source = this.#finish(name, label, (description) => {
      this.#addInputs(description, definition, attributes, sources);
      for (const attribute of attributes) {
        setAttribute(this.#library, "graph", description, attribute);
      }
    });
    return Array.from(
      { length: outputs },
      (_, index) => this.#output(name, { ...source, index }),
    );
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
    const { symbols } = this.#library;
    const { dtype, shape } = tensor;
    const label = `${tensor.input} ${dtype} [${shape}]`;
    tensor.source = this.#finish("Placeholder", label, (description) => {
      symbols.TF_SetAttrType(description, cString("dtype"), dtype);
      setAttribute(this.#library, "graph", description, {
        name: "shape",
        type: AttrType.SHAPE,
        value: shape,
      });
    });
    return tensor.source;
  }

  /**
   * Makes a function of what was recorded.
   *
   * @param name A name that no other function of the context has.
   * @param inputs The function's inputs, made by {@linkcode input}.
   * @param outputs What it returns.
   * @returns A `TF_Function*` that the caller owns.
   */
  toFunction(
    name: string,
    inputs: readonly SymbolicTensor[],
    outputs: readonly SymbolicTensor[],
  ): bigint {
    const { symbols, status } = this.#library;
    const results = outputs.map((tensor) =>
      // A function may not return its own input.
      tensor.input === undefined ? this.#source(tensor) : this.#identity(tensor)
    );
    const func = symbols.TF_GraphToFunction(
      this.#graph,
      cString(name),
      0,
      -1, // all operations
      null,
      inputs.length,
      outputStructs(inputs.map((input) => this.#source(input))),
      outputs.length,
      outputStructs(results),
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

type Source = NonNullable<SymbolicTensor["source"]>;

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

/**
 * What a symbolic tensor is, as a text: equal for equal tensors of equal traces.
 */
export function identify(
  { source, input, dtype, shape }: SymbolicTensor,
): string {
  const origin = input ?? `node ${source?.node}, output ${source?.index}`;
  return `${origin}, ${dtype} [${shape}]`;
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
