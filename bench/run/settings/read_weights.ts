/** Which weights networks start from, and whether they fit. */
import {
  type NetworkName,
  PUBLISHED_IMAGES,
} from "../../../models/networks/network.ts";
import type { Site } from "../../study/site.ts";
import { UsageError } from "../../study/usage_error.ts";
import { NAMED_WEIGHTS, PUBLISHED } from "../data/named_weights.ts";
import type { Profile } from "../../study/profiles.ts";
import type { BenchOptions } from "./options.ts";

/** Images as published weights have to like them. */
export type WeightedSite =
  & Pick<Site, "dataset" | "model" | "imageSize">
  & { channels: number };

/**
 * Which weights a run is asked to start from: those of `--weights`, or of the
 * profile where its own networks are trained.
 */
export function weightsAsked(
  given: BenchOptions,
  profile: Profile,
): string | undefined {
  return given.value("weights") ??
    (given.has("model") ? undefined : profile.weights);
}

/** The options that say how a trained network is tuned. */
const TUNING = ["fine-tune", "body-learning-rate", "frozen-epochs"] as const;

/** What is asked of the tuning of a network. */
type Tuning = Pick<
  Site,
  "fineTune" | "bodyLearningRate" | "frozenEpochs" | "epochs"
>;

/**
 * Makes sure that there is something to tune, where there are no weights.
 *
 * @throws {UsageError} If there is not.
 */
export function assertTuned(given: BenchOptions): void {
  const option = TUNING.find((name) => given.has(name));
  if (option === undefined) return;
  throw new UsageError(
    `Cannot use --${option} ${given.text(option)}: no trained network is ` +
      "named. Next step: --weights",
  );
}

/**
 * Makes sure that all of a network is trained at some time, where it is said how.
 *
 * @throws {UsageError} If its layers before the last never are.
 */
export function assertBodyTrained(site: Tuning): void {
  const { fineTune, bodyLearningRate, frozenEpochs, epochs } = site;
  if (fineTune === "last-layer") {
    const option = bodyLearningRate !== null
      ? `--body-learning-rate ${bodyLearningRate}`
      : frozenEpochs > 0
      ? `--frozen-epochs ${frozenEpochs}`
      : undefined;
    if (option === undefined) return;
    throw new UsageError(
      `Cannot use ${option}: with --fine-tune last-layer, the layers before ` +
        "the last are never trained. Next step: leave one of the two out",
    );
  }
  if (frozenEpochs < epochs) return;
  throw new UsageError(
    `Cannot use --frozen-epochs ${frozenEpochs}: they are the first of ` +
      `${epochs} ${epochs === 1 ? "epoch" : "epochs"}, and then all is to be ` +
      "trained. Next step: fewer of them, more --epochs, or --fine-tune last-layer",
  );
}

/**
 * Makes sure that weights can be what they are said to be, before they are
 * fetched or read.
 *
 * @param weights What `--weights` names.
 * @param sites Where they are to be used.
 * @throws {UsageError} If they are for several networks, for one that has no
 * published weights, or for other images.
 */
export function assertWeightsFit(
  weights: string,
  sites: readonly WeightedSite[],
): void {
  const obstacle = networkObstacle(weights, sites.map(({ model }) => model)) ??
    sites.map(imagesObstacle).find((each) => each !== undefined);
  if (obstacle === undefined) return;
  throw new UsageError(`Cannot use --weights ${weights}: ${obstacle}`);
}

/** Why the networks are not the one that the weights are of. */
function networkObstacle(
  weights: string,
  all: readonly NetworkName[],
): string | undefined {
  const models = [...new Set(all)];
  const known = Object.keys(PUBLISHED_IMAGES).join(", ");
  const unknown = models.find((model) => PUBLISHED_IMAGES[model] === undefined);
  if (weights === PUBLISHED) {
    return unknown === undefined
      ? undefined
      : `there are none of ${unknown}. Next step: --model with ${known}`;
  }
  if (models.length !== 1 || unknown !== undefined) {
    return `they are of one network, and ${models.join(" and ")} ` +
      `${models.length === 1 ? "is" : "are"} asked for. Next step: --model ` +
      `with one of ${known}`;
  }
  const own = Object.hasOwn(NAMED_WEIGHTS, weights)
    ? NAMED_WEIGHTS[weights]
    : models[0];
  return own === models[0]
    ? undefined
    : `they are of ${own}, and not of ${models[0]}`;
}

/** Why the images are not such as the weights are for. */
function imagesObstacle(
  { dataset, model, imageSize, channels }: WeightedSite,
): string | undefined {
  if (channels !== 3) {
    return `they are for colour images, and those of ${dataset} are grey. ` +
      "Next step: another --dataset";
  }
  const least = PUBLISHED_IMAGES[model] ?? 0;
  if (imageSize >= least) return undefined;
  return `${model} takes images of at least ${least} pixels there, and those ` +
    `of ${dataset} are of ${imageSize}. Next step: photographs, and --size 224`;
}
