import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { Dropout } from "../../../models/layers/dropout.ts";
import { buildEfficientNetLite } from "../../../models/networks/_efficientnet_lite.ts";
import { resnet34 } from "../../../models/networks/resnet.ts";
import { vgg19 } from "../../../models/networks/vgg19.ts";
import { PublishedWeights } from "../../../models/weights/published_weights.ts";
import { installedWeightsPath } from "../../../bench/run/data/packaged_weights.ts";
import { cacheDirectory } from "../../../models/engines/tensorflow/locate.ts";
import { engineTest, library } from "../../_engine.ts";
import efficientNetParity from "../fixtures/efficientnet-lite0.json" with {
  type: "json",
};
import publishedParity from "../fixtures/efficientnet-lite0-published.json" with {
  type: "json",
};
import resnet34Parity from "../fixtures/resnet34.json" with { type: "json" };
import vgg19Parity from "../fixtures/vgg19.json" with { type: "json" };
import { assertParity, withWeights } from "./_assert_parity.ts";
import { type Parity, parityTensors } from "./_parity.ts";
import type { Written } from "../weights/_safetensors.ts";

/** What PyTorch counts of batch normalization, beside each moving variance. */
function countersOf(parity: Parity): Written[] {
  return parity.tensors.map(({ name }) => name)
    .filter((name) => name.endsWith("running_var"))
    .map((name): Written => ({
      name: name.replace("running_var", "num_batches_tracked"),
      dtype: "I64",
      shape: [],
      values: () => Float32Array.of(0),
    }));
}

engineTest("resnet34 is PyTorch's with the weights of a file", async () => {
  const parity: Parity = resnet34Parity;
  const tensors = [...parityTensors(parity, "F32"), ...countersOf(parity)];
  await withWeights(tensors, parity.sha256, (published) => {
    const { numTensors } = tf.memory();
    const build = () => resnet34({ imageShape: [64, 64, 3], logits: 3 });
    assertParity(parity, published, build);
    // The tensors of the file are kept, once, for the next network.
    const kept = tf.memory().numTensors - numTensors;
    assertEquals(kept, parity.tensors.length);
  });
});

/** timm's names and shapes of VGG19's dense layers. */
function asTimm(tensor: Written): Written {
  const { name, shape } = tensor;
  const [outputs, inputs] = shape as [number, number];
  switch (name) {
    case "classifier.0.weight":
      return {
        ...tensor,
        name: "pre_logits.fc1.weight",
        shape: [outputs, inputs / 49, 7, 7],
      };
    case "classifier.3.weight":
      return {
        ...tensor,
        name: "pre_logits.fc2.weight",
        shape: [outputs, inputs, 1, 1],
      };
    default:
      return {
        ...tensor,
        name: name.replace("classifier.0", "pre_logits.fc1")
          .replace("classifier.3", "pre_logits.fc2")
          .replace("classifier.6", "head.fc"),
      };
  }
}

/** The same layers, and variables, without those that drop. */
function withoutDropout(network: tf.LayersModel): tf.Sequential {
  const layers = network.layers.filter((layer) => !(layer instanceof Dropout));
  return tf.sequential({ layers });
}

engineTest("vgg19 is PyTorch's with the weights of a timm file", async () => {
  const parity: Parity = vgg19Parity;
  const tensors = parityTensors(parity, "BF16").map(asTimm);
  await withWeights(tensors, parity.sha256, (published) => {
    // PyTorch, too, dropped nothing: no two engines draw the same masks.
    const build = () =>
      withoutDropout(vgg19({ imageShape: [32, 32, 3], logits: 3 }));
    assertParity(parity, published, build);
  });
});

/** EfficientNet-Lite0 that drops nothing, as PyTorch did not. */
function efficientNet(size: number, logits: number): tf.LayersModel {
  return buildEfficientNetLite({
    imageShape: [size, size, 3],
    logits,
    width: 1,
    depth: 1,
    dropout: 0,
    droppedBlocks: 0,
  });
}

engineTest(
  "efficientnet-lite0 is PyTorch's with the weights of a file",
  async () => {
    const parity: Parity = efficientNetParity;
    const tensors = [...parityTensors(parity, "F32"), ...countersOf(parity)];
    await withWeights(tensors, parity.sha256, (published) => {
      assertParity(parity, published, () => efficientNet(64, 3));
    });
  },
);

const path = installedWeightsPath("efficientnet-lite0", cacheDirectory());
const isThere = await Deno.stat(path).then(() => true, () => false);

Deno.test({
  name: "efficientnet-lite0 is PyTorch's with the published weights" +
    (isThere ? "" : " (skipped: they are not in the cache)"),
  ignore: !isThere || !library,
  fn() {
    const parity: Parity = { ...publishedParity, tensors: [] };
    const published = new PublishedWeights(path);
    assertParity(parity, published, () => efficientNet(64, 1000));
    published.dispose();
  },
});
