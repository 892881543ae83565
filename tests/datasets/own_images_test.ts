import { parse } from "@std/csv";
import sharp from "sharp";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { locateLibrary } from "../../models/engines/tensorflow/locate.ts";
import { runTask } from "../bench/tasks/_run.ts";
import { words } from "../_process.ts";

const library = locateLibrary("cpu");
const reason = library === undefined ? " (skipped: no libtensorflow)" : "";

/** A folder of class folders with images of noise around a colour. */
async function ownImages(): Promise<string> {
  const folder = await Deno.makeTempDir();
  for (const [at, name] of ["fine, mostly", "=sick"].entries()) {
    await Deno.mkdir(`${folder}/${name}`);
    for (let index = 0; index < 100; index++) {
      const pixels = Uint8Array.from(
        { length: 16 * 16 * 3 },
        (_, k) => 60 + 60 * at + ((k * 31 + index * 7919) * 2654435761 >>> 25),
      );
      const raw = { width: 16, height: 16, channels: 3 } as const;
      await sharp(pixels, { raw }).png()
        .toFile(`${folder}/${name}/${index}.png`);
    }
  }
  return folder;
}

Deno.test("deno task bench asks for the roles of your own classes", async () => {
  const images = await ownImages();
  const { code, stderr } = await runTask("bench", ["--images", images]);
  assertEquals(code, 2);
  assertEquals(
    stderr,
    "error: Cannot infer which classes are common and which rare: they have " +
      "about as many images each. Next step: pass --majority A,B " +
      "--minority C,D, and --minority-count N to train on no more than N " +
      "images of each of C and D. The classes are 0 (=sick, 100 images), " +
      "1 (fine, mostly, 100 images)\n",
  );
  await Deno.remove(images, { recursive: true });
});

Deno.test("deno task bench asks for all that is missing at once", async () => {
  const images = await ownImages();
  for (let index = 20; index < 100; index++) {
    await Deno.remove(`${images}/=sick/${index}.png`);
  }
  const bench = async (...args: string[]) => {
    const { code, stderr } = await runTask("bench", [
      ...words(`--images ${images} --dry-run --filter gain --size 16`),
      ...args,
    ]);
    return `${code}: ${stderr.replaceAll("decoding images\n", "")}`;
  };
  // Roles are guessed, and all images are taken unless told otherwise.
  const usual = await bench();
  assertStringIncludes(usual, "0: note: common are taken to be fine, mostly");
  assertStringIncludes(
    usual,
    "note: trained on: 70 of each common class, 14 of each rare one",
  );
  // Both counts that do not fit are named.
  assertEquals(
    await bench("--majority-count", "1000", "--minority-count", "15"),
    "2: note: common are taken to be fine, mostly, and rare =sick, by their " +
      "counts: --majority and --minority say otherwise\n" +
      "error: Cannot draw 1000 training images of class fine, mostly: the " +
      "training split has 70. Next step: pass --majority-count 70 " +
      "--minority-count 14, the most that the images allow\n",
  );
  // What it says works, and in another case.
  const wanted = ["--majority-count", "70", "--minority-count", "14"];
  const fitting = await bench(...wanted, "--minority", "=SICK");
  assertStringIncludes(fitting, "0: note: common are taken to be fine, mostly");
  assertStringIncludes(
    fitting,
    "note: 6 test images of each class are few: one of them is 17 % of its " +
      "class",
  );
  assertStringIncludes(
    await bench("--majority", "=sick", "--minority", "=sick"),
    "2: error: Cannot draw: the class =sick is named twice among the majority " +
      "and minority classes. Next step: name each class once, in --majority " +
      "or in --minority",
  );
  await Deno.remove(images, { recursive: true });
});

Deno.test("deno task bench says what --images takes", async () => {
  const folder = await Deno.makeTempDir();
  const image = `${folder}/x.jpg`;
  await Deno.writeFile(image, Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
  const cases = {
    [image]: "it is one image. Next step: give the folder around the folders",
    [`${folder}/none`]: `there is no ${folder}/none. Next step: give a folder`,
    [folder]: "it is not a .jpg",
  };
  await Deno.writeTextFile(`${folder}/about.txt`, "");
  for (const [path, text] of Object.entries(cases)) {
    const { code, stderr } = await runTask("bench", ["--images", path]);
    assertEquals(code, 2);
    assertStringIncludes(stderr, text);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test({
  name: `deno task bench checks your own images${reason}`,
  ignore: library === undefined,
  fn: async () => {
    const images = await ownImages();
    const out = await Deno.makeTempDir();
    const { code, stdout, stderr } = await runTask("bench", [
      ...words(`--images ${images} --minority =sick --majority`),
      '"fine, mostly"',
      ...words(`--size 16 --seeds 8 --epochs 1 --out ${out}`),
      ...words("--majority-count 60 --minority-count 5"),
      ...words("--filter gain,uncertainty,majority"),
    ]);
    assert([0, 1].includes(code), stderr);
    assertStringIncludes(stdout, "on images, 60 of fine, mostly to 5 of =sick");
    // It ends with an answer, and says what these classes do not allow.
    assertStringIncludes(stdout, "Does the layer help the F1 of =sick?");
    assertStringIncludes(stdout, "  plain network adjusted  ");
    assertStringIncludes(stderr, "left out: majority on images small-cnn");
    assertStringIncludes(stderr, "it takes 4 classes, and there are 2");
    const [row] = parse(await Deno.readTextFile(`${out}/trials.csv`), {
      skipFirstRow: true,
    });
    assertEquals(
      [row!.majority, row!.minority, row!.image_size, row!.test_count],
      ["fine, mostly", "'=sick", "16", "30"],
    );
    await Deno.remove(images, { recursive: true });
    await Deno.remove(out, { recursive: true });
  },
});
