/** Values of JavaScript as a `TF_Tensor`. */
import { DataType, type TensorValues } from "./dtype.ts";
import { int64s, sizeOf } from "./_native.ts";
import type { Library } from "./library.ts";

/** The type and shape of a tensor. */
export interface TensorDescription {
  /** A number of `DataType`. */
  dtype: number;
  shape: number[];
}

/**
 * Copies values into a new `TF_Tensor`.
 *
 * @returns A `TF_Tensor*` that the caller owns.
 * @throws {RangeError} If the number of values does not fit the shape.
 */
export function newTensor(
  library: Library,
  { dtype, shape }: TensorDescription,
  values: TensorValues,
): bigint {
  const { symbols } = library;
  // An int64 arrives from tfjs as two int32 halves.
  const perValue = dtype === DataType.INT64 && values instanceof Int32Array ||
      dtype === DataType.COMPLEX64
    ? 2
    : 1;
  if (values.length !== sizeOf(shape) * perValue) {
    throw new RangeError(
      `Cannot create a tensor of shape [${shape}]: wanted ` +
        `${sizeOf(shape) * perValue} values, got ${values.length}`,
    );
  }
  const byteLength = BigInt(values.byteLength);
  const tensor = symbols.TF_AllocateTensor(
    dtype,
    int64s(shape),
    shape.length,
    byteLength,
  );
  symbols.copyIn(symbols.TF_TensorData(tensor), values, byteLength);
  return tensor;
}
