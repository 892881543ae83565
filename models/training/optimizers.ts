/** The optimizers that a trainer can name. */
import type * as tf from "@tensorflow/tfjs";
import { Adam } from "./adam.ts";
import { MomentumSgd } from "./momentum_sgd.ts";
import type { OptimizerName } from "./recipe.ts";

/** The learning rates of a step, as scalars. */
export type StepRates = [rate: tf.Tensor, bodyRate?: tf.Tensor];

/** What changes weights by their gradients. */
export interface Optimizer {
  /**
   * Takes one step.
   *
   * @param gradients One for each variable, in their order.
   * @param rates Learning rates: a scalar, and where the layers before the last
   * have a rate of their own, that as another.
   */
  apply(gradients: readonly tf.Tensor[], ...rates: StepRates): void;
  /** Sets the state back to what it was before the first step. */
  reset(): void;
  /** Frees the state. */
  dispose(): void;
}

/**
 * The optimizers, by name. Adam's weight decay is decoupled from the gradients,
 * and that of `sgd` is part of them, as PyTorch's `AdamW` and `SGD` have it.
 */
export const OPTIMIZERS: Readonly<
  Record<
    OptimizerName,
    new (
      variables: readonly tf.Variable[],
      options: { weightDecay: number },
    ) => Optimizer
  >
> = {
  adam: Adam,
  sgd: MomentumSgd,
};
