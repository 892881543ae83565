import {
  type NetworkName,
  PUBLISHED_IMAGES,
} from "../../../../models/networks/network.ts";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { NAMED_WEIGHTS } from "../../../../bench/run/data/named_weights.ts";
import {
  type BenchOptions,
  readOptions,
} from "../../../../bench/run/settings/options.ts";
import { readSites } from "../../../../bench/run/settings/read_sites.ts";
import {
  assertWeightsFit,
  type WeightedSite,
  weightsAsked,
} from "../../../../bench/run/settings/read_weights.ts";
import { PROFILES } from "../../../../bench/study/profiles.ts";
import { UsageError } from "../../../../bench/study/usage_error.ts";

const SITE: WeightedSite = {
  dataset: "plantvillage-pepper",
  model: "resnet34",
  imageSize: 224,
  channels: 3,
};

/** The networks that have published weights. */
const MODELS = Object.keys(PUBLISHED_IMAGES).join(", ");

/** Sites, and why weights do not fit them. */
const REFUSED: [
  weights: string,
  sites: Partial<WeightedSite>[],
  why: string,
][] = [
  [
    "model.safetensors",
    [{}, { model: "vgg19" }],
    "they are of one network, and resnet34 and vgg19 are asked for. Next " +
    "step: --model with one of " + MODELS,
  ],
  [
    "model.safetensors",
    [{ model: "small-cnn" }],
    "they are of one network, and small-cnn is asked for. Next step: " +
    "--model with one of " + MODELS,
  ],
  [
    "vgg19.tv_in1k",
    [{}],
    "they are of vgg19, and not of resnet34",
  ],
  [
    "efficientnet-lite0",
    [{ model: "efficientnet-lite1" }],
    "they are of efficientnet-lite0, and not of efficientnet-lite1",
  ],
  [
    "resnet34.tv_in1k",
    [{}, { dataset: "mnist", imageSize: 28, channels: 1 }],
    "they are for colour images, and those of mnist are grey. Next step: " +
    "another --dataset",
  ],
  [
    "resnet34.tv_in1k",
    [{ dataset: "cifar-10", imageSize: 32 }],
    "resnet34 takes images of at least 64 pixels there, and those of " +
    "cifar-10 are of 32. Next step: photographs, and --size 224",
  ],
];

for (const [weights, changes, why] of REFUSED) {
  Deno.test(`assertWeightsFit() refuses them where ${why}`, () => {
    const sites = changes.map((change) => ({ ...SITE, ...change }));
    const error = assertThrows(
      () => assertWeightsFit(weights, sites),
      UsageError,
    );
    assertEquals(error.message, `Cannot use --weights ${weights}: ${why}`);
  });
}

Deno.test("assertWeightsFit() takes several data sets, and the least images", () => {
  assertWeightsFit("resnet34.tv_in1k", [
    { ...SITE, imageSize: 64 },
    { ...SITE, dataset: "images" },
  ]);
  assertWeightsFit("vgg19.tv_in1k", [
    { ...SITE, model: "vgg19", imageSize: 32 },
  ]);
  for (const [name, model] of Object.entries(NAMED_WEIGHTS)) {
    assertWeightsFit(name, [{ ...SITE, model }]);
  }
});

const OPTIONS = {
  dataset: "plantvillage-pepper",
  model: "resnet34",
  weights: "resnet34.tv_in1k",
};

function given(options: Readonly<Record<string, string>>): BenchOptions {
  return readOptions(
    Object.entries(options).map(([name, value]) => `--${name}=${value}`),
  );
}

/** Reads sites, and gives why they are refused. */
async function whyRefused(
  options: Readonly<Record<string, string>>,
): Promise<string> {
  const error = await assertRejects(
    async () => await readSites(given(options), PROFILES.quick),
    UsageError,
  );
  return error.message;
}

Deno.test("readSites() refuses weights that do not fit its data sets", async () => {
  assertEquals(
    await whyRefused({ ...OPTIONS, dataset: "mnist" }),
    "Cannot use --weights resnet34.tv_in1k: they are for colour images, and " +
      "those of mnist are grey. Next step: another --dataset",
  );
  assertEquals(
    await whyRefused({ ...OPTIONS, dataset: "cifar-10" }),
    "Cannot use --weights resnet34.tv_in1k: resnet34 takes images of at least " +
      "64 pixels there, and those of cifar-10 are of 32. Next step: " +
      "photographs, and --size 224",
  );
});

Deno.test("readSites() refuses to tune what is not there, or otherwise", async () => {
  assertEquals(
    await whyRefused({ "fine-tune": "last-layer" }),
    "Cannot use --fine-tune last-layer: no trained network is named. Next " +
      "step: --weights",
  );
  assertEquals(
    await whyRefused({ ...OPTIONS, "fine-tune": "first" }),
    "Cannot use --fine-tune first: wanted one of all, last-layer",
  );
  const tuning = { "body-learning-rate": "0.0001", "frozen-epochs": "1" };
  for (const [option, value] of Object.entries(tuning)) {
    assertEquals(
      await whyRefused({ [option]: value }),
      `Cannot use --${option} ${value}: no trained network is named. Next ` +
        "step: --weights",
    );
    const both = { ...OPTIONS, size: "64", "fine-tune": "last-layer" };
    assertEquals(
      await whyRefused({ ...both, [option]: value }),
      `Cannot use --${option} ${value}: with --fine-tune last-layer, the ` +
        "layers before the last are never trained. Next step: leave one of " +
        "the two out",
    );
  }
  assertEquals(
    await whyRefused({ ...OPTIONS, epochs: "3", "frozen-epochs": "3" }),
    "Cannot use --frozen-epochs 3: they are the first of 3 epochs, and then " +
      "all is to be trained. Next step: fewer of them, more --epochs, or " +
      "--fine-tune last-layer",
  );
});

Deno.test("assertWeightsFit() takes what is published of each network", () => {
  const models = Object.keys(PUBLISHED_IMAGES) as NetworkName[];
  const sites = models.map((model) => ({
    ...SITE,
    model,
  }));
  assertWeightsFit("published", sites);
  const error = assertThrows(
    () => assertWeightsFit("published", [...sites, { ...SITE, model: "mlp" }]),
    UsageError,
  );
  assertEquals(
    error.message,
    "Cannot use --weights published: there are none of mlp. Next step: " +
      `--model with ${MODELS}`,
  );
});

Deno.test("weightsAsked() takes those of a profile for its own networks", () => {
  const of = (options: Readonly<Record<string, string>>) =>
    weightsAsked(given(options), PROFILES.paper);
  assertEquals(of({}), "published");
  assertEquals(of({ model: "small-cnn" }), undefined);
  assertEquals(of({ weights: "a.bin", model: "vgg19" }), "a.bin");
  assertEquals(weightsAsked(given({}), PROFILES.quick), undefined);
});

Deno.test("readSites() takes the size of photographs from a profile", async () => {
  const sizes = async (options: Readonly<Record<string, string>>) =>
    (await readSites(given(options), PROFILES.paper))
      .map(({ dataset, model, imageSize }) => [dataset, model, imageSize]);
  assertEquals(await sizes({ dataset: "plantvillage-pepper" }), [
    ["plantvillage-pepper", "resnet34", 224],
    ["plantvillage-pepper", "vgg19", 224],
  ]);
  assertEquals(
    await sizes({ dataset: "plantvillage-pepper", size: "64" }),
    [
      ["plantvillage-pepper", "resnet34", 64],
      ["plantvillage-pepper", "vgg19", 64],
    ],
  );
  assertEquals(
    await sizes({ dataset: "mnist", model: "small-cnn" }),
    [["mnist", "small-cnn", 28]],
  );
});
