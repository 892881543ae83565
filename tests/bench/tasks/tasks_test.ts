import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { library } from "../../_engine.ts";
import { madeUpDocument } from "../../reports/_document.ts";
import { writeDocument } from "../../reports/_runs.ts";
import { runTask } from "./_run.ts";
import { makeFewImages } from "../../docs/_few_images.ts";
import { denoDirectory } from "../../_process.ts";

const reason = library === undefined ? " (skipped: no libtensorflow)" : "";
const needsEngine = { ignore: library === undefined };

Deno.test("deno task datasets lists them, and what each costs", async () => {
  const cache = await Deno.makeTempDir();
  const env = { XDG_CACHE_HOME: cache, DENO_DIR: await denoDirectory() };
  const { code, stdout } = await runTask("datasets", [], env);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "leaves: ");
  assertStringIncludes(stdout, "part of the suite");
  assert(/^cifar-10: .*\n {2}163 MiB to fetch/m.test(stdout), stdout);
  const folder = `${cache}/finalbn/datasets/cifar-10`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/cifar-10-binary.tar.gz`, "");
  const after = await runTask("datasets", ["--json"], env);
  const listed = JSON.parse(after.stdout) as {
    name: string;
    isCached: boolean;
  }[];
  assertEquals(
    listed.filter(({ isCached }) => isCached).map(({ name }) => name),
    ["leaves", "cifar-10"],
  );
  await Deno.remove(cache, { recursive: true });
});

Deno.test("deno task datasets check looks at your own images", async () => {
  const folder = await Deno.makeTempDir();
  const images = `${folder}/my images`;
  await makeFewImages(images);
  for (let at = 20; at < 60; at++) {
    await Deno.remove(`${images}/blight/${at}.png`);
  }
  await Deno.writeTextFile(`${images}/rust/about.txt`, "");
  const env = { XDG_CACHE_HOME: folder, DENO_DIR: await denoDirectory() };
  const check = (...args: string[]) =>
    runTask("datasets", ["check", images, "--size", "8", ...args], env);
  const { code, stdout, stderr } = await check();
  assertEquals(code, 0, stderr);
  for (
    const text of [
      "class    to train  to test\nblight         14        6\n" +
      "healthy        42       18\nrust           42       18\n",
      "140 png; all 8 x 8 pixels",
      "- 1 file left out: it is not a .jpg",
      "near-copies: ",
      "claims that can be checked: gain, ",
      "- left out: threshold on images small-cnn: ",
      `deno task bench --images '${images}' --majority healthy,rust ` +
      "--minority blight --size 8\n",
    ]
  ) {
    assertStringIncludes(stdout, text);
  }
  const found = JSON.parse((await check("--json")).stdout);
  assertEquals(found.classes[0], { name: "blight", train: 14, test: 6 });
  const wrong = await runTask("datasets", ["check", `${images}/rust`], env);
  assertEquals(wrong.code, 2);
  assertStringIncludes(wrong.stderr, "each lies outside all class folders");
  assertEquals((await runTask("datasets", ["look"], env)).code, 2);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("deno task datasets check gives a command that runs, or says why none", async () => {
  const folder = await Deno.makeTempDir();
  const env = { XDG_CACHE_HOME: folder, DENO_DIR: await denoDirectory() };
  const images = `${folder}/few`;
  await makeFewImages(images);
  await Deno.rename(`${images}/blight`, `${images}/-blight`);
  const check = async (path: string) => {
    const args = ["check", path, "--size", "8"];
    const { code, stdout, stderr } = await runTask("datasets", args, env);
    return { code, stdout: stdout.replace(/\s+/g, " "), stderr };
  };
  // Nobody can tell which class is rare; one name looks like an option, and one
  // has what separates names, and quotes them.
  await Deno.rename(`${images}/rust`, `${images}/rust, "red"`);
  const { stdout } = await check(images);
  const rest = "--minority=-blight --minority-count 10 --size 8";
  assertStringIncludes(
    stdout,
    `to take -blight for it: deno task bench --images ${images} --majority ` +
      `'healthy,"rust, ""red"""' ${rest} `,
  );
  const args = `--images ${images} ${rest} --dry-run --filter gain`.split(" ");
  args.push('--majority=healthy,"rust, ""red"""');
  const run = await runTask("bench", args);
  assertEquals(run.code, 0, run.stderr);
  await Deno.rename(`${images}/rust, "red"`, `${images}/rust`);
  // One class is only tested on.
  const parts = `${folder}/parts`;
  for (const name of ["-blight", "healthy"]) {
    await Deno.mkdir(`${parts}/train`, { recursive: true });
    await Deno.mkdir(`${parts}/test/${name}`, { recursive: true });
    await Deno.rename(`${images}/${name}`, `${parts}/train/${name}`);
    await Deno.rename(
      `${parts}/train/${name}/0.png`,
      `${parts}/test/${name}/0.png`,
    );
  }
  await Deno.rename(`${images}/rust`, `${parts}/test/rust`);
  assertStringIncludes(
    (await check(parts)).stdout,
    "left out: the class rust: it has no images to train",
  );
  await Deno.remove(`${parts}/train/healthy`, { recursive: true });
  const none = await check(parts);
  assertStringIncludes(
    none.stdout,
    "Cannot check anything: wanted 2 classes or more with images both to train " +
      "and to test, got -blight. Next step: give healthy and rust more images",
  );
  // One image of each class trains, and none is left for testing.
  const pair = `${folder}/pair`;
  for (const name of ["cat", "dog"]) {
    await Deno.mkdir(`${pair}/${name}`, { recursive: true });
    const at = name === "cat" ? 1 : 2;
    await Deno.rename(
      `${parts}/train/-blight/${at}.png`,
      `${pair}/${name}/${at}.png`,
    );
  }
  const { code, stdout: said, stderr } = await check(pair);
  assertEquals(code, 0, stderr);
  assertStringIncludes(said, "give cat and dog more images");
  // What cannot be decoded is a matter of usage.
  await Deno.writeTextFile(`${pair}/dog/2.png`, "");
  assertEquals((await check(pair)).code, 2);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("deno task datasets counts an archive once for all that are in it", async () => {
  const cache = await Deno.makeTempDir();
  const env = { XDG_CACHE_HOME: cache, DENO_DIR: await denoDirectory() };
  const { stdout } = await runTask("datasets", [], env);
  const cost = "828 MiB to fetch, once for all of plantvillage;";
  assertEquals(stdout.split(cost).length - 1, 3);
  const folder = `${cache}/finalbn/datasets/plantvillage`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/plantvillage.zip`, "");
  const after = await runTask("datasets", [], env);
  // The leaf maps of two of them are not there yet: those are of one plant.
  assertEquals(after.stdout.split("  1 MiB to fetch;").length - 1, 2);
  for (const plant of ["pepper-healthy", "pepper-bacterial-spot"]) {
    await Deno.writeTextFile(`${folder}/${plant}.csv`, "");
  }
  const later = await runTask("datasets", [], env);
  assertEquals(later.stdout.split("  cached;").length - 1, 2);
  await Deno.remove(cache, { recursive: true });
});

Deno.test({
  name: `deno task setup says where the library is${reason}`,
  ...needsEngine,
  fn: async () => {
    const { code, stdout } = await runTask("setup", ["--device", "cpu"]);
    assertEquals([code, stdout.includes(library!)], [0, true]);
  },
});

Deno.test({
  name: `deno task doctor says version, file and device${reason}`,
  ...needsEngine,
  fn: async () => {
    const { code, stdout, stderr } = await runTask("doctor", [
      "--device",
      "cpu",
    ]);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, library!);
    assert(/libtensorflow +2\.\d+\.\d+ from /.test(stdout), stdout);
    assert(/computes on +.*CPU:0/.test(stdout), stdout);
    assert(stdout.endsWith("ready\n"));
  },
});

Deno.test("deno task doctor says what is missing, and the next step", async () => {
  const empty = await Deno.makeTempDir();
  const { code, stdout } = await runTask(
    "doctor",
    ["--device", "cpu", "--json"],
    { LIBTENSORFLOW_PATH: `${empty}/none.so` },
  );
  assertEquals(code, 4);
  const findings = JSON.parse(stdout) as { what: string; nextStep?: string }[];
  const missing = findings.find(({ what }) => what === "libtensorflow");
  assertStringIncludes(missing!.nextStep!, "deno task setup");
  await Deno.remove(empty);
});

Deno.test("deno task accept refuses a filter that matches nothing", async () => {
  const folder = await Deno.makeTempDir();
  await writeDocument(folder, madeUpDocument());
  const { code, stderr } = await runTask("accept", [
    "--out",
    folder,
    "--filter",
    "nothing",
  ]);
  assertEquals(code, 2);
  assertStringIncludes(stderr, 'has "nothing" in its name');
  await Deno.remove(folder, { recursive: true });
});

Deno.test("deno task worker reads FINALBN_QUEUE, and hides its password", async () => {
  const { code, stderr } = await runTask("worker", [], {
    FINALBN_QUEUE: "redis://:topsecret@gpu1/zero",
  });
  assertEquals(code, 2);
  assertStringIncludes(stderr, "its path is not a database's number");
  assert(!stderr.includes("topsecret"), stderr);
});
