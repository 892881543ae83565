/** Runs trials one after another in this process: a spec in, a result out. */
import { createHash } from "node:crypto";
import type { Dataset } from "../../../datasets/dataset.ts";
import { classIndex } from "../../../datasets/dataset.ts";
import { type Draw, drawImbalanced } from "../../../datasets/draw.ts";
import { findEntry } from "../../../datasets/registry.ts";
import type { Engine } from "../../../models/engine.ts";
import { Classifier } from "../../../models/classifier.ts";
import { classificationMetrics } from "../../../models/metrics.ts";
import { NETWORKS } from "../../../models/networks.ts";
import { countLogits } from "../../../models/outputs.ts";
import { type LabelledImages, Trainer } from "../../../models/trainer.ts";
import type { Evaluation, TrialResult, TrialSpec } from "../trial.ts";
import { describeEngine } from "./_describe_engine.ts";
import type { WorkerSource } from "./messages.ts";

/** What a {@linkcode TrialRunner} works with. */
export interface TrialRunnerOptions {
  /** What trains, and is named in each result's origin. */
  engine: Engine;
  /** The hash of the code, for the same. */
  code: string;
  /** Where the images are. */
  source: WorkerSource;
}

/** The images of a trial. */
interface Drawn {
  train: LabelledImages;
  test: LabelledImages;
  /** Test images of each class. */
  testCount: number;
  /** Which images these are, as a hash. */
  draw: string;
}

/** Networks kept ready: two arms, and the two of the study before. */
const KEPT_TRAINERS = 4;

/** Keeps data sets and compiled networks from one trial to the next. */
export class TrialRunner {
  readonly #options: TrialRunnerOptions;
  readonly #datasets = new Map<string, Promise<Dataset>>();
  readonly #trainers = new Map<string, Trainer>();

  constructor(options: TrialRunnerOptions) {
    this.#options = options;
  }

  /**
   * Draws, trains and evaluates. The result depends on the spec, the data and
   * the engine alone: not on the trials before.
   *
   * @returns A result with the status `ok`, `diverged` or `oom`.
   * @throws {RangeError} If the data set cannot give the images.
   */
  async run(spec: TrialSpec): Promise<TrialResult> {
    const { contentHash, ...drawn } = await this.#draw(spec);
    const { engine, code } = this.#options;
    const result: TrialResult = {
      spec,
      status: "ok",
      evaluations: [],
      losses: [],
      testCount: drawn.testCount,
      trainSeconds: 0,
      started: new Date().toISOString(),
      host: Deno.hostname(),
      origin: { data: contentHash, code, engine: describeEngine(engine) },
    };
    try {
      return { ...result, ...this.#train(spec, drawn) };
    } catch (error) {
      if (!engine.isOutOfMemory(error)) throw error;
      return { ...result, status: "oom", reason: (error as Error).message };
    }
  }

  /** What training and evaluation add to a result. */
  #train(
    spec: TrialSpec,
    { train, test, draw }: Drawn,
  ): Partial<TrialResult> {
    const trainer = this.#trainer(spec, train.imageShape);
    const evaluations: Evaluation[] = [];
    let trainSeconds = 0;
    let started = performance.now();
    const { losses, converged, initialWeights, firstOrder } = trainer.train(
      train,
      {
        ...spec,
        onEpoch(epoch) {
          trainSeconds += (performance.now() - started) / 1000;
          if (spec.checkpoints.includes(epoch) || epoch === spec.epochs) {
            evaluations.push(...evaluate(trainer, { spec, test, epoch }));
          }
          started = performance.now();
        },
      },
    );
    // JSON has no Infinity: the loss that diverged is left out.
    const trained = { losses: losses.filter(Number.isFinite), trainSeconds };
    if (!converged) {
      const reason = `the loss of epoch ${losses.length} is not finite`;
      return { ...trained, status: "diverged", reason };
    }
    const last = evaluations.filter(({ epoch }) => epoch === spec.epochs);
    if (last.length < trainer.classifier.inferences.length) {
      // The last step of all is in no loss.
      const reason = "the trained model's logits are not finite";
      return { ...trained, status: "diverged", reason };
    }
    const start = { draw, weights: initialWeights, order: firstOrder };
    return { ...trained, evaluations, start };
  }

  async #load(name: string, size: number): Promise<Dataset> {
    const { data, images, cache } = this.#options.source;
    const entry = findEntry(name, images);
    return await entry.load({ data, images, cache }, { size });
  }

  async #draw(spec: TrialSpec): Promise<Drawn & { contentHash: string }> {
    const { dataset: name, imageSize: size, majority, minority } = spec;
    const key = `${name} ${size}`;
    let loading = this.#datasets.get(key);
    if (loading === undefined) {
      loading = this.#load(name, size);
      this.#datasets.set(key, loading);
    }
    const dataset = await loading;
    const { imageShape } = dataset;
    const draw = drawImbalanced(dataset, {
      ...spec,
      majority: majority.map((wanted) => classIndex(dataset, wanted)),
      minority: minority.map((wanted) => classIndex(dataset, wanted)),
    });
    const imagesOf = (split: "train" | "test"): LabelledImages => ({
      images: dataset[split].images(draw[split].indices),
      labels: draw[split].labels,
      imageShape,
    });
    return {
      train: imagesOf("train"),
      test: imagesOf("test"),
      testCount: draw.testCount,
      draw: hashOf(draw),
      contentHash: dataset.contentHash,
    };
  }

  #trainer(
    spec: TrialSpec,
    imageShape: readonly [number, number, number],
  ): Trainer {
    const { head, outputs, momentum, majority, minority, model } = spec;
    const logits = countLogits(outputs, majority.length + minority.length);
    const options = { head, outputs, momentum };
    const key = JSON.stringify([model, imageShape, logits, options]);
    const kept = this.#trainers.get(key);
    this.#trainers.delete(key); // and set again: the last used is kept longest
    const trainer = kept ?? new Trainer(
      new Classifier(NETWORKS[model]({ imageShape, logits }), options),
      this.#options.engine.compile,
    );
    this.#trainers.set(key, trainer);
    for (const [oldest, other] of this.#trainers) {
      if (this.#trainers.size <= KEPT_TRAINERS) break;
      other.dispose();
      this.#trainers.delete(oldest);
    }
    return trainer;
  }

  /** Frees the networks. */
  dispose(): void {
    for (const trainer of this.#trainers.values()) trainer.dispose();
    this.#trainers.clear();
  }
}

/** Measures a network on the test images; nothing if a logit is not finite. */
function evaluate(
  trainer: Trainer,
  { spec, test, epoch }: {
    spec: TrialSpec;
    test: LabelledImages;
    epoch: number;
  },
): Evaluation[] {
  const { majority, minority, outputs } = spec;
  return [...trainer.infer(test)]
    .filter(([, logits]) => logits.every(isFinite))
    .map(([inference, logits]) => ({
      epoch,
      inference,
      metrics: classificationMetrics(logits, {
        labels: test.labels,
        classes: majority.length + minority.length,
        minority: minority.map((_, index) => majority.length + index),
        // A single logit comes as two, whose softmax is its sigmoid.
        outputs: outputs === "sigmoid" ? "sigmoid" : "softmax",
      }),
    }));
}

/** The first 16 hexadecimal digits of the SHA-256 of a draw. */
function hashOf({ train, test }: Draw): string {
  const hash = createHash("sha256");
  for (const { indices, labels } of [train, test]) {
    hash.update(new Uint8Array(indices.buffer)).update(labels);
  }
  return hash.digest("hex").slice(0, 16);
}
