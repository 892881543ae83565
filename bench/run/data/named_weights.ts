/** Published weights that are fetched by name, and the network that each is of. */
import type { NetworkName } from "../../../models/networks/network.ts";
import { PACKAGED_WEIGHTS } from "./packaged_weights.ts";

/** Where the Hugging Face hub is. */
export const HUB = "https://huggingface.co";

/**
 * torchvision's first weights of ImageNet-1k, as timm publishes them on the hub,
 * and the network that each is of.
 *
 * Source: https://huggingface.co/timm/resnet34.tv_in1k and
 * https://huggingface.co/timm/vgg19.tv_in1k
 */
export const HUB_WEIGHTS: Readonly<Record<string, NetworkName>> = {
  "resnet34.tv_in1k": "resnet34",
  "vgg19.tv_in1k": "vgg19",
};

/** All names, and the network that each is of: first those that pip fetches. */
export const NAMED_WEIGHTS: Readonly<Record<string, NetworkName>> = {
  ...Object.fromEntries(PACKAGED_WEIGHTS.map((name) => [name, name])),
  ...HUB_WEIGHTS,
};

/** Stands for the weights that are published of whatever network is trained. */
export const PUBLISHED = "published";

/**
 * The name of a network's weights.
 *
 * @returns Nothing where none can be fetched.
 */
export function weightsNameOf(model: NetworkName): string | undefined {
  return Object.entries(NAMED_WEIGHTS)
    .find(([, network]) => network === model)?.[0];
}
