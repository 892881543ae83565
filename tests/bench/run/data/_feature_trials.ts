/** Trials on features of a few images, and what they take. */
import type { TrialExecutor } from "../../../../bench/trials/executor.ts";
import type {
  Trial,
  TrialResult,
  TrialSpec,
} from "../../../../bench/trials/trial.ts";
import type { WeightsFile } from "../../../../bench/trials/workers/messages.ts";
import { WorkerPool } from "../../../../bench/trials/workers/worker_pool.ts";
import { efficientNetLite } from "../../../../models/networks/efficientnet_lite.ts";
import { library } from "../../../_engine.ts";
import { findReader } from "../../../../datasets/read/readers.ts";
import { makeFewImages } from "../../../docs/_few_images.ts";
import { weightsOf } from "../../../models/features/_weights_of.ts";
import { writeSafetensors } from "../../../models/weights/_safetensors.ts";
import { SPEC } from "../../_trials.ts";

/** A short training of the last layer. */
export const FEATURE_TRIAL: TrialSpec = {
  ...SPEC,
  dataset: "images",
  majority: ["healthy"],
  minority: ["blight"],
  majorityCount: 30,
  minorityCount: 10,
  testCount: 12,
  imageSize: 32,
  model: "efficientnet-lite0",
  fineTune: "last-layer",
  batchSize: 8,
  epochs: 2,
};

/** Weights in a cache of an awkward name, gone after the test. */
export async function withWeights(
  test: (at: { weights: WeightsFile; cache: string }) => Promise<void>,
): Promise<void> {
  const cache = await Deno.makeTempDir({ prefix: "a cache, of features " });
  const path = `${cache}/weights.safetensors`;
  try {
    const network = efficientNetLite("efficientnet-lite0")({
      imageShape: [32, 32, 3],
      logits: 2,
    });
    const id = `sha256:${writeSafetensors(path, weightsOf(network))}`;
    network.dispose();
    const images = `${cache}/own`;
    await makeFewImages(images);
    // Workers may not write: images are decoded before.
    await findReader("images", images)
      .load({ data: undefined, images, cache }, {
        size: FEATURE_TRIAL.imageSize,
      });
    await test({ weights: { id, path }, cache });
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

/** One worker on these weights and images. */
export function poolOf(
  { weights, cache }: { weights: WeightsFile; cache: string },
): WorkerPool {
  return new WorkerPool({
    workers: 1,
    engine: {
      name: "tensorflow",
      library: library as string,
      device: "cpu",
      instructionSet: "test",
    },
    source: { cache, images: `${cache}/own`, weights: [weights] },
  });
}

/** The results of trials, in the order of these. */
export async function run(
  executor: TrialExecutor,
  trials: readonly Trial[],
): Promise<TrialResult[]> {
  const results = await Array.fromAsync(executor.run(trials));
  return trials.map(({ key }) => results.find((each) => each.key === key)!);
}

/** What of a result does not depend on when and where it was run. */
export function computed({ status, losses, evaluations, start }: TrialResult) {
  return { status, losses, evaluations, start };
}
