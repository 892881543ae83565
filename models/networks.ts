/** The builders of the networks that a trial can name. */
import type * as tf from "@tensorflow/tfjs";
import { mlp } from "./mlp.ts";
import type { NetworkName, NetworkOptions } from "./network.ts";
import { smallCnn } from "./small_cnn.ts";

/** Builds a network: images to logits, its weights not yet drawn. */
export type NetworkBuilder = (options: NetworkOptions) => tf.Sequential;

/** The builder of each network. */
export const NETWORKS: Readonly<Record<NetworkName, NetworkBuilder>> = {
  "small-cnn": smallCnn,
  mlp,
};
