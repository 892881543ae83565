import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { assertPaired } from "../../../../bench/study/_assert_paired.ts";
import type { TrialSpec } from "../../../../bench/trials/trial.ts";
import { weightsId } from "../../../../bench/trials/weights_id.ts";
import type { Dataset, Split } from "../../../../datasets/dataset.ts";
import { resnet18 } from "../../../../models/networks/resnet.ts";
import { engineTest } from "../../../_engine.ts";
import { scattered } from "../../../models/networks/_parity.ts";
import {
  writeSafetensors,
  type Written,
} from "../../../models/weights/_safetensors.ts";
import { SPEC } from "../../_trials.ts";
import { train } from "../../_train_made_up.ts";

const SIZE = 64;

/** A short training on few images. */
const TRIAL: TrialSpec = {
  ...SPEC,
  majority: ["loud"],
  minority: ["soft"],
  majorityCount: 6,
  minorityCount: 4,
  testCount: 4,
  imageSize: SIZE,
  model: "resnet18",
  head: "plain",
  batchSize: 5,
  epochs: 2,
  seed: 1,
};

/** Colour images of noise, the first class the brighter. */
function noise(count: number, seed: number): Split {
  const generator = xoroshiro128plus(seed);
  const labels = Uint8Array.from({ length: 2 * count }, (_, at) => at % 2);
  const size = SIZE * SIZE * 3;
  const pixels = Uint8Array.from(
    { length: labels.length * size },
    (_, at) =>
      uniformInt(generator, 0, 127) + 128 * (Math.floor(at / size) % 2),
  );
  return {
    labels,
    images: (indices) =>
      Uint8Array.from(
        Array.from(indices).flatMap((index) => [
          ...pixels.subarray(index * size, (index + 1) * size),
        ]),
      ),
  };
}

const DATASET: Dataset = {
  name: "noise",
  classes: ["loud", "soft"],
  imageShape: [SIZE, SIZE, 3],
  train: noise(6, 1),
  test: noise(4, 2),
  contentHash: "c".repeat(64),
  notes: [],
};

/** What PyTorch calls weights, by what they are called here. */
const KINDS: Readonly<Record<string, string>> = {
  kernel: "weight",
  bias: "bias",
  gamma: "weight",
  beta: "bias",
  moving_mean: "running_mean",
  moving_variance: "running_var",
};

/** The weights of a network of seven classes. */
function tensors(): Written[] {
  const network = resnet18({ imageShape: [SIZE, SIZE, 3], logits: 7 });
  const written = network.weights.map(({ originalName, shape }): Written => {
    const [layer, kind] = originalName.split("/") as [string, string];
    const [outputs, ...others] = shape.toReversed() as number[];
    const [inputs, ...window] = others;
    const turned = [outputs!, ...inputs === undefined ? [] : [inputs]];
    const all = [...turned, ...window.reverse()];
    const count = all.reduce((product, length) => product * length, 1);
    const scale = Math.sqrt(3 * outputs! / count);
    const values = () => {
      const filled = new Float32Array(count);
      if (["gamma", "moving_variance"].includes(kind)) return filled.fill(1);
      if (kind !== "kernel") return filled;
      return filled.map((_, at) =>
        scale * (scattered(at, count) / 2 ** 31 - 1)
      );
    };
    return {
      name: `${layer}.${KINDS[kind]}`,
      dtype: "F16",
      shape: all,
      values,
    };
  });
  network.dispose();
  return written;
}

/** A file of weights, gone after the test. */
async function withWeights(
  test: (weights: { id: string; path: string }) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".safetensors" });
  try {
    const id = `sha256:${writeSafetensors(path, tensors())}`;
    assertEquals(await weightsId(path), id);
    await test({ id, path });
  } finally {
    await Deno.remove(path);
  }
}

engineTest(
  "TrialRunner starts from published weights, trial after trial",
  async () => {
    await withWeights(async (weights) => {
      const spec = { ...TRIAL, weights: weights.id };
      const [random, all, last, treated, again, other] = await train(
        [
          TRIAL,
          spec,
          { ...spec, fineTune: "last-layer" },
          { ...spec, fineTune: "last-layer", head: "final-batch-norm" },
          spec,
          { ...spec, seed: 2 },
        ],
        DATASET,
        weights,
      );
      const results = [random!, all!, last!, treated!, again!, other!];
      assertEquals(
        results.map(({ status }) => status),
        new Array(6).fill("ok"),
      );
      assertPaired(results);
      // The seed draws the last layer: where that alone is trained, it is all
      // that is told apart.
      const { weights: _whole, ...shared } = all!.start!;
      const { weights: own, ...begun } = last!.start!;
      assertEquals(begun, shared);
      assertEquals(treated!.start, last!.start);
      assertNotEquals(own, all!.start!.weights);
      assertNotEquals(random!.start!.weights, all!.start!.weights);
      assertNotEquals(other!.start!.weights, all!.start!.weights);
      assertEquals(again!.losses, all!.losses);
      assertEquals(again!.evaluations, all!.evaluations);
      const differing = [random, all, last, treated, other]
        .map((result) => String(result!.losses));
      assertEquals(new Set(differing).size, 5);
      assert(last!.losses[1]! < last!.losses[0]!, `${last!.losses}`);
    });
  },
);

engineTest(
  "TrialRunner refuses weights that it has not, or that changed",
  async () => {
    await withWeights(async (weights) => {
      const id = `sha256:${"0".repeat(64)}`;
      const spec = { ...TRIAL, weights: id };
      const none = await assertRejects(
        () => train([spec], DATASET),
        RangeError,
      );
      assertEquals(
        none.message,
        `Cannot train from the weights ${id}: got none. Next step: --weights ` +
          "and the file of this hash",
      );
      await assertRejects(
        () => train([spec], DATASET, weights),
        RangeError,
        `Cannot train from the weights ${id}: got ${weights.id}`,
      );
      await assertRejects(
        () => train([spec], DATASET, { ...weights, id }),
        RangeError,
        `Cannot train from ${weights.path}: it has changed since the run began, ` +
          `wanted ${id}, got ${weights.id}`,
      );
    });
  },
);

engineTest(
  "TrialRunner says what of a file does not fit the network",
  async () => {
    await withWeights(async (weights) => {
      const spec = { ...TRIAL, weights: weights.id };
      await assertRejects(
        () => train([{ ...spec, model: "resnet34" }], DATASET, weights),
        RangeError,
        `Cannot take the weights of ${weights.path}: it lacks layer1.2.conv1`,
      );
    });
  },
);
