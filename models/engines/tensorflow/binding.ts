/**
 * The native half that the tfjs-node kernels talk to, in TypeScript.
 *
 * `@tensorflow/tfjs-node-gpu` asks its add-on for a handful of calls
 * (`dist/tfjs_binding.d.ts`); this class answers them through libtensorflow's C
 * API. While a trace is on, the same calls record a graph in place of running
 * ops. Saved models, which this project does not use, are refused.
 */
import { type Attribute, typeAttribute } from "./attributes.ts";
import type { EagerContext } from "./context.ts";
import type { TensorDescription } from "./_new_tensor.ts";
import { AttrType, DataType, type TensorValues } from "./dtype.ts";
import { ResourceVariable } from "./resource_variable.ts";
import type { SymbolicTensor } from "./symbolic_tensor.ts";
import type { Trace } from "./trace.ts";

/** What the kernels get back for a tensor. */
export interface TensorMetadata extends TensorDescription {
  id: number;
}

/** An eager tensor that a traced step uses without it being an argument. */
export interface Capture {
  symbol: SymbolicTensor;
  /** The tensor, which must live as long as the step is run. */
  id: number;
}

type Entry =
  | { handle: bigint }
  | { variable: ResourceVariable }
  | { symbol: SymbolicTensor };

/** The recording that is on, and the eager tensors it met. */
interface Recording {
  trace: Trace;
  captures: Map<number, Capture>;
  /** Tensors that exist only in this recording. */
  ids: Set<number>;
  /** The op of tfjs that is running, for messages. */
  currentOp: () => string | undefined;
}

/** Implements `TFJSBinding` on an {@linkcode EagerContext}. */
export class Binding {
  readonly TF_FLOAT = DataType.FLOAT;
  readonly TF_INT32 = DataType.INT32;
  readonly TF_INT64 = DataType.INT64;
  readonly TF_BOOL = DataType.BOOL;
  readonly TF_COMPLEX64 = DataType.COMPLEX64;
  readonly TF_STRING = DataType.STRING;
  readonly TF_RESOURCE = DataType.RESOURCE;
  readonly TF_UINT8 = DataType.UINT8;
  readonly TF_ATTR_STRING = AttrType.STRING;
  readonly TF_ATTR_INT = AttrType.INT;
  readonly TF_ATTR_FLOAT = AttrType.FLOAT;
  readonly TF_ATTR_BOOL = AttrType.BOOL;
  readonly TF_ATTR_TYPE = AttrType.TYPE;
  readonly TF_ATTR_SHAPE = AttrType.SHAPE;
  readonly TF_Version: string;
  readonly context: EagerContext;

  readonly #entries = new Map<number, Entry>();
  #nextId = 0;
  #recording: Recording | undefined;

  /** @param context Where ops run; the binding does not dispose it. */
  constructor(context: EagerContext) {
    this.context = context;
    this.TF_Version = context.library.version;
  }

  // -- What the kernels call --------------------------------------------------

  /** Makes a tensor of values; while a trace is on, a constant. */
  createTensor(shape: number[], dtype: number, values: unknown): number {
    if (this.#recording === undefined) {
      return this.createEagerTensor(shape, dtype, values);
    }
    const symbol = this.#recording.trace.constant(
      { dtype, shape },
      numbersOf(values),
    );
    return this.#add({ symbol });
  }

  /** Gives a tensor back. */
  deleteTensor(id: number): void {
    const entry = this.#entries.get(id);
    // The tensors of a trace end with it, whatever still points at them.
    if (entry === undefined) return;
    if ("handle" in entry) this.context.delete(entry.handle);
    if ("variable" in entry) entry.variable.dispose();
    this.#entries.delete(id);
  }

  /**
   * Copies a tensor's values out.
   *
   * @throws {TypeError} For a tensor that a trace does not know the values of.
   */
  tensorDataSync(id: number): TensorValues {
    const entry = this.#entry(id);
    if (!("symbol" in entry)) return this.context.read(this.handle(id));
    if (entry.symbol.constant !== undefined) {
      return entry.symbol.constant.slice();
    }
    const reader = this.#recording?.currentOp() ?? "it";
    throw new TypeError(
      `Cannot trace the step: ${reader} reads the values of a tensor, which ` +
        "are known only when the compiled step runs. Return the tensor from " +
        "the step and read it there, or use ops in place of JavaScript",
    );
  }

  /** Runs an op; while a trace is on, records it. */
  executeOp(
    name: string,
    attributes: Attribute[],
    inputs: number[],
    outputs: number,
  ): TensorMetadata[] {
    if (this.#recording !== undefined) {
      return this.#recording.trace
        .node(name, attributes, inputs.map((id) => this.symbolOf(id)), outputs)
        .map((symbol) => this.symbolic(symbol));
    }
    const handles = inputs.map((id) => this.handle(id));
    return this.context.execute(name, attributes, handles, outputs).map(
      (handle) => this.adopt(handle, this.context.describe(handle)),
    );
  }

  /** The number of tensors alive. */
  getNumOfTensors(): number {
    return this.#entries.size;
  }

  isUsingGpuDevice(): boolean {
    return this.context.isGpu;
  }

  loadSavedModel(): never {
    throw new TypeError("Cannot load a saved model: the engine trains only");
  }
  deleteSavedModel = this.loadSavedModel;
  runSavedModel = this.loadSavedModel;
  getNumOfSavedModels(): number {
    return 0;
  }

  /** Makes a tensor of values that outlives a trace. */
  createEagerTensor(shape: number[], dtype: number, values: unknown): number {
    const handle = this.context.create({ dtype, shape }, numbersOf(values));
    return this.#add({ handle });
  }

  // -- What compile() calls ---------------------------------------------------

  /**
   * The handle of an eager tensor, which stays the binding's: a variable's until
   * that is changed.
   */
  handle(id: number): bigint {
    const entry = this.#entry(id);
    if ("handle" in entry) return entry.handle;
    if ("variable" in entry) return entry.variable.read();
    throw new TypeError(
      "Cannot use a tensor outside the step that made it while being traced: " +
        "return it from the step",
    );
  }

  /** Takes over a handle as a new tensor. */
  adopt(handle: bigint, { dtype, shape }: TensorDescription): TensorMetadata {
    return { id: this.#add({ handle }), dtype, shape };
  }

  /** A variable's value, from now on kept where compiled steps change it. */
  variable(id: number): ResourceVariable {
    const entry = this.#entry(id);
    if ("variable" in entry) return entry.variable;
    const handle = this.handle(id);
    const variable = new ResourceVariable(this.context, handle);
    this.context.delete(handle);
    this.#entries.set(id, { variable });
    return variable;
  }

  /** The same values as a tensor of its own. */
  copy(id: number): TensorMetadata {
    const handle = this.handle(id);
    const description = this.context.describe(handle);
    const type = typeAttribute("T", description.dtype);
    const [copy] = this.context.execute("Identity", [type], [handle], 1);
    return this.adopt(copy as bigint, description);
  }

  /** A symbolic tensor as the kernels see it. */
  symbolic(symbol: SymbolicTensor): TensorMetadata {
    const { dtype, shape } = symbol;
    return { id: this.#add({ symbol }), dtype, shape };
  }

  /**
   * The symbol of a tensor in the trace that is on; one from outside is captured.
   */
  symbolOf(id: number): SymbolicTensor {
    const entry = this.#entry(id);
    if ("symbol" in entry) return entry.symbol;
    const { trace, captures } = this.#recording as Recording;
    const known = captures.get(id);
    if (known !== undefined) return known.symbol;
    const description = this.context.describe(this.handle(id));
    const symbol = trace.input(description, `tensor ${id}`);
    captures.set(id, { symbol, id });
    return symbol;
  }

  /**
   * Records an op that changes variables where they are.
   *
   * @param name The op's registered name: its first inputs are the variables.
   * @param attributes Its attributes.
   * @param variables Tensors that are variables' values.
   * @param inputs The inputs after those.
   * @returns The new values, in the order of the variables.
   * @throws {TypeError} If no trace is on, or one is no variable's value.
   */
  executeUpdate(
    name: string,
    attributes: Attribute[],
    { variables, inputs }: { variables: number[]; inputs: number[] },
  ): TensorMetadata[] {
    if (this.#recording === undefined) {
      throw new TypeError(`Cannot run ${name}: it is for compiled steps`);
    }
    return this.#recording.trace.update(name, attributes, {
      variables: variables.map((id) => this.symbolOf(id)),
      inputs: inputs.map((id) => this.symbolOf(id)),
    }).map((symbol) => this.symbolic(symbol));
  }

  /**
   * Records what `action` does in place of doing it.
   *
   * @param trace Where it is recorded.
   * @param options What to record, and a name for the op that is running.
   * @returns The eager tensors that were met.
   */
  record(
    trace: Trace,
    options: { action: () => void; currentOp: () => string | undefined },
  ): Capture[] {
    const { action, currentOp } = options;
    const recording: Recording = {
      trace,
      captures: new Map(),
      ids: new Set(),
      currentOp,
    };
    this.#recording = recording;
    try {
      action();
      return [...recording.captures.values()];
    } finally {
      this.#recording = undefined;
      for (const id of recording.ids) this.#entries.delete(id);
    }
  }

  #add(entry: Entry): number {
    const id = this.#nextId++;
    this.#entries.set(id, entry);
    if ("symbol" in entry) this.#recording?.ids.add(id);
    return id;
  }

  #entry(id: number): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      throw new TypeError(
        "Cannot use a tensor that is gone: it was disposed, or was made " +
          "inside a step while that was traced",
      );
    }
    return entry;
  }
}

function numbersOf(values: unknown): TensorValues {
  if (ArrayBuffer.isView(values)) return values as TensorValues;
  throw new TypeError(
    "Cannot give strings to TensorFlow: this engine holds numbers only",
  );
}
