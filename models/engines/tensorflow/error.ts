/** What TensorFlow itself refused, with its own code and text. */

/** The names of `TF_Code`, in the order of tensorflow/c/tf_status.h. */
const CODES = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
] as const;

/**
 * An error that came back from libtensorflow.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { TensorFlowError } from "./error.ts";
 * const error = new TensorFlowError("run MatMul", 3, "shapes differ");
 * assertEquals(error.code, "INVALID_ARGUMENT");
 * ```
 */
export class TensorFlowError extends Error {
  override readonly name = "TensorFlowError";
  /** The name of the `TF_Code`, such as `"RESOURCE_EXHAUSTED"`. */
  readonly code: string;

  /**
   * @param action What could not be done, as it follows "Cannot".
   * @param code The number of the `TF_Code`.
   * @param text TensorFlow's own message.
   */
  constructor(action: string, code: number, text: string) {
    super(`Cannot ${action}: ${text}`);
    this.code = CODES[code] ?? `CODE_${code}`;
  }
}
