/**
 * Trains models of tfjs in Deno on TensorFlow's C library, in compiled steps:
 * no native add-on, no compiler, no install script.
 *
 * `openEngine()` makes libtensorflow the backend of tfjs, and fetches it at
 * first need. From then on `model.fit()` and `model.predict()` run on it, op by
 * op. A step that you compile is recorded once, and then runs in one call.
 *
 * Import version 4.22.0 of `npm:@tensorflow/tfjs`, as this module does: with
 * another there are two, and the engine is in one of them alone.
 *
 * @example A compiled step: here the square of one weight is made smaller.
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 * import { MomentumSgd, openEngine } from "./mod.ts";
 *
 * const { compile } = await openEngine({ name: "wasm" }); // or TensorFlow
 * const weight = tf.variable(tf.scalar(3));
 * const sgd = new MomentumSgd([weight], { momentum: 0 });
 * const step = compile((rate) => {
 *   const { value, grads } = tf.variableGrads(() => tf.square(weight));
 *   sgd.apply([grads[weight.name]!], rate!);
 *   return [value];
 * });
 * const [loss] = step(tf.scalar(0.1)); // the rate is an input
 * assertAlmostEquals(loss!.dataSync()[0]!, 9);
 * assertAlmostEquals(weight.dataSync()[0]!, 3 - 0.1 * 6, 1e-6);
 * ```
 *
 * @module
 */

export type { Precision } from "../precision.ts";
export { Dropout } from "../layers/dropout.ts";
export type { DropoutOptions } from "../layers/dropout.ts";
export { Adam } from "../training/adam.ts";
export type { AdamOptions } from "../training/adam.ts";
export { MomentumSgd } from "../training/momentum_sgd.ts";
export type { MomentumSgdOptions } from "../training/momentum_sgd.ts";
export type { Engine, EngineName } from "./engine.ts";
export { openEngine } from "./open_engine.ts";
export type { OpenEngineOptions } from "./open_engine.ts";
export { randomUniform } from "./ops/random.ts";
export type {
  ReadyStep,
  Step,
  StepCompiler,
  StepOptions,
} from "./step_compiler.ts";
export type { InstallProgress } from "./tensorflow/install_progress.ts";
export { locateLibrary } from "./tensorflow/locate.ts";
export type {
  Device,
  LibrarySource,
  LocatedLibrary,
} from "./tensorflow/locate.ts";
