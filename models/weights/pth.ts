/**
 * Reads `.pth` files: what PyTorch saves weights to, and what most networks are
 * published as.
 *
 * Such a file holds a pickle, which in Python may run any code. Here it is read
 * by a machine that knows the names that tensors take, and runs nothing. Files
 * are large, so numbers are read piece by piece.
 */
import { type ByteSource, FileSource } from "./_byte_source.ts";
import { findTensor, readPieces } from "./_read_pieces.ts";
import { readTorchFile } from "./_torch_file.ts";
import { TorchTensor, type TorchType } from "./_torch_names.ts";
import type { Pickled } from "./_unpickle.ts";
import type { WeightsFile, WeightsPiece } from "./weights_file.ts";

/** A tensor of a file. */
export interface PthEntry {
  /** The type of its numbers, as safetensors calls it. */
  dtype: TorchType;
  /** Its dimensions. */
  shape: readonly number[];
}

/**
 * An open file of a network's weights: `torch.save(network.state_dict(), path)`,
 * as a zip archive or, before PyTorch 1.6, as a stream.
 *
 * Source: PyTorch's `torch/serialization.py`, `_load` and `_legacy_load`.
 */
export class PthFile implements WeightsFile {
  readonly path: string;
  /** What is in it, by name, in the order of the dictionary. */
  readonly tensors: ReadonlyMap<string, PthEntry>;
  readonly #source: ByteSource;
  readonly #tensors: ReadonlyMap<string, TorchTensor>;
  readonly #starts: ReadonlyMap<string, number>;

  /**
   * Opens a file and reads all but its numbers.
   *
   * @param path The file's path.
   * @param source Its bytes; {@linkcode PthFile} disposes them.
   * @throws {Deno.errors.NotFound} If there is none.
   * @throws {SyntaxError} If it is no such file, is cut short, or asks for what
   * weights do not take: it may be meant to run code.
   */
  constructor(path: string, source: ByteSource = new FileSource(path)) {
    this.path = path;
    this.#source = source;
    try {
      const { value, starts } = readTorchFile(source);
      this.#starts = starts;
      this.#tensors = tensorsOf(value);
    } catch (error) {
      source[Symbol.dispose]();
      if (!(error instanceof SyntaxError)) throw error;
      throw this.#refusal(error);
    }
    this.tensors = new Map(
      [...this.#tensors].map(([name, { storage: { dtype }, shape }]) => [
        name,
        { dtype, shape },
      ]),
    );
  }

  /**
   * Reads a tensor's numbers, whatever their type, as 32-bit ones.
   *
   * @param name The tensor's.
   * @param options Each piece has a multiple of `unit` numbers, 1 if left out.
   * @yields All of them, in row-major order; one piece is held at a time.
   * @throws {RangeError} If there is no such tensor, or the unit does not divide
   * it.
   * @throws {TypeError} If its numbers are not `F32`, `F16` or `BF16`.
   * @throws {SyntaxError} If the file has been cut short since it was opened.
   */
  *read(
    name: string,
    { unit = 1 }: { unit?: number } = {},
  ): Generator<WeightsPiece> {
    const { path } = this;
    const { tensor, count } = findTensor(this.#tensors, { name, path, unit });
    const { storage: { dtype, key, bytes }, offset } = tensor;
    const isWhole = isInOrder(tensor);
    const span = isWhole ? count : spanOf(tensor);
    try {
      const pieces = readPieces(this.#source, {
        name: `${name} of ${path}`,
        dtype,
        start: this.#starts.get(key) as number + offset * bytes,
        count: span,
        unit: isWhole ? unit : span,
      });
      for (const { at, values } of pieces) {
        yield { at, values: isWhole ? values : inOrder(values, tensor) };
      }
    } catch (error) {
      throw error instanceof SyntaxError ? this.#refusal(error) : error;
    }
  }

  #refusal(cause: SyntaxError): SyntaxError {
    return new SyntaxError(
      `Cannot read ${this.path} as weights of PyTorch: ${cause.message}. Next ` +
        "step: a file of torch.save(network.state_dict(), path), or of " +
        "safetensors",
      { cause },
    );
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#source[Symbol.dispose]();
  }
}

/** What a state is: tensors by name. */
function tensorsOf(value: Pickled): Map<string, TorchTensor> {
  const tensors = new Map<string, TorchTensor>();
  for (const [name, tensor] of value instanceof Map ? value : []) {
    if (typeof name !== "string" || !(tensor instanceof TorchTensor)) {
      throw new SyntaxError(
        `it holds more than tensors by name: ${
          typeof name === "string" ? JSON.stringify(name) : "a key"
        } is none`,
      );
    }
    tensors.set(name, tensor);
  }
  if (tensors.size > 0) return tensors;
  throw new SyntaxError("it holds no tensors by name");
}

/** Whether numbers lie one after another, in row-major order. */
function isInOrder({ shape, strides }: TorchTensor): boolean {
  let wanted = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] as number;
    if (length === 0) return true;
    if (length > 1 && strides[axis] !== wanted) return false;
    wanted *= length;
  }
  return true;
}

/** How many numbers of its storage a tensor spans. */
function spanOf({ shape, strides }: TorchTensor): number {
  return strides.reduce(
    (span, stride, at) => span + stride * ((shape[at] as number) - 1),
    1,
  );
}

/** The numbers of a tensor that does not lie in order, such as a turned one. */
function inOrder(
  numbers: Float32Array,
  { shape, strides }: TorchTensor,
): Float32Array {
  const count = shape.reduce((all, length) => all * length, 1);
  const values = new Float32Array(count);
  for (let at = 0; at < values.length; at++) {
    let index = 0;
    let rest = at;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const length = shape[axis] as number;
      index += (rest % length) * (strides[axis] as number);
      rest = Math.floor(rest / length);
    }
    values[at] = numbers[index] as number;
  }
  return values;
}
