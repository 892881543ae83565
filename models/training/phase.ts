/**
 * A stretch of a training in which the same weights are trained: with an
 * optimizer and a cycle of rates of its own.
 */
import type { StepCompiler } from "../engines/step_compiler.ts";
import { AccumulatedStep } from "./accumulated_step.ts";
import type { Classifier } from "./classifier.ts";
import { type Optimizer, OPTIMIZERS } from "./optimizers.ts";
import {
  type TrainingStep,
  type TrainingStepOptions,
  WholeStep,
} from "./training_step.ts";
import { TwoRates } from "./two_rates.ts";

/** A classifier's optimizer, and its compiled step. */
export class Phase {
  readonly #optimizer: Optimizer;
  readonly #step: TrainingStep;
  readonly #bodyRate: number | null;

  /**
   * Makes one.
   *
   * @param classifier What is trained; it is not disposed with this.
   * @throws {RangeError} If the compiler cannot have the precision.
   */
  constructor(classifier: Classifier, compiler: StepCompiler) {
    const { microBatchSize, bodyLearningRate } = classifier.recipe;
    this.#bodyRate = classifier.fineTune === "all" ? bodyLearningRate : null;
    this.#optimizer = makeOptimizer(classifier, this.#bodyRate !== null);
    const optimizer = this.#optimizer;
    const step: TrainingStepOptions = { classifier, optimizer, compiler };
    this.#step = microBatchSize === null
      ? new WholeStep(step)
      : new AccumulatedStep({ ...step, microBatchSize });
  }

  /** Sets the optimizer back to the start. */
  reset(): void {
    this.#optimizer.reset();
  }

  /**
   * The rates of a step.
   *
   * @param share The schedule's, in (0, 1].
   * @param learningRate The highest of the last layer and the head.
   * @returns That of the last layer and the head; and of the layers before, where
   * it is another.
   */
  ratesOf(share: number, learningRate: number): number[] {
    const rate = learningRate * share;
    return this.#bodyRate === null ? [rate] : [rate, this.#bodyRate * share];
  }

  /** {@inheritDoc TrainingStep.run} */
  run(...step: Parameters<TrainingStep["run"]>): number {
    return this.#step.run(...step);
  }

  /** Frees the optimizer and the compiled step. */
  dispose(): void {
    this.#step.dispose();
    this.#optimizer.dispose();
  }
}

function makeOptimizer(
  classifier: Classifier,
  hasTwoRates: boolean,
): Optimizer {
  const { optimizer, weightDecay } = classifier.recipe;
  const weights = classifier.trainableWeights;
  const make = (variables: typeof weights) =>
    new OPTIMIZERS[optimizer](variables, { weightDecay });
  if (!hasTwoRates) return make(weights);
  const ofHead = new Set(classifier.frozen().trainableWeights);
  return new TwoRates(weights, {
    isBody: (variable) => !ofHead.has(variable),
    make: (variables) => make([...variables]),
  });
}
