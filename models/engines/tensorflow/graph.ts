/** A graph of TensorFlow, as far as a step is recorded in one. */
import { type Attribute, setAttribute } from "./attributes.ts";
import { AttrType, DataType, type TensorValues } from "./dtype.ts";
import { cString, int64s } from "./_native.ts";
import { newTensor, type TensorDescription } from "./_new_tensor.ts";
import type { Library } from "./library.ts";
import { type OpDef, readOpDef } from "./op_def.ts";
import { outputStruct, outputStructs, type Source } from "./source.ts";

const definitions = new Map<string, OpDef>();

/** A `TF_Graph`: nodes are added to it, and a function is made of them. */
export class Graph {
  /** One line a node, equal for equal graphs: what two are compared by. */
  readonly nodes: string[] = [];
  readonly #library: Library;
  readonly #graph: bigint;

  /** @param library The opened library. */
  constructor(library: Library) {
    this.#library = library;
    this.#graph = library.symbols.TF_NewGraph();
  }

  /** Whether an op keeps state outside of the graph. */
  isStateful(name: string): boolean {
    return this.#definition(name).isStateful;
  }

  /**
   * Adds a node.
   *
   * @param name The op's registered name.
   * @param sources Its inputs, lists flattened.
   * @param after What has to run before, beside what its inputs depend on.
   * @throws {TensorFlowError} If the op does not take these inputs.
   */
  add(
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

  /** Adds a node of values. */
  constant(
    { dtype, shape }: TensorDescription,
    values: TensorValues,
  ): Source {
    const { symbols, status } = this.#library;
    const tensor = newTensor(this.#library, { dtype, shape }, values);
    const label = `${dtype} [${shape}] ${digest(values)}`;
    const source = this.#finish("Const", label, (description) => {
      symbols.TF_SetAttrType(description, cString("dtype"), dtype);
      symbols.TF_SetAttrTensor(description, cString("value"), tensor, status);
      this.#library.check("record a constant");
    });
    symbols.TF_DeleteTensor(tensor);
    return source;
  }

  /** Adds an input of the function. */
  placeholder(description: TensorDescription, name: string): Source {
    return this.#placeholder(description, name, () => {});
  }

  /** Adds an input that is a variable's resource. */
  resource(variable: TensorDescription, name: string): Source {
    const { dtype, shape } = variable;
    return this.#placeholder(
      { dtype: DataType.RESOURCE, shape: [] },
      `${name}, ${dtype} [${shape}], as`,
      (description) => this.#setKept(description, variable),
    );
  }

  #placeholder(
    { dtype, shape }: TensorDescription,
    name: string,
    describe: (description: bigint) => void,
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

  /**
   * The type and shape that TensorFlow infers for an output.
   *
   * @param name The op, for messages.
   * @throws {TypeError} If the shape is not known in full.
   */
  describe(name: string, source: Source): TensorDescription {
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
    };
  }

  /** Says what shape an output has, where TensorFlow cannot know it. */
  setShape(source: Source, shape: readonly number[]): void {
    const { symbols, status } = this.#library;
    symbols.TF_GraphSetTensorShape(
      this.#graph,
      outputStruct(source),
      int64s(shape),
      shape.length,
      status,
    );
    this.#library.check("note the shape of a variable");
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

  /**
   * Makes a function of the graph.
   *
   * @param name A name that no other function of the context has.
   * @param signature What it takes and returns, and what else has to run.
   * @returns A `TF_Function*` that the caller owns.
   */
  toFunction(
    name: string,
    { inputs, outputs, changes }: {
      inputs: readonly Source[];
      outputs: readonly Source[];
      changes: readonly Source[];
    },
  ): bigint {
    const { symbols, status } = this.#library;
    const func = symbols.TF_GraphToFunctionWithControlOutputs(
      this.#graph,
      cString(name),
      0,
      -1, // all operations
      null,
      inputs.length,
      outputStructs(inputs),
      outputs.length,
      outputStructs(outputs),
      null,
      changes.length,
      BigUint64Array.from(changes, ({ operation }) => operation),
      null,
      0n,
      null,
      status,
    );
    this.#library.check("compile the step");
    return func;
  }

  /** Lets go of the graph; functions made of it stay. */
  dispose(): void {
    this.#library.symbols.TF_DeleteGraph(this.#graph);
  }
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
