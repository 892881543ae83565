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

/** The values of a tensor as JavaScript holds them. */
export type TensorValues =
  | Float32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>;

interface ArrayOfValues {
  new (length: number): TensorValues;
  readonly BYTES_PER_ELEMENT: number;
}

/** The arrays that hold the values of a type, by its number. */
const ARRAYS = new Map<number, ArrayOfValues>([
  [DataType.FLOAT, Float32Array],
  [DataType.INT32, Int32Array],
  [DataType.UINT8, Uint8Array],
  [DataType.COMPLEX64, Float32Array], // two floats a value
  [DataType.INT64, BigInt64Array],
  [DataType.BOOL, Uint8Array],
]);

/** Bytes that one value of a type takes. */
export function bytesPerValue(dtype: number): number {
  return arrayFor(dtype).BYTES_PER_ELEMENT *
    (dtype === DataType.COMPLEX64 ? 2 : 1);
}

/**
 * Makes the array that the bytes of a tensor are read into.
 *
 * @param dtype A `TF_DataType`.
 * @param byteLength The size of the tensor's data, in bytes.
 * @returns An array of zeros; a complex number takes two floats.
 * @throws {TypeError} For a type that JavaScript cannot hold.
 */
export function valuesOf(dtype: number, byteLength: number): TensorValues {
  const Values = arrayFor(dtype);
  return new Values(byteLength / Values.BYTES_PER_ELEMENT);
}

function arrayFor(dtype: number): ArrayOfValues {
  const Values = ARRAYS.get(dtype);
  if (Values !== undefined) return Values;
  throw new TypeError(
    `Cannot hold a tensor of TensorFlow data type ${dtype}: wanted ` +
      "float32, int32, int64, uint8, bool or complex64",
  );
}

/** TensorFlow's data types of those of tfjs. */
const TYPES: Readonly<Record<string, number>> = {
  float32: DataType.FLOAT,
  int32: DataType.INT32,
  bool: DataType.BOOL,
  complex64: DataType.COMPLEX64,
};

/**
 * TensorFlow's data type of a tfjs dtype.
 *
 * @throws {TypeError} For strings, which no network is trained on.
 */
export function dataTypeOf(dtype: string): number {
  const type = TYPES[dtype];
  if (type !== undefined) return type;
  throw new TypeError(
    `Cannot give tfjs dtype ${dtype} to TensorFlow: wanted ` +
      Object.keys(TYPES).join(", "),
  );
}
