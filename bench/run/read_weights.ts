/** Reads which weights a network starts from, and what of it is trained. */
import { FINE_TUNES, type FineTune } from "../../models/fine_tune.ts";
import { PUBLISHED_IMAGES } from "../../models/network.ts";
import type { Site } from "../study/site.ts";
import { UsageError } from "../study/usage_error.ts";
import { HUB_WEIGHTS, isHubWeights } from "./_hub_weights.ts";

/** Images as published weights have to like them. */
export type WeightedSite =
  & Pick<Site, "dataset" | "model" | "imageSize">
  & { channels: number };

/**
 * Reads `--fine-tune`.
 *
 * @param text What a user wrote, if anything.
 * @param weights What `--weights` names, if anything.
 * @throws {UsageError} For an unknown value, or if there is nothing to tune.
 */
export function readFineTune(
  text: string | undefined,
  weights: string | undefined,
): FineTune {
  if (text === undefined) return "all";
  const fineTune = FINE_TUNES.find((known) => known === text);
  if (fineTune === undefined) {
    throw new UsageError(
      `Cannot use --fine-tune ${text}: wanted ${FINE_TUNES.join(" or ")}`,
    );
  }
  if (weights !== undefined) return fineTune;
  throw new UsageError(
    `Cannot use --fine-tune ${text}: no trained network is named. Next step: ` +
      "--weights",
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
  const refuse = (state: string): never => {
    throw new UsageError(`Cannot use --weights ${weights}: ${state}`);
  };
  const models = [...new Set(sites.map(({ model }) => model))];
  const [model] = models;
  const least = model && PUBLISHED_IMAGES[model];
  if (models.length > 1 || least === undefined) {
    const known = Object.keys(PUBLISHED_IMAGES).join(", ");
    return refuse(
      `they are of one network, and ${models.join(" and ")} ` +
        `${models.length > 1 ? "are" : "is"} asked for. Next step: --model ` +
        `with one of ${known}`,
    );
  }
  if (isHubWeights(weights) && HUB_WEIGHTS[weights] !== model) {
    return refuse(`they are of ${HUB_WEIGHTS[weights]}, and not of ${model}`);
  }
  for (const { dataset, imageSize, channels } of sites) {
    if (channels !== 3) {
      refuse(
        `they are for colour images, and those of ${dataset} are grey. Next ` +
          "step: another --dataset",
      );
    }
    if (imageSize < least) {
      refuse(
        `${model} takes images of at least ${least} pixels there, and those ` +
          `of ${dataset} are of ${imageSize}. Next step: photographs, and ` +
          "--size 224",
      );
    }
  }
}
