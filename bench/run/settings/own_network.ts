/** Which network classifies a user's own images, where none is asked for. */
import { cacheDirectory } from "../../../models/engines/tensorflow/locate.ts";
import { PUBLISHED_IMAGES } from "../../../models/networks/network.ts";
import {
  onStandardError,
  type ProgressOptions,
  SILENT,
} from "../../../reports/terminal/progress.ts";
import { PROFILES } from "../../study/profiles.ts";
import { prepareWeights } from "../data/prepare_weights.ts";
import type { SettingsDefaults } from "./machine_settings.ts";
import type { BenchOptions } from "./options.ts";
import { settingsOf } from "./settings.ts";

const { models: [MODEL], weights: WEIGHTS, tuning } = PROFILES.transfer;

/** The smallest images that its weights can read, in pixels. */
const LEAST = PUBLISHED_IMAGES[MODEL] ?? 0;

/** A run on a network that is trained already, and on one that is not. */
const PRETRAINED = { profile: "transfer", "fine-tune": "last-layer" };
const DRAWN = { profile: "standard" };

/** The options with a network, and what to say of it. */
export interface OwnNetwork {
  given: BenchOptions;
  /** Absent where the user chose. */
  note?: string;
}

/** The machine, and where weights are. */
export interface OwnNetworkOptions extends SettingsDefaults {
  /** Finds or fetches the weights. @default {prepareWeights} */
  prepare?: (weights: string, told: ProgressOptions) => Promise<unknown>;
}

/**
 * Chooses a network for own images, as if the user had: one that was trained on
 * ImageNet, of which the last layer is trained, where its weights can be had;
 * else a small network from nothing.
 *
 * @param given The options of the run.
 * @returns The same where there are no own images, or the user chose.
 * @throws {UsageError} If the options cannot be used, before anything is fetched.
 */
export async function chooseOwnNetwork(
  given: BenchOptions,
  options: OwnNetworkOptions,
): Promise<OwnNetwork> {
  const isChosen = ["profile", "model", "weights"].some((name) =>
    given.has(name)
  );
  if (!given.has("images") || isChosen) return { given };
  const obstacle = await obstacleOf(given, options);
  if (obstacle === undefined) {
    const size = given.text("size") ?? tuning.size;
    return {
      given: given.with(PRETRAINED),
      note: `${MODEL}, trained on ImageNet, is tuned to your images at ` +
        `${size} pixels; --model small-cnn trains a small network from nothing`,
    };
  }
  return {
    given: given.with(DRAWN),
    note: "a small network is trained from nothing on your images, and not " +
      `${MODEL} from ImageNet: ${obstacle}`,
  };
}

/** Why the trained network is not taken. */
async function obstacleOf(
  given: BenchOptions,
  options: OwnNetworkOptions,
): Promise<string | undefined> {
  const { queue, prepare = prepareUsual } = options;
  const size = given.text("size");
  if (size !== undefined && Number(size) < LEAST) {
    return `it reads images of at least ${LEAST} pixels`;
  }
  if (given.has("queue") || queue !== undefined) {
    return "the workers of a queue have to be given its weights, too. Next " +
      `step: --profile transfer here, and --weights ${WEIGHTS} there`;
  }
  await settingsOf(given.with(PRETRAINED), options);
  const isSilent = given.has("quiet") || given.has("json");
  try {
    await prepare(WEIGHTS, isSilent ? SILENT : onStandardError);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}

async function prepareUsual(
  weights: string,
  told: ProgressOptions,
): Promise<void> {
  await prepareWeights(weights, { cache: cacheDirectory(), told });
}
