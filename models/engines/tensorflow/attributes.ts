/**
 * The attributes of an op: one description, set either on an eager op
 * (`TFE_Op`) or on a node of a graph (`TF_OperationDescription`).
 *
 * The two families of C functions take the same parameters and differ in their
 * prefix; the one exception, an eager shape, also takes a status.
 */
import { AttrType, DataType } from "./dtype.ts";
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
  const eager = target === "eager";
  const name = cString(attribute.name);
  const { value } = attribute;
  switch (attribute.type) {
    case AttrType.STRING: {
      const bytes = utf8(String(value));
      const set = eager
        ? symbols.TFE_OpSetAttrString
        : symbols.TF_SetAttrString;
      return set(op, name, bytes, BigInt(bytes.length));
    }
    case AttrType.INT: {
      if (!Array.isArray(value)) {
        const set = eager ? symbols.TFE_OpSetAttrInt : symbols.TF_SetAttrInt;
        return set(op, name, BigInt(value as number));
      }
      const set = eager
        ? symbols.TFE_OpSetAttrIntList
        : symbols.TF_SetAttrIntList;
      return set(op, name, int64s(value), value.length);
    }
    case AttrType.FLOAT: {
      if (!Array.isArray(value)) {
        const set = eager
          ? symbols.TFE_OpSetAttrFloat
          : symbols.TF_SetAttrFloat;
        return set(op, name, value as number);
      }
      const set = eager
        ? symbols.TFE_OpSetAttrFloatList
        : symbols.TF_SetAttrFloatList;
      return set(op, name, Float32Array.from(value), value.length);
    }
    case AttrType.BOOL: {
      if (!Array.isArray(value)) {
        const set = eager ? symbols.TFE_OpSetAttrBool : symbols.TF_SetAttrBool;
        return set(op, name, value ? 1 : 0);
      }
      const set = eager
        ? symbols.TFE_OpSetAttrBoolList
        : symbols.TF_SetAttrBoolList;
      return set(op, name, Uint8Array.from(value, Number), value.length);
    }
    case AttrType.TYPE: {
      const set = eager ? symbols.TFE_OpSetAttrType : symbols.TF_SetAttrType;
      return set(op, name, value as number);
    }
    case AttrType.SHAPE: {
      const shape = value as number[];
      if (eager) {
        symbols.TFE_OpSetAttrShape(
          op,
          name,
          int64s(shape),
          shape.length,
          status,
        );
        return library.check(`set attribute ${attribute.name}`);
      }
      return symbols.TF_SetAttrShape(op, name, int64s(shape), shape.length);
    }
    default:
      throw new TypeError(
        `Cannot set attribute ${attribute.name}: type ${attribute.type} is ` +
          "not one that the tfjs kernels use",
      );
  }
}

/** The attribute `name` that holds the data type `dtype`. */
export function typeAttribute(name: string, dtype: number): Attribute {
  return { name, type: AttrType.TYPE, value: dtype };
}

/** TensorFlow's data type of a tfjs dtype. */
export function dataTypeOf(dtype: string): number {
  switch (dtype) {
    case "float32":
      return DataType.FLOAT;
    case "int32":
      return DataType.INT32;
    case "bool":
      return DataType.BOOL;
    case "complex64":
      return DataType.COMPLEX64;
    default:
      throw new TypeError(
        `Cannot give tfjs dtype ${dtype} to TensorFlow: wanted float32, ` +
          "int32, bool or complex64",
      );
  }
}
