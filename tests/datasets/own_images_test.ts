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

Deno.test("deno task bench asks for the roles of one's own classes", async () => {
  const images = await ownImages();
  const { code, stderr } = await runTask("bench", ["--images", images]);
  assertEquals(code, 2);
  assertStringIncludes(stderr, "pass --majority A,B. The classes are");
  await Deno.remove(images, { recursive: true });
});

Deno.test({
  name: `deno task bench checks one's own images${reason}`,
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
    // It ends with one plain sentence, and says what these classes do not allow.
    assert(/(the layer|It is open whether)/.test(stdout), stdout);
    assertStringIncludes(stdout.replace(/\s+/g, " "), "the F1 of =sick goes");
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
