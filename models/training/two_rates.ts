/**
 * An optimizer of two parts, for networks whose layers before the last learn at
 * a rate of their own.
 */
import type * as tf from "@tensorflow/tfjs";
import type { Optimizer } from "./optimizers.ts";

/** What a {@linkcode TwoRates} is made of. */
export interface TwoRatesOptions {
  /** Whether a variable is of the layers before the last. */
  isBody: (variable: tf.Variable) => boolean;
  /** Makes the optimizer of a part. */
  make: (variables: readonly tf.Variable[]) => Optimizer;
}

/** An optimizer, and the places of its gradients among all. */
interface Part {
  optimizer: Optimizer;
  places: readonly number[];
}

/** Two optimizers, one for the body and one for the rest. */
export class TwoRates implements Optimizer {
  readonly #head: Part;
  readonly #body: Part;

  /** @param variables What is optimized, of both parts. */
  constructor(
    variables: readonly tf.Variable[],
    { isBody, make }: TwoRatesOptions,
  ) {
    const part = (isOfPart: (variable: tf.Variable) => boolean): Part => ({
      optimizer: make(variables.filter(isOfPart)),
      places: variables.flatMap((variable, at) => isOfPart(variable) ? at : []),
    });
    this.#head = part((variable) => !isBody(variable));
    this.#body = part(isBody);
  }

  /** {@inheritDoc Optimizer.apply} */
  apply(
    gradients: readonly tf.Tensor[],
    rate: tf.Tensor,
    bodyRate: tf.Tensor = rate,
  ): void {
    const of = ({ places }: Part) =>
      places.map((place) => gradients[place] as tf.Tensor);
    this.#head.optimizer.apply(of(this.#head), rate);
    this.#body.optimizer.apply(of(this.#body), bodyRate);
  }

  /** Sets the state back to what it was before the first step. */
  reset(): void {
    this.#head.optimizer.reset();
    this.#body.optimizer.reset();
  }

  /** Frees the state. */
  dispose(): void {
    this.#head.optimizer.dispose();
    this.#body.optimizer.dispose();
  }
}
