/** What stands between a network's logits and its outputs, if anything does. */
import type * as tf from "@tensorflow/tfjs";

/** A layer over logits `[batch, logits]`. */
export interface FinalLayer {
  /** The variables that training changes by gradients. */
  readonly trainableWeights: tf.Variable[];
  /** The logits in training. */
  train(logits: tf.Tensor2D): tf.Tensor2D;
  /** The logits at inference. */
  infer(logits: tf.Tensor2D): tf.Tensor2D;
  /** Sets every variable to its start: as if nothing had been seen. */
  reset(): void;
  /** Frees the variables. */
  dispose(): void;
}
