import "../_cpu.ts";
import { assertPrecision } from "../../models/engines/engine.ts";
import { assertNvidiaDriver } from "../../models/engines/tensorflow/nvidia.ts";
import { buildFor } from "../../models/engines/tensorflow/wheels.ts";
import { Dropout } from "../../models/layers/dropout.ts";
import { auroc } from "../../models/metrics/auroc.ts";
import { calibration } from "../../models/metrics/calibration.ts";
import { classificationMetrics } from "../../models/metrics/metrics.ts";
import { reliabilityBins } from "../../models/metrics/reliability_bins.ts";
import type { NetworkName } from "../../models/networks/network.ts";
import { NETWORKS } from "../../models/networks/networks.ts";
import { initialize } from "../../models/training/initialize.ts";
import { countLogits } from "../../models/training/outputs.ts";
import { type Refusal, refusals } from "../_refusals.ts";

/** Measures two images of two classes, unless told otherwise. */
const measure = ({
  logits = [0, 1, 1, 0],
  labels = [0, 1],
  minority = [1],
}) =>
() =>
  classificationMetrics(Float32Array.from(logits), {
    labels: Uint8Array.from(labels),
    classes: 2,
    minority,
  });

/** A network with images that are too small for it by a pixel. */
const tooSmall = (
  name: NetworkName,
  height: number,
  width: number,
): Refusal => {
  const least = Math.max(height, width);
  return [
    () => NETWORKS[name]({ imageShape: [height, width, 3], logits: 2 }),
    `Cannot build ${name}: wanted images of at least ${least}x${least} pixels, ` +
    `got ${height}x${width}`,
  ];
};

const NO_GPU =
  "Cannot compute on a GPU: no NVIDIA driver with a GPU is here. " +
  "Next step: install the driver (nvidia-smi must list the GPU), or --device " +
  "cpu";

refusals({
  "classificationMetrics()": [
    [
      measure({ logits: [], labels: [] }),
      "Cannot measure 0 images of 2 classes: got 0 logits",
    ],
    ...[0, 3, 5, 8].map((count): Refusal => [
      measure({ logits: new Array(count).fill(0) }),
      `Cannot measure 2 images of 2 classes: got ${count} logits`,
    ]),
    ...[NaN, Infinity, -Infinity].map((logit): Refusal => [
      measure({ logits: [0, 1, 1, logit] }),
      `Cannot measure 2 images: wanted finite logits, got ${logit}`,
    ]),
    [measure({ labels: [0, 2] }), "Cannot measure 2 classes: wanted labels"],
    ...[[2], [-1], []].map((minority): Refusal => [
      measure({ minority }),
      "Cannot measure 2 classes: wanted labels and one or more minority",
    ]),
  ],
  "reliabilityBins()": [
    [
      () => reliabilityBins([], []),
      "Cannot sort 0 confidences into bins: wanted 1 or more",
    ],
    [
      () => reliabilityBins([0.5, 1], [true]),
      "Cannot sort 2 confidences into bins: wanted 1 or more, and whether " +
      "each is right, got 1 outcomes",
    ],
    ...[-0.01, 1.01, NaN, Infinity].map((stray): Refusal => [
      () => reliabilityBins([0.5, stray], [true, true]),
      `wanted each within 0 and 1, got ${stray}`,
    ]),
    ...[0, -1, 1.5, NaN].map((bins): Refusal => [
      () => reliabilityBins([0.5], [true], { bins }),
      `wanted 1 bin or more, got ${bins}`,
    ]),
  ],
  "calibration()": [
    [() => calibration([], []), "Cannot sort 0 confidences into bins"],
    [
      () => calibration([0.5, 2], [true, false]),
      "wanted each within 0 and 1, got 2",
    ],
  ],
  "auroc()": [[1], [1, NaN]].map((scores): Refusal => [
    () => auroc(scores, [true, false]),
    "Cannot tell 2 items apart: wanted a number for each, got 1",
  ]),
  "a network": [
    tooSmall("small-cnn", 3, 4),
    tooSmall("three-block-cnn", 7, 8),
    tooSmall("resnet18", 8, 7),
    tooSmall("resnet34", 8, 7),
    tooSmall("vgg19", 31, 32),
  ],
  "Dropout": [-0.1, 1, NaN].map((rate): Refusal => [
    () => new Dropout({ rate }),
    `wanted a rate in [0, 1), got ${rate}`,
  ]),
  "countLogits()": [1, 3, 10].map((classes): Refusal => [
    () => countLogits("single-logit", classes),
    `Cannot tell ${classes} classes apart by a single logit: wanted 2. Next ` +
    "step: choose one majority and one minority class",
  ]),
  "initialize()": [
    [() => initialize([], { seed: 0.5 }), "wanted an integer seed, got 0.5"],
  ],
  "assertPrecision()": [[
    () => assertPrecision({ name: "tensorflow", precisions: ["f32"] }, "bf16"),
    "Cannot train in bf16: the engine tensorflow cannot on this processor. " +
    "Next step: --precision f32",
  ]],
  "buildFor()": [
    [
      () => buildFor("gpu", { os: "darwin", arch: "aarch64" }),
      "Next step: --device cpu",
    ],
    [
      () => buildFor("cpu", { os: "windows", arch: "x86_64" }),
      "Cannot get libtensorflow for windows x86_64",
    ],
  ],
  "assertNvidiaDriver()": [
    [() => assertNvidiaDriver(undefined), NO_GPU, Error],
    [() => assertNvidiaDriver({ cuda: [12, 8], gpus: [] }), NO_GPU, Error],
    [
      () =>
        assertNvidiaDriver({
          cuda: [11, 8],
          gpus: [{ name: "NVIDIA H200", architecture: "sm_90" }],
        }),
      "the driver runs CUDA 11.8 at most, and CUDA 12 is needed. Next step: " +
      "update it to 525.60.13 or newer, or --device cpu",
      Error,
    ],
  ],
});
