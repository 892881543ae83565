/** TensorFlow's numbers for data and attribute types, and their arrays. */

/** `TF_DataType`, from tensorflow/c/tf_datatype.h: the ones tfjs can hold. */
export const DataType = {
  FLOAT: 1,
  INT32: 3,
  UINT8: 4,
  STRING: 7,
  COMPLEX64: 8,
  INT64: 9,
  BOOL: 10,
  RESOURCE: 20,
} as const;

/** `TF_AttrType`, from tensorflow/c/tf_attrtype.h. */
export const AttrType = {
  STRING: 0,
  INT: 1,
  FLOAT: 2,
  BOOL: 3,
  TYPE: 4,
  SHAPE: 5,
} as const;

/** Bytes that one value of a type takes, by its number. */
export const BYTES_PER_VALUE: Readonly<Record<number, number>> = {
  [DataType.FLOAT]: 4,
  [DataType.INT32]: 4,
  [DataType.UINT8]: 1,
  [DataType.COMPLEX64]: 8,
  [DataType.INT64]: 8,
  [DataType.BOOL]: 1,
};

/** The values of a tensor as JavaScript holds them. */
export type TensorValues =
  | Float32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>;

/**
 * Makes the array that the bytes of a tensor are read into.
 *
 * @param dtype A `TF_DataType`.
 * @param byteLength The size of the tensor's data, in bytes.
 * @returns An array of zeros; a complex number takes two floats.
 * @throws {TypeError} For a type that JavaScript cannot hold.
 */
export function valuesOf(dtype: number, byteLength: number): TensorValues {
  switch (dtype) {
    case DataType.FLOAT:
    case DataType.COMPLEX64:
      return new Float32Array(byteLength / 4);
    case DataType.INT32:
      return new Int32Array(byteLength / 4);
    case DataType.INT64:
      return new BigInt64Array(byteLength / 8);
    case DataType.BOOL:
    case DataType.UINT8:
      return new Uint8Array(byteLength);
    default:
      throw new TypeError(
        `Cannot hold a tensor of TensorFlow data type ${dtype}: wanted ` +
          "float32, int32, int64, uint8, bool or complex64",
      );
  }
}
