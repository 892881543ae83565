/** Weights that are published on the Hugging Face hub, by the names they have. */
import type { NetworkName } from "../../../models/networks/network.ts";

/** Where the hub is. */
export const HUB = "https://huggingface.co";

/**
 * torchvision's first weights of ImageNet-1k, as timm publishes them, and the
 * network that each is of.
 *
 * Source: https://huggingface.co/timm/resnet34.tv_in1k and
 * https://huggingface.co/timm/vgg19.tv_in1k
 */
export const HUB_WEIGHTS: Readonly<Record<string, NetworkName>> = {
  "resnet34.tv_in1k": "resnet34",
  "vgg19.tv_in1k": "vgg19",
};

/** Stands for the weights that the hub has of whatever network is trained. */
export const PUBLISHED = "published";

/**
 * What `--weights` means for a network.
 *
 * @returns A name of the hub, or a path.
 */
export function weightsNameOf(weights: string, model: NetworkName): string {
  if (weights !== PUBLISHED) return weights;
  const known = Object.entries(HUB_WEIGHTS)
    .find(([, network]) => network === model);
  return known?.[0] ?? weights;
}

/** Whether a name is one of the {@linkcode HUB_WEIGHTS}, and no file's. */
export function isHubWeights(name: string): boolean {
  return Object.hasOwn(HUB_WEIGHTS, name);
}
