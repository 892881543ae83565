/** The builders of the networks that a trial can name. */
import type * as tf from "@tensorflow/tfjs";
import { efficientNetLite } from "./efficientnet_lite.ts";
import { mlp } from "./mlp.ts";
import type { NetworkName, NetworkOptions } from "./network.ts";
import { resnet18, resnet34 } from "./resnet.ts";
import { smallCnn } from "./small_cnn.ts";
import { threeBlockCnn } from "./three_block_cnn.ts";
import { vgg19 } from "./vgg19.ts";

/** Builds a network: images to logits, its weights not yet drawn. */
export type NetworkBuilder = (options: NetworkOptions) => tf.LayersModel;

/** The builder of each network. */
export const NETWORKS: Readonly<Record<NetworkName, NetworkBuilder>> = {
  "small-cnn": smallCnn,
  mlp,
  "three-block-cnn": threeBlockCnn,
  resnet18,
  resnet34,
  vgg19,
  "efficientnet-lite0": efficientNetLite("efficientnet-lite0"),
  "efficientnet-lite1": efficientNetLite("efficientnet-lite1"),
  "efficientnet-lite2": efficientNetLite("efficientnet-lite2"),
};
