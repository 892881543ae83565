/**
 * What TensorFlow says of an op: which of its inputs are lists, and whether it
 * has state.
 *
 * Read from the serialized `OpDef` that the library itself gives out, so that
 * no table of ops is kept here. Only the fields below are read.
 * Source: tensorflow/core/framework/op_def.proto.
 */
import { cString } from "./_native.ts";
import type { Library } from "./library.ts";

/** An op's inputs, and whether running it twice may differ. */
export interface OpDef {
  /** For each input argument: the attribute with its length, if a list. */
  inputs: { isList: boolean; lengthAttribute: string | undefined }[];
  /** Whether the op keeps state, such as a random generator or a resource. */
  isStateful: boolean;
}

const OP_DEF = { inputArg: 2, isStateful: 17 } as const;
const ARG_DEF = { numberAttr: 5, typeListAttr: 6 } as const;
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/**
 * Reads the definition of an op.
 *
 * @param library The opened library.
 * @param graph A `TF_Graph*`; any graph knows every registered op.
 * @param name The op's registered name, such as `"ConcatV2"`.
 * @returns Its inputs and statefulness.
 * @throws {TensorFlowError} If the library has no such op.
 */
export function readOpDef(
  library: Library,
  graph: bigint,
  name: string,
): OpDef {
  const { symbols, status } = library;
  const buffer = symbols.TF_NewBuffer();
  try {
    symbols.TF_GraphGetOpDef(graph, cString(name), buffer, status);
    library.check(`find the op ${name}`);
    return parseOpDef(bufferBytes(buffer));
  } finally {
    symbols.TF_DeleteBuffer(buffer);
  }
}

/** The bytes of a `TF_Buffer`: `{ const void* data; size_t length; ... }`. */
function bufferBytes(buffer: Deno.PointerValue): Uint8Array {
  const view = new Deno.UnsafePointerView(buffer as Deno.PointerObject);
  const data = view.getPointer(0);
  const length = Number(view.getBigUint64(8));
  if (data === null || length === 0) return new Uint8Array();
  return new Uint8Array(
    Deno.UnsafePointerView.getArrayBuffer(data, length),
  ).slice();
}

/**
 * Parses a serialized `OpDef`.
 *
 * @param bytes The message in protocol-buffer wire format.
 * @returns Its inputs and statefulness.
 */
export function parseOpDef(bytes: Uint8Array): OpDef {
  const op: OpDef = { inputs: [], isStateful: false };
  for (const { field, number, body } of fieldsOf(bytes)) {
    if (field === OP_DEF.isStateful) op.isStateful = number !== 0;
    if (field !== OP_DEF.inputArg) continue;
    const arg: OpDef["inputs"][number] = {
      isList: false,
      lengthAttribute: undefined,
    };
    for (const part of fieldsOf(body)) {
      if (part.field === ARG_DEF.numberAttr) {
        arg.isList = true;
        arg.lengthAttribute = new TextDecoder().decode(part.body);
      }
      if (part.field === ARG_DEF.typeListAttr) arg.isList = true;
    }
    op.inputs.push(arg);
  }
  return op;
}

/** The fields of a message, in order, each with its number or its bytes. */
function* fieldsOf(
  bytes: Uint8Array,
): Generator<{ field: number; number: number; body: Uint8Array }> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1;; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    let number = 0;
    let body = new Uint8Array();
    if (wireType === VARINT) number = varint();
    else if (wireType === BYTES) {
      const length = varint();
      body = bytes.slice(at, at + length);
      at += length;
    } else if (wireType === FIXED64) at += 8;
    else if (wireType === FIXED32) at += 4;
    yield { field, number, body };
  }
}
