/** The features that a worker finds, kept from one trial to the next. */
import { existsSync } from "node:fs";
import type { Dataset } from "../../../datasets/dataset.ts";
import { readFeatures } from "../../../models/features/feature_file.ts";
import type { FeatureTable } from "../../../models/features/feature_table.ts";
import { NETWORKS } from "../../../models/networks/networks.ts";
import type { PublishedWeights } from "../../../models/weights/published_weights.ts";
import { logitsOf } from "../logits_of.ts";
import type { TrialSpec } from "../trial.ts";
import {
  type FeatureMaker,
  featurePaths,
  takesFeatures,
} from "./feature_paths.ts";

/** What a trial's features are of. */
interface FeatureSource {
  dataset: Dataset;
  published: PublishedWeights;
}

/** Features of both parts of a data set. */
type SplitTables = Readonly<Record<"train" | "test", FeatureTable>>;

/** Data sets whose features are kept ready. */
const KEPT = 2;

/** Finds features, where they were computed. */
export class FeatureTables {
  readonly #maker: FeatureMaker;
  readonly #kept = new Map<string, SplitTables>();
  readonly #draws = new Map<string, boolean>();

  /** @param maker Where they are kept, and what computes. */
  constructor(maker: FeatureMaker) {
    this.#maker = maker;
  }

  /**
   * Finds the features of a trial's images.
   *
   * @returns Nothing where the trial does not train on any, or none were
   * computed: then it takes the images, and comes to the same.
   * @throws {SyntaxError} If a file is damaged.
   * @throws {RangeError} If the weights are not of the trial's network.
   */
  find(spec: TrialSpec, source: FeatureSource): SplitTables | undefined {
    if (!takesFeatures(spec)) return undefined;
    const { dataset } = source;
    const { train, test } = featurePaths(spec, { dataset, ...this.#maker });
    const kept = this.#kept.get(train);
    if (kept === undefined && !(existsSync(train) && existsSync(test))) {
      return undefined;
    }
    if (!this.#drawsLastLayer(spec, source)) return undefined;
    const tables = kept ?? {
      train: readTable(train, dataset.train.labels.length),
      test: readTable(test, dataset.test.labels.length),
    };
    this.#kept.delete(train); // and set again: the last used is kept longest
    this.#kept.set(train, tables);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT) this.#kept.delete(oldest as string);
    return tables;
  }

  /** Whether a head of features starts from what the whole network starts from. */
  #drawsLastLayer(
    spec: TrialSpec,
    { dataset: { imageShape }, published }: FeatureSource,
  ): boolean {
    const { model, weights } = spec;
    const logits = logitsOf(spec);
    const key = JSON.stringify([model, weights, imageShape, logits]);
    const known = this.#draws.get(key);
    if (known !== undefined) return known;
    const network = NETWORKS[model]({ imageShape, logits });
    try {
      const isDrawn = published.drawsLastLayer(network);
      this.#draws.set(key, isDrawn);
      return isDrawn;
    } finally {
      network.dispose();
    }
  }
}

function readTable(path: string, images: number): FeatureTable {
  const table = readFeatures(path);
  if (table.count === images) return table;
  throw new SyntaxError(
    `Cannot use ${path}: wanted features of ${images} images, got ` +
      `${table.count}. Next step: remove the file, and they are computed again`,
  );
}
