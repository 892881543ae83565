/**
 * Eager execution: tensors that exist, and ops that run at once.
 *
 * A handle is a `TFE_TensorHandle*`, owned by whoever was given it and given
 * back with {@linkcode EagerContext.delete}.
 */
import { type Attribute, setAttribute } from "./attributes.ts";
import { DataType, type TensorValues, valuesOf } from "./dtype.ts";
import { newTensor, type TensorDescription } from "./_new_tensor.ts";
import { cString, readCString, utf8 } from "./_native.ts";
import type { Library } from "./library.ts";
import { silenceStderr } from "./_silence.ts";

/** Settings of an {@linkcode EagerContext}. */
export interface EagerContextOptions {
  /**
   * Threads an op may use. Trials run side by side, one thread each: small ops
   * do not get faster with more.
   * @default {1}
   */
  threads?: number;
  /**
   * Whether ops are placed on a GPU when the library sees one.
   * @default {true}
   */
  gpu?: boolean;
  /**
   * The share of the GPU's memory that may be taken, where several processes
   * use it.
   * @default {1}
   */
  gpuMemoryShare?: number;
}

/** What a function call is made of, beside its inputs. */
export interface FunctionCall {
  name: string;
  /** A serialized `ConfigProto`, where the function is not to run as usual. */
  config?: Uint8Array<ArrayBuffer> | undefined;
  inputTypes: Int32Array<ArrayBuffer>;
  outputTypes: Int32Array<ArrayBuffer>;
}

/** A `TFE_Context` with the calls that the engine makes on it. */
export class EagerContext {
  readonly library: Library;
  /** The full name of the device that ops run on. */
  readonly deviceName: string;
  readonly isGpu: boolean;
  readonly #context: bigint;
  readonly #retvals = new BigUint64Array(256);
  readonly #count = new Int32Array(1);

  /**
   * Makes a context.
   *
   * @param library The opened library; the context does not close it.
   * @throws {TensorFlowError} If the library cannot set up its devices.
   */
  constructor(library: Library, options: EagerContextOptions = {}) {
    const { symbols, status } = library;
    this.library = library;
    const settings = symbols.TFE_NewContextOptions();
    const config = configProto(options);
    symbols.TFE_ContextOptionsSetConfig(
      settings,
      config,
      BigInt(config.length),
      status,
    );
    library.check("configure TensorFlow");
    // A CUDA build without a GPU complains here.
    this.#context = silenceStderr(() =>
      symbols.TFE_NewContext(settings, status)
    );
    symbols.TFE_DeleteContextOptions(settings);
    library.check("start TensorFlow");
    const devices = this.#devices();
    const cpu = devices.find(({ type }) => type === "CPU");
    const accelerator = devices.find(({ type }) => type === "GPU");
    this.isGpu = accelerator !== undefined;
    this.deviceName = (accelerator ?? cpu)?.name ?? "";
  }

  #devices(): { name: string; type: string }[] {
    const { symbols, status } = this.library;
    const list = symbols.TFE_ContextListDevices(this.#context, status);
    this.library.check("list the devices");
    const devices = Array.from(
      { length: symbols.TF_DeviceListCount(list) },
      (_, index) => ({
        name: readCString(symbols.TF_DeviceListName(list, index, status)),
        type: readCString(symbols.TF_DeviceListType(list, index, status)),
      }),
    );
    symbols.TF_DeleteDeviceList(list);
    return devices;
  }

  /**
   * Copies values into a new tensor.
   *
   * @param description Type and shape of the tensor.
   * @param values Its values, row-major; two 32-bit halves for an int64.
   * @returns A handle that the caller owns.
   * @throws {RangeError} If the number of values does not fit the shape.
   */
  create(description: TensorDescription, values: TensorValues): bigint {
    const { symbols, status } = this.library;
    const tensor = newTensor(this.library, description, values);
    const handle = symbols.TFE_NewTensorHandle(tensor, status);
    symbols.TF_DeleteTensor(tensor);
    this.library.check("create a tensor");
    // GPU kernels expect their int32 arguments (shapes, axes) on the host.
    if (!this.isGpu || description.dtype === DataType.INT32) return handle;
    const placed = symbols.TFE_TensorHandleCopyToDevice(
      handle,
      this.#context,
      cString(this.deviceName),
      status,
    );
    this.delete(handle);
    this.library.check(`copy a tensor to ${this.deviceName}`);
    return placed;
  }

  /** Gives a handle back. */
  delete(handle: bigint): void {
    this.library.symbols.TFE_DeleteTensorHandle(handle);
  }

  /** The type and shape of the tensor behind a handle. */
  describe(handle: bigint): TensorDescription {
    const { symbols, status } = this.library;
    const dims = symbols.TFE_TensorHandleNumDims(handle, status);
    this.library.check("read the shape of a tensor");
    const shape = new Array<number>(dims);
    for (let axis = 0; axis < dims; axis++) {
      shape[axis] = Number(symbols.TFE_TensorHandleDim(handle, axis, status));
    }
    return { dtype: symbols.TFE_TensorHandleDataType(handle), shape };
  }

  /**
   * Copies the values of a tensor out, waiting for them if needed.
   *
   * @throws {TypeError} For a type that JavaScript cannot hold.
   */
  read(handle: bigint): TensorValues {
    const { symbols, status } = this.library;
    const tensor = symbols.TFE_TensorHandleResolve(handle, status);
    this.library.check("read a tensor");
    try {
      const byteLength = symbols.TF_TensorByteSize(tensor);
      const values = valuesOf(
        symbols.TFE_TensorHandleDataType(handle),
        Number(byteLength),
      );
      symbols.copyOut(values, symbols.TF_TensorData(tensor), byteLength);
      return values;
    } finally {
      symbols.TF_DeleteTensor(tensor);
    }
  }

  /**
   * Runs one op.
   *
   * @param name The op's registered name, such as `"MatMul"`.
   * @param attributes Its attributes; the ones left out are inferred.
   * @param inputs Handles; they stay the caller's.
   * @param outputs The number of outputs asked for.
   * @returns Handles that the caller owns.
   * @throws {TensorFlowError} If the op cannot be run on these inputs.
   */
  execute(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly bigint[],
    outputs: number,
  ): bigint[] {
    const { library } = this;
    const { symbols, status } = library;
    const op = symbols.TFE_NewOp(this.#context, cString(name), status);
    library.check(`find the op ${name}`);
    try {
      for (const attribute of attributes) {
        setAttribute(library, "eager", op, attribute);
      }
      for (const input of inputs) {
        symbols.TFE_OpAddInput(op, input, status);
        library.check(`give ${name} its inputs`);
      }
      return [...this.#run(op, name, outputs)];
    } finally {
      symbols.TFE_DeleteOp(op);
    }
  }

  /**
   * Calls a function that was added with {@linkcode addFunction}.
   *
   * @param call The function's name and the types of its arguments.
   * @param inputs Handles in the order of the function's inputs.
   * @returns Handles that the caller owns, valid until the next call.
   * @throws {TensorFlowError} If the function fails.
   */
  callFunction(
    call: FunctionCall,
    inputs: BigUint64Array<ArrayBuffer>,
  ): BigUint64Array {
    const { library } = this;
    const { symbols, status } = library;
    const { name, config, inputTypes, outputTypes } = call;
    const op = symbols.TFE_NewOp(
      this.#context,
      cString("StatefulPartitionedCall"),
      status,
    );
    library.check("find the op StatefulPartitionedCall");
    try {
      const bytes = utf8(name);
      symbols.TFE_OpSetAttrFunctionName(
        op,
        cString("f"),
        bytes,
        BigInt(bytes.length),
      );
      if (config !== undefined) {
        const size = BigInt(config.length);
        symbols.TFE_OpSetAttrString(op, cString("config_proto"), config, size);
      }
      const { length } = outputTypes;
      symbols.TFE_OpSetAttrTypeList(op, cString("Tout"), outputTypes, length);
      symbols.TFE_OpSetAttrTypeList(
        op,
        cString("Tin"),
        inputTypes,
        inputTypes.length,
      );
      symbols.TFE_OpAddInputList(op, inputs, inputs.length, status);
      library.check(`give ${name} its inputs`);
      return this.#run(op, name, outputTypes.length);
    } finally {
      symbols.TFE_DeleteOp(op);
    }
  }

  #run(op: bigint, name: string, outputs: number): BigUint64Array {
    const { symbols, status } = this.library;
    const retvals = outputs <= this.#retvals.length
      ? this.#retvals
      : new BigUint64Array(outputs);
    this.#count[0] = outputs;
    symbols.TFE_Execute(op, retvals, this.#count, status);
    this.library.check(`run ${name}`);
    return retvals.subarray(0, this.#count[0]);
  }

  /** Makes a `TF_Function*` callable by its name. */
  addFunction(func: bigint): void {
    const { symbols, status } = this.library;
    symbols.TFE_ContextAddFunction(this.#context, func, status);
    this.library.check("add a compiled step");
  }

  /** Forgets a function, and the kernels that were made for it. */
  removeFunction(name: string): void {
    const { symbols, status } = this.library;
    symbols.TFE_ContextRemoveFunction(this.#context, cString(name), status);
    this.library.check("remove a compiled step");
    symbols.TFE_ContextClearCaches(this.#context);
  }

  /** Ends the context; its handles must be gone by then. */
  dispose(): void {
    this.library.symbols.TFE_DeleteContext(this.#context);
  }
}

/**
 * A serialized `ConfigProto`, by the field numbers of
 * tensorflow/core/protobuf/config.proto.
 */
function configProto(options: EagerContextOptions): Uint8Array<ArrayBuffer> {
  const { threads = 1, gpu = true, gpuMemoryShare = 1 } = options;
  const INTRA_OP_THREADS = 0x10;
  const INTER_OP_THREADS = 0x28;
  const bytes = [INTRA_OP_THREADS, threads, INTER_OP_THREADS, threads];
  if (gpu) {
    // gpu_options { per_process_gpu_memory_fraction, allow_growth: true }: take
    // memory as it is needed, and no more than one's share.
    const share = new Uint8Array(Float64Array.of(gpuMemoryShare).buffer);
    bytes.push(0x32, 11, 0x09, ...share, 0x20, 1);
  } else {
    // device_count { key: "GPU" value: 0 }
    bytes.push(0x0a, 7, 0x0a, 3, ...utf8("GPU"), 0x10, 0);
  }
  return Uint8Array.from(bytes);
}
