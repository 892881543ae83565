/** What stands between a network's logits and its outputs, if anything does. */
import type { Tensor2D, Variable } from "../tensors.ts";

/** A layer over logits `[batch, logits]`. */
export interface FinalLayer {
  /** The variables that training changes by gradients. */
  readonly trainableWeights: Variable[];
  /** The logits in training. */
  train(logits: Tensor2D): Tensor2D;
  /** The logits at inference. */
  infer(logits: Tensor2D): Tensor2D;
  /** Sets every variable to its start: as if nothing had been seen. */
  reset(): void;
  /** Frees the variables. */
  dispose(): void;
}
