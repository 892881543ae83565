import { assertEquals, assertRejects } from "@std/assert";
import { PROFILES } from "../../../../bench/study/profiles.ts";
import { readOptions } from "../../../../bench/run/settings/options.ts";
import { readSites } from "../../../../bench/run/settings/read_sites.ts";
import {
  describeSite,
  type Site,
  siteName,
} from "../../../../bench/study/site.ts";
import { UsageError } from "../../../../bench/study/usage_error.ts";

/** The command line of options with values. */
function argsOf(options: Readonly<Record<string, string>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ]);
}

/** Reads the sites that options ask for. */
function read(
  options: Readonly<Record<string, string>> = {},
  profile = PROFILES.quick,
): Promise<readonly Site[]> {
  return readSites(readOptions(argsOf(options)), profile);
}

async function assertRefused(
  options: Readonly<Record<string, string>>,
  text: string,
): Promise<void> {
  const refused = async () => await read(options);
  const error = await assertRejects(refused, UsageError);
  assertEquals(error.message, text);
}

/** A folder with one image in each of three classes, gone after the test. */
async function withImages(
  test: (images: string) => Promise<void>,
): Promise<void> {
  const images = await Deno.makeTempDir();
  try {
    for (const name of ["frog", "toad", "newt"]) {
      await Deno.mkdir(`${images}/${name}`);
      await Deno.writeTextFile(`${images}/${name}/1.png`, "");
    }
    await test(images);
  } finally {
    await Deno.remove(images, { recursive: true });
  }
}

Deno.test("readSites() gives each data set each network of the profile", async () => {
  const sites = await read();
  assertEquals(
    sites.map((site) => [siteName(site), site.isPooledOnly]),
    [["leaves small-cnn", false], ["leaves mlp", true]],
  );
});

Deno.test("readSites() checks every claim with networks that are asked for", async () => {
  const sites = await read({ dataset: "mnist,leaves", model: "mlp" });
  assertEquals(
    sites.map((site) => [siteName(site), site.isPooledOnly]),
    [["mnist mlp", false], ["leaves mlp", false]],
  );
});

Deno.test("readSites() takes each name once, and spaces beside the commas", async () => {
  const sites = await read({
    dataset: "leaves, mnist,leaves",
    model: "mlp , mlp",
  });
  assertEquals(sites.map(siteName), ["leaves mlp", "mnist mlp"]);
});

Deno.test("readSites() takes roles and sizes of each data set's own", async () => {
  const sites = await read({ dataset: "mnist,leaves", model: "mlp" });
  assertEquals(
    sites.map(({ majority, minority, imageSize }) => [
      majority,
      minority,
      imageSize,
    ]),
    [[["4"], ["9"], 28], [["healthy"], ["spot"], 32]],
  );
});

Deno.test("readSites() gives no two sites of a profile one name", async () => {
  for (const profile of Object.values(PROFILES)) {
    const names = (await readSites(readOptions([]), profile)).map(siteName);
    assertEquals([...new Set(names)], names);
  }
});

/** The sites of `transfer`, and what they train. */
async function transferSites(options: Record<string, string> = {}) {
  const given = Object.entries({ dataset: "plantvillage-pepper", ...options })
    .map(([name, value]) => `--${name}=${value}`);
  const sites = await readSites(readOptions(given), PROFILES.transfer);
  return sites.map((site) => [
    siteName(site),
    site.fineTune,
    site.imageSize,
    site.bodyLearningRate,
    site.frozenEpochs,
  ]);
}

Deno.test("readSites() has networks trained in the two ways of a profile", async () => {
  const name = "plantvillage-pepper efficientnet-lite0";
  const frozen = [name, "last-layer", 224, null, 0];
  assertEquals(await transferSites(), [
    frozen,
    [`${name} fine-tuned`, "all", 96, 3e-4, 1],
  ]);
  // What is given is for both, and what only one of them has is for that one.
  assertEquals(
    await transferSites({ size: "64", "body-learning-rate": "1e-5" }),
    [
      [name, "last-layer", 64, null, 0],
      [`${name} fine-tuned`, "all", 64, 1e-5, 1],
    ],
  );
  // One of the two ways may be chosen, for all claims.
  assertEquals(await transferSites({ "fine-tune": "last-layer" }), [frozen]);
  assertEquals(await transferSites({ "fine-tune": "all" }), [
    [name, "all", 96, 3e-4, 1],
  ]);
  // They are for networks from weights: others are trained as ever.
  assertEquals(await transferSites({ model: "small-cnn" }), [
    ["plantvillage-pepper small-cnn", "all", 64, null, 0],
  ]);
});

Deno.test("readSites() refuses a role for data sets of different classes", async () => {
  for (const role of ["majority", "minority"]) {
    await assertRefused(
      { dataset: "mnist,leaves", [role]: "0" },
      `Cannot use --${role} with 2 data sets: their classes differ. Next ` +
        "step: name one with --dataset",
    );
  }
});

Deno.test("readSites() refuses data sets together with images", async () => {
  await assertRefused(
    { dataset: "mnist", images: "here" },
    "Cannot use --dataset and --images together: choose one of them",
  );
});

Deno.test("readSites() refuses another size of images of one size", async () => {
  await assertRefused(
    { dataset: "mnist", size: "64" },
    "Cannot use --size 64: the images of mnist are of 28 pixels",
  );
  for (const dataset of ["plantvillage-pepper", "leaves"]) {
    const [site] = await read({ dataset, size: "48" });
    assertEquals(site!.imageSize, 48);
  }
});

Deno.test("readSites() takes the classes of your own images", async () => {
  await withImages(async (images) => {
    const [site] = await read({ images, majority: "toad", minority: "0,newt" });
    assertEquals(site!.classes, ["frog", "newt", "toad"]);
    assertEquals([site!.majority, site!.minority], [["toad"], [
      "frog",
      "newt",
    ]]);
  });
});

Deno.test("readSites() takes a misspelled folder of images for usage", async () => {
  await withImages(async (images) => {
    await assertRefused(
      { images: `${images}s` },
      `Cannot find images: there is no ${images}s. Next step: give a folder ` +
        "with images, or a .zip of one",
    );
  });
});

Deno.test("readSites() gives all other classes the role that is not given", async () => {
  await withImages(async (images) => {
    const [common] = await read({ images, majority: "toad" });
    assertEquals(common!.minority, ["frog", "newt"]);
    const [rare] = await read({ images, minority: "toad" });
    assertEquals(rare!.majority, ["frog", "newt"]);
  });
});

Deno.test("readSites() takes small classes of your own images for rare", async () => {
  await withImages(async (images) => {
    const error = await assertRejects(() => read({ images }), UsageError);
    assertEquals(
      error.message,
      "Cannot infer which classes are common and which rare: they have " +
        "about as many images each. Next step: pass --majority A,B --minority " +
        "C,D, and --minority-count N to train on no more than N images of each " +
        "of C and D. The classes are 0 (frog, 1 images), 1 (newt, 1 images), 2 " +
        "(toad, 1 images)",
    );
    for (const name of ["2", "3"]) {
      await Deno.writeTextFile(`${images}/toad/${name}.png`, "");
    }
    const [site] = await read({ images });
    assertEquals(site!.majority, ["toad"]);
    assertEquals(site!.minority, ["frog", "newt"]);
  });
});

Deno.test("describeSite() says on what and how in one line, and what is unusual", async () => {
  const [site] = await read({ minority: "spot,rust", epochs: "1" });
  assertEquals(
    describeSite(site!),
    "leaves, 1000 of healthy to 10 each of spot and rust, small-cnn, 1 epoch",
  );
  const [other] = await read({ "bn-momentum": "0.5", "batch-size": "8" });
  const weights = `sha256:${"0".repeat(64)}`;
  assertEquals(
    describeSite({ ...other!, weights, fineTune: "last-layer" }),
    "leaves, 1000 of healthy to 10 of spot, small-cnn, 4 epochs, pretrained, " +
      "last-layer, batch norm momentum 0.5, batch 8",
  );
});
