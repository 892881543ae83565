/** How a step is made to run many times: compiled, or as it is. */
import * as tf from "@tensorflow/tfjs";
import type { Precision } from "../precision.ts";

/** A step as it is written: tensors in, tensors out, variables changed. */
export type Step = (...inputs: tf.Tensor[]) => tf.Tensor[];

/** A step that is ready; its results are the caller's to dispose. */
export type ReadyStep = Step & { dispose(): void };

/** Settings of a {@linkcode StepCompiler}. */
export interface StepOptions {
  /**
   * The numbers that products of matrices and convolutions are computed in.
   * @default {"f32"}
   */
  precision?: Precision;
}

/** Turns an ordinary step into a compiled one, or leaves it as it is. */
export type StepCompiler = (step: Step, options?: StepOptions) => ReadyStep;

/**
 * The step as it is, each op run at once.
 *
 * @param step A function of tensors that returns tensors.
 * @param options What it is computed in.
 * @returns The same, which leaves nothing but its results behind.
 * @throws {RangeError} For a precision below f32, which takes a compiler.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { eagerly } from "./step_compiler.ts";
 * tf.enableProdMode();
 * await tf.setBackend("cpu");
 * const step = eagerly((x) => [tf.square(x!)]);
 * const [square] = step(tf.scalar(3));
 * assertEquals(square?.dataSync()[0], 9);
 * ```
 */
export const eagerly: StepCompiler = (step, options = {}): ReadyStep => {
  const { precision = "f32" } = options;
  if (precision !== "f32") {
    throw new RangeError(
      `Cannot train in ${precision}: only compiled steps can. Next step: ` +
        "--precision f32",
    );
  }
  return Object.assign(
    (...inputs: tf.Tensor[]) => tf.tidy(() => step(...inputs)),
    { dispose() {} },
  );
};
