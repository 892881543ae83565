/** Values of JavaScript as a `TF_Tensor`. */
import { bytesPerValue, type TensorValues } from "./dtype.ts";
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
 * @throws {RangeError} If the values do not fit type and shape.
 */
export function newTensor(
  library: Library,
  { dtype, shape }: TensorDescription,
  values: TensorValues,
): bigint {
  const { symbols } = library;
  const wanted = sizeOf(shape) * bytesPerValue(dtype);
  if (values.byteLength !== wanted) {
    throw new RangeError(
      `Cannot create a tensor of shape [${shape}] and data type ${dtype}: ` +
        `wanted ${wanted} bytes, got ${values.byteLength}`,
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
