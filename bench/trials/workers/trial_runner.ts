/** Runs trials one after another in this process: a spec in, a result out. */
import type { Dataset } from "../../../datasets/dataset.ts";
import {
  assertPrecision,
  type Engine,
} from "../../../models/engines/engine.ts";
import { headNetwork } from "../../../models/features/head_network.ts";
import { featuresAt } from "../../../models/features/feature_table.ts";
import { Classifier } from "../../../models/training/classifier.ts";
import { countLabels } from "../../../models/training/count_labels.ts";
import { hashOf } from "../../../models/hash_of.ts";
import { classificationMetrics } from "../../../models/metrics/metrics.ts";
import { NETWORKS } from "../../../models/networks/networks.ts";
import type { PublishedWeights } from "../../../models/weights/published_weights.ts";
import {
  type LabelledImages,
  Trainer,
} from "../../../models/training/trainer.ts";
import type { Evaluation, Trial, TrialResult, TrialSpec } from "../trial.ts";
import { drawTrial } from "../draw_trial.ts";
import { logitsOf } from "../logits_of.ts";
import { describeEngine } from "./_describe_engine.ts";
import { FeatureTables } from "./_feature_tables.ts";
import { loadDataset } from "./_load_dataset.ts";
import type { WorkerSource } from "./messages.ts";
import { openWeights } from "./_open_weights.ts";

/** What a {@linkcode TrialRunner} works with. */
export interface TrialRunnerOptions {
  /** What trains, and is named in each result's origin. */
  engine: Engine;
  /** The hash of the code, for the same. */
  code: string;
  /** Where the images are, and the weights. */
  source: WorkerSource;
  /** A text that is equal for trials which can use one compiled network. */
  networkKey: (spec: TrialSpec) => string;
}

/** The images of a trial. */
interface Drawn {
  train: LabelledImages;
  test: LabelledImages;
  /** Test images of each class. */
  testCount: number;
  /** Which images these are, as a hash. */
  draw: string;
  /** Whether these are the features of images, and not their pixels. */
  isFeatures: boolean;
}

/** What a network is made for, and what it starts from beside its seed. */
interface Start extends Pick<Drawn, "isFeatures"> {
  imageShape: LabelledImages["imageShape"];
  published: PublishedWeights | undefined;
}

/** Networks kept ready: a round trains all arms of all claims, seed by seed. */
const KEPT_TRAINERS = 64;

/** Bytes of weights that are kept ready, except for those of the last trial. */
const KEPT_BYTES = 2 ** 28;

/** Keeps data sets and compiled networks from one trial to the next. */
export class TrialRunner {
  readonly #options: TrialRunnerOptions;
  readonly #datasets = new Map<string, Promise<Dataset>>();
  readonly #trainers = new Map<string, Trainer>();
  readonly #weights = new Map<string, PublishedWeights>();
  readonly #tables: FeatureTables;

  /**
   * Makes one for an engine that runs in this process.
   *
   * @param options What it works with.
   */
  constructor(options: TrialRunnerOptions) {
    this.#options = options;
    const { engine, code, source } = options;
    const { cache } = source;
    this.#tables = new FeatureTables({
      cache,
      engine: describeEngine(engine),
      code,
    });
  }

  /**
   * Draws, trains and evaluates. The result depends only on the spec, the data
   * and the engine, and not on the trials before.
   *
   * @returns A result with the status `ok`, `diverged` or `oom`.
   * @throws {RangeError} If the data set cannot give the images, the weights
   * are not there or not of the network, or the processor cannot compute in the
   * spec's precision.
   */
  async run({ key, spec }: Trial): Promise<TrialResult> {
    assertPrecision(this.#options.engine, spec.precision);
    const published = await this.#published(spec);
    const { contentHash, ...drawn } = await this.#draw(spec, published);
    const { engine, code } = this.#options;
    const result: TrialResult = {
      key,
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
      return { ...result, ...this.#train(spec, { ...drawn, published }) };
    } catch (error) {
      if (!engine.isOutOfMemory(error)) throw error;
      return { ...result, status: "oom", reason: (error as Error).message };
    }
  }

  /** What training and evaluation add to a result. */
  #train(
    spec: TrialSpec,
    { train, test, draw, isFeatures, published }:
      & Drawn
      & Pick<Start, "published">,
  ): Partial<TrialResult> {
    const { imageShape } = train;
    const trainer = this.#trainer(spec, {
      imageShape,
      isFeatures,
      published,
    });
    const evaluations: Evaluation[] = [];
    let trainSeconds = 0;
    let started = performance.now();
    const { losses, converged, initialWeights, firstOrder } = trainer.train(
      train,
      spec,
      {
        onEpoch(epoch) {
          trainSeconds += (performance.now() - started) / 1000;
          if (spec.checkpoints.includes(epoch) || epoch === spec.epochs) {
            evaluations.push(
              ...evaluate(trainer, { spec, train, test, epoch }),
            );
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

  async #published({ weights: id }: TrialSpec) {
    if (id === "scratch") return undefined;
    const published = this.#weights.get(id) ??
      await openWeights(id, this.#options.source);
    this.#weights.set(id, published);
    return published;
  }

  async #draw(
    spec: TrialSpec,
    published: PublishedWeights | undefined,
  ): Promise<Drawn & { contentHash: string }> {
    const key = `${spec.dataset} ${spec.imageSize} ${spec.apart}`;
    const loading = this.#datasets.get(key) ??
      loadDataset(spec, this.#options.source);
    this.#datasets.set(key, loading);
    const dataset = await loading;
    const { imageShape } = dataset;
    const draw = drawTrial(dataset, spec);
    const splits = dataset.ofSeed?.(spec.seed) ?? dataset;
    const tables = published &&
      this.#tables.find(spec, { dataset, published });
    const imagesOf = (split: "train" | "test"): LabelledImages => {
      const { indices, labels } = draw[split];
      return tables === undefined
        ? { images: splits[split].images(indices), labels, imageShape }
        : { ...featuresAt(tables[split], indices), labels };
    };
    return {
      train: imagesOf("train"),
      test: imagesOf("test"),
      testCount: draw.testCount,
      isFeatures: tables !== undefined,
      draw: hashOf(
        [draw.train, draw.test].flatMap((
          { indices, labels },
        ) => [indices, labels]),
      ),
      contentHash: dataset.contentHash,
    };
  }

  /** A trainer for the trial: one of those that are kept, if it fits. */
  #trainer(
    spec: TrialSpec,
    { imageShape, isFeatures, published }: Start,
  ): Trainer {
    const { engine, networkKey } = this.#options;
    const logits = logitsOf(spec);
    const key = JSON.stringify([imageShape, logits, networkKey(spec)]);
    const kept = this.#trainers.get(key);
    this.#trainers.delete(key); // and set again: the last used is kept longest
    const network = isFeatures ? headNetwork : NETWORKS[spec.model];
    const trainer = kept ?? new Trainer(
      new Classifier(network({ imageShape, logits }), spec, {
        published: isFeatures ? undefined : published,
      }),
      engine.compile,
    );
    this.#trainers.set(key, trainer);
    this.#makeRoom();
    return trainer;
  }

  /** Frees networks, the longest unused first, until few enough are kept. */
  #makeRoom(): void {
    const bytes = () =>
      [...this.#trainers.values()].reduce(
        (sum, { weightBytes }) => sum + weightBytes,
        0,
      );
    for (const [oldest, other] of this.#trainers) {
      const { size } = this.#trainers;
      if (size === 1 || (size <= KEPT_TRAINERS && bytes() <= KEPT_BYTES)) break;
      other.dispose();
      this.#trainers.delete(oldest);
    }
  }

  /** Frees the networks, and the weights that they began from. */
  dispose(): void {
    for (const trainer of this.#trainers.values()) trainer.dispose();
    this.#trainers.clear();
    for (const published of this.#weights.values()) published.dispose();
    this.#weights.clear();
  }
}

/** Measures a network on the test images; nothing if a logit is not finite. */
function evaluate(
  trainer: Trainer,
  { spec, train, test, epoch }: {
    spec: TrialSpec;
    train: LabelledImages;
    test: LabelledImages;
    epoch: number;
  },
): Evaluation[] {
  const { majority, minority, outputs } = spec;
  const trainedOn = epoch === spec.epochs ? train : undefined;
  const classes = majority.length + minority.length;
  const trained = countLabels(train.labels, classes);
  return [...trainer.infer(test, trainedOn)]
    .filter(([, logits]) => logits.every(isFinite))
    .map(([inference, logits]) => ({
      epoch,
      inference,
      metrics: classificationMetrics(logits, {
        labels: test.labels,
        classes,
        minority: minority.map((_, index) => majority.length + index),
        trained,
        // A single logit comes as two, whose softmax is its sigmoid.
        outputs: outputs === "sigmoid" ? "sigmoid" : "softmax",
      }),
    }));
}
