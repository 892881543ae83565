/**
 * Reads safetensors files: the form in which weights of networks are published.
 *
 * A file of such weights may be as large as half the memory of a small machine.
 * So only its header is read at once, and tensors piece by piece.
 */
import { type ByteSource, FileSource } from "./_byte_source.ts";
import { findTensor, readPieces } from "./_read_pieces.ts";
import {
  readSafetensorsHeader,
  type SafetensorsEntry,
} from "./_safetensors_header.ts";
import type { WeightsFile, WeightsPiece } from "./weights_file.ts";

/** Bytes of the header's length, which is what a file begins with. */
const LENGTH_BYTES = 8;

/** The longest header that the format allows, in bytes. */
const LONGEST_HEADER = 100_000_000;

/**
 * An open safetensors file.
 *
 * Source: the format's description at
 * https://github.com/huggingface/safetensors#format
 *
 * @example A file of one tensor of two numbers.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { SafetensorsFile } from "./safetensors.ts";
 * const header = '{"bias":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}';
 * const path = await Deno.makeTempFile();
 * await Deno.writeFile(path, Uint8Array.from([
 *   header.length, 0, 0, 0, 0, 0, 0, 0,
 *   ...new TextEncoder().encode(header),
 *   0x80, 0x3f, 0x00, 0xc0,
 * ]));
 * using file = new SafetensorsFile(path);
 * assertEquals(file.tensors.get("bias")?.shape, [2]);
 * const [piece] = file.read("bias");
 * assertEquals(piece?.values, Float32Array.of(1, -2));
 * await Deno.remove(path);
 * ```
 */
export class SafetensorsFile implements WeightsFile {
  /** The file's path. */
  readonly path: string;
  /** What is in it, by name, in the order of the bytes. */
  readonly tensors: ReadonlyMap<string, SafetensorsEntry>;
  readonly #source: ByteSource;
  /** Where the tensors begin. */
  readonly #start: number;

  /**
   * Opens a file and reads its header.
   *
   * @param path The file's path.
   * @param source Its bytes; {@linkcode SafetensorsFile} disposes them.
   * @throws {Deno.errors.NotFound} If there is none.
   * @throws {SyntaxError} If it is no safetensors file, or is cut short.
   */
  constructor(path: string, source: ByteSource = new FileSource(path)) {
    this.path = path;
    this.#source = source;
    const { size } = source;
    try {
      if (size < LENGTH_BYTES) {
        throw new SyntaxError(`it has ${size} bytes`);
      }
      const length = new DataView(source.read(0, LENGTH_BYTES).buffer)
        .getBigUint64(0, true);
      const most = Math.min(LONGEST_HEADER, size - LENGTH_BYTES);
      if (length > most) {
        throw new SyntaxError(
          `wanted a header of at most ${most} bytes, got ${length}`,
        );
      }
      this.#start = LENGTH_BYTES + Number(length);
      this.tensors = readSafetensorsHeader(
        source.read(LENGTH_BYTES, Number(length)),
        size - this.#start,
      );
    } catch (error) {
      source[Symbol.dispose]();
      throw error instanceof SyntaxError ? this.#refusal(error) : error;
    }
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
    const { tensor, count } = findTensor(this.tensors, { name, path, unit });
    try {
      yield* readPieces(this.#source, {
        name: `${name} of ${path}`,
        dtype: tensor.dtype,
        start: this.#start + tensor.offsets[0],
        count,
        unit,
      });
    } catch (error) {
      throw error instanceof SyntaxError ? this.#refusal(error) : error;
    }
  }

  #refusal(cause: SyntaxError): SyntaxError {
    return new SyntaxError(
      `Cannot read ${this.path} as safetensors: ${cause.message}`,
      { cause },
    );
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#source[Symbol.dispose]();
  }
}
