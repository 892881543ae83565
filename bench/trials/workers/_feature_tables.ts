/** The features that a worker finds, kept from one trial to the next. */
import { existsSync } from "node:fs";
import type { Dataset } from "../../../datasets/dataset.ts";
import { readFeatures } from "../../../models/features/feature_file.ts";
import {
  type IndexedFeatures,
  joinTables,
} from "../../../models/features/feature_table.ts";
import { NETWORKS } from "../../../models/networks/networks.ts";
import type { PublishedWeights } from "../../../models/weights/published_weights.ts";
import { logitsOf } from "../logits_of.ts";
import type { TrialSpec } from "../trial.ts";
import {
  featureFiles,
  type FeatureMaker,
  takesFeatures,
} from "./feature_files.ts";
import type { FeatureFile } from "./messages.ts";

/** What a trial's features are of. */
interface FeatureSource {
  dataset: Dataset;
  published: PublishedWeights;
}

/** Features of both parts of a data set. */
type SplitTables = Readonly<Record<"train" | "test", IndexedFeatures>>;

/** Choices of classes whose features are kept ready. */
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
   * computed: then it takes the images, and comes to the same except for
   * rounding.
   * @throws {SyntaxError} If a file is damaged.
   * @throws {RangeError} If a file is of other images, or the weights are not
   * of the trial's network.
   */
  find(spec: TrialSpec, source: FeatureSource): SplitTables | undefined {
    const { dataset } = source;
    // Features are of images that all seeds draw from.
    if (dataset.ofSeed !== undefined || !takesFeatures(spec)) return undefined;
    const files = featureFiles(spec, { dataset, ...this.#maker });
    const key = files.map(({ path }) => path).join();
    const kept = this.#kept.get(key);
    const areThere = kept !== undefined ||
      files.every(({ path }) => existsSync(path));
    if (!areThere || !this.#drawsLastLayer(spec, source)) return undefined;
    const tables = kept ?? {
      train: readTables(files, dataset, "train"),
      test: readTables(files, dataset, "test"),
    };
    this.#kept.delete(key); // and set again: the last used is kept longest
    this.#kept.set(key, tables);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT) this.#kept.delete(oldest as string);
    return tables;
  }

  /**
   * Whether a head of features starts from what the whole network starts from.
   */
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

/** Reads the features of a part of a data set. */
function readTables(
  files: readonly FeatureFile[],
  dataset: Dataset,
  split: "train" | "test",
): IndexedFeatures {
  const tables = files
    .filter((file) => file.split === split)
    .map(({ label, path }) => [label, readFeatures(path)] as const);
  return joinTables(dataset[split].labels, new Map(tables));
}
