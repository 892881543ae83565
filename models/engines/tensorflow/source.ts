/** Where a value comes from in a graph. */

/** An output of a node. */
export interface Source {
  /** A `TF_Operation*`. */
  operation: bigint;
  /** Which of the node's outputs. */
  index: number;
  /** The node's number in its graph. */
  node: number;
}

const TF_OUTPUT_BYTES = 16;

/** `TF_Output`s side by side, as C lays them out. */
export function outputStructs(
  sources: readonly Source[],
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sources.length * TF_OUTPUT_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [position, { operation, index }] of sources.entries()) {
    view.setBigUint64(position * TF_OUTPUT_BYTES, operation, true);
    view.setInt32(position * TF_OUTPUT_BYTES + 8, index, true);
  }
  return bytes;
}

/** One of them, as C passes it by value. */
export function outputStruct(source: Source): Uint8Array<ArrayBuffer> {
  return outputStructs([source]);
}
