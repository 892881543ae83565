/**
 * The attributes of an op: one description, set either on an eager op
 * (`TFE_Op`) or on a node of a graph (`TF_OperationDescription`).
 *
 * The two families of C functions take the same parameters and differ in their
 * prefix; the one exception, an eager shape, also takes a status.
 */
import { AttrType } from "./dtype.ts";
import { cString, int64s, utf8 } from "./_native.ts";
import type { Library } from "./library.ts";

/** An attribute as the tfjs kernels describe it. */
export interface Attribute {
  name: string;
  /** A number of {@linkcode AttrType}. */
  type: number;
  value: unknown;
}

/** Where attributes are set: on an op that runs at once, or on a node. */
export type AttributeTarget = "eager" | "graph";

/**
 * Sets one attribute.
 *
 * @param library The opened library.
 * @param target Which of the two families of functions `op` belongs to.
 * @param op A `TFE_Op*` or a `TF_OperationDescription*`.
 * @param attribute Name, type and value; a list of numbers for list types.
 * @throws {TypeError} For a type that the tfjs kernels do not use.
 */
export function setAttribute(
  library: Library,
  target: AttributeTarget,
  op: bigint,
  attribute: Attribute,
): void {
  const { symbols, status } = library;
  const { type, value } = attribute;
  const name = cString(attribute.name);
  const isEager = target === "eager";
  const set = <Kind extends AttributeKind>(kind: Kind) =>
    symbols[`${isEager ? "TFE_OpSetAttr" : "TF_SetAttr"}${kind}` as const];
  if (type === AttrType.STRING) {
    const bytes = utf8(String(value));
    set("String")(op, name, bytes, BigInt(bytes.length));
  } else if (type === AttrType.TYPE) {
    set("Type")(op, name, value as number);
  } else if (type === AttrType.SHAPE) {
    const shape = value as number[];
    const rest = [op, name, int64s(shape), shape.length] as const;
    if (!isEager) return symbols.TF_SetAttrShape(...rest);
    symbols.TFE_OpSetAttrShape(...rest, status);
    library.check(`set attribute ${attribute.name}`);
  } else if (type === AttrType.INT && Array.isArray(value)) {
    set("IntList")(op, name, int64s(value), value.length);
  } else if (type === AttrType.INT) {
    set("Int")(op, name, BigInt(value as number));
  } else if (type === AttrType.FLOAT && Array.isArray(value)) {
    set("FloatList")(op, name, Float32Array.from(value), value.length);
  } else if (type === AttrType.FLOAT) {
    set("Float")(op, name, value as number);
  } else if (type === AttrType.BOOL && Array.isArray(value)) {
    set("BoolList")(op, name, Uint8Array.from(value, Number), value.length);
  } else if (type === AttrType.BOOL) {
    set("Bool")(op, name, value ? 1 : 0);
  } else {
    throw new TypeError(
      `Cannot set attribute ${attribute.name}: type ${type} is not one that ` +
        "the tfjs kernels use",
    );
  }
}

/** What both families set in the same way, as it ends their functions' names. */
type AttributeKind =
  | "String"
  | "Int"
  | "IntList"
  | "Float"
  | "FloatList"
  | "Bool"
  | "BoolList"
  | "Type";

/** The attribute `name` that holds the data type `dtype`. */
export function typeAttribute(name: string, dtype: number): Attribute {
  return { name, type: AttrType.TYPE, value: dtype };
}
