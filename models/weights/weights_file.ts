/** A file of a network's weights, in whichever format. */

/** Consecutive numbers of a tensor. */
export interface WeightsPiece {
  /** The index of the first, in row-major order. */
  at: number;
  /** The numbers, in 32 bits. */
  values: Float32Array;
}

/** An open file. */
export interface WeightsFile extends Disposable {
  /** Its path. */
  readonly path: string;
  /** What is in it, by name. */
  readonly tensors: ReadonlyMap<string, { shape: readonly number[] }>;
  /** Reads a tensor's numbers, in pieces of a multiple of `unit`. */
  read(name: string, options?: { unit?: number }): Iterable<WeightsPiece>;
}
