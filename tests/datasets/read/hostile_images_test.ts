import sharp from "sharp";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { drawImbalanced } from "../../../datasets/draw.ts";
import { loadImageDataset } from "../../../datasets/read/image_dataset.ts";
import { listImageFiles } from "../../../datasets/read/image_files.ts";
import { withFolder } from "../_made_up.ts";
import { membersOf, type ZipMember, zipOf } from "../_zip.ts";

/** A PNG of one colour. */
async function png(red: number, green: number): Promise<Uint8Array> {
  const background = { r: red, g: green, b: 200 };
  return await sharp({
    create: { width: 10, height: 10, channels: 3, background },
  }).png().toBuffer();
}

/** Lends a folder of two classes, ten images each, and options for a load. */
function withClasses(
  action: (
    at: { folder: string; images: string; cache: string },
  ) => Promise<void>,
): Promise<void> {
  return withFolder(async (folder) => {
    const images = `${folder}/images`;
    for (const [at, name] of ["healthy", "rust"].entries()) {
      await Deno.mkdir(`${images}/${name}`, { recursive: true });
      for (let index = 0; index < 10; index++) {
        const bytes = await png(20 * index, 100 * at);
        await Deno.writeFile(`${images}/${name}/${index}.png`, bytes);
      }
    }
    await action({ folder, images, cache: `${folder}/cache` });
  });
}

function load(path: string, cache: string) {
  return loadImageDataset(path, { name: "images", size: 8, cache });
}

/** Every file and folder below a folder. */
async function pathsIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  const paths = entries.map(async ({ name, isDirectory }) => [
    `${folder}/${name}`,
    ...isDirectory ? await pathsIn(`${folder}/${name}`) : [],
  ]);
  return (await Promise.all(paths)).flat().sort();
}

Deno.test("loadImageDataset() counts damaged files, and tells of them", () =>
  withClasses(async ({ images, cache }) => {
    const whole = await png(7, 7);
    const damaged = {
      "cut.png": whole.subarray(0, whole.length / 2),
      "empty.jpg": new Uint8Array(),
      "page.webp": new TextEncoder().encode("<!doctype html>"),
      "vector.png": new TextEncoder().encode("<svg xmlns='a'/>"),
    };
    for (const [name, bytes] of Object.entries(damaged)) {
      await Deno.writeFile(`${images}/rust/${name}`, bytes);
    }
    const { notes, train, test } = await load(images, cache);
    assertEquals(train.labels.length + test.labels.length, 20);
    assertEquals(notes, [
      "2 files left out: none is a JPEG, PNG, WebP, BMP, TIFF or GIF " +
      "(rust/page.webp, rust/vector.png)",
      "1 file left out: it has a damaged header (rust/cut.png)",
      "1 file left out: it is empty (rust/empty.jpg)",
    ]);
  }));

Deno.test("drawImbalanced() refuses a class whose images are all damaged", () =>
  withClasses(async ({ images, cache }) => {
    await Deno.mkdir(`${images}/spot`);
    await Deno.writeTextFile(`${images}/spot/1.png`, "no image");
    const dataset = await load(images, cache);
    assertEquals(dataset.classes, ["healthy", "rust", "spot"]);
    const counts = { majorityCount: 5, minorityCount: 1, testCount: 3 };
    assertThrows(
      () =>
        drawImbalanced(dataset, {
          majority: [0],
          minority: [2],
          ...counts,
          seed: 1,
        }),
      RangeError,
      "Cannot draw 1 training images of class spot: the training split has 0",
    );
  }));

Deno.test("loadImageDataset() tells of a class folder with no image", () =>
  withClasses(async ({ images, cache }) => {
    await Deno.mkdir(`${images}/spot`);
    const { classes, notes } = await load(images, cache);
    assertEquals(classes, ["healthy", "rust"]);
    assertEquals(notes, [
      "1 folder left out: it is without images (spot)",
    ]);
  }));

const isSuperuser = Deno.build.os === "windows" || Deno.uid() === 0;

Deno.test({
  name: "loadImageDataset() counts a file that it may not read" +
    (isSuperuser ? " (skipped: nothing is forbidden to this user)" : ""),
  ignore: isSuperuser,
  fn: () =>
    withClasses(async ({ images, cache }) => {
      await Deno.chmod(`${images}/rust/3.png`, 0);
      const { notes, train, test } = await load(images, cache);
      assertEquals(train.labels.length + test.labels.length, 19);
      assertEquals(notes, [
        "1 file left out: it is protected: there is no permission to read it " +
        "(rust/3.png)",
      ]);
    }),
});

Deno.test({
  name: "loadImageDataset() waits for no pipe",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withClasses(async ({ images, cache }) => {
      const pipe = `${images}/rust/pipe.png`;
      await new Deno.Command("mkfifo", { args: [pipe] }).output();
      const { notes } = await load(images, cache);
      assertEquals(notes, [
        "1 file left out: it is not a regular file (rust/pipe.png)",
      ]);
    }),
});

Deno.test("loadImageDataset() writes nothing but into the cache", () =>
  withClasses(async ({ folder, images, cache }) => {
    const [content, other] = [await png(1, 2), await png(3, 4)];
    const zips: Record<string, ZipMember[]> = {
      "fine.zip": [
        { name: "a/1.png", content },
        { name: "b/1.png", content: other },
      ],
      "up.zip": [{ name: "../../up/1.png", content }],
      "root.zip": [{ name: `${folder}/root/1.png`, content }],
    };
    for (const [name, members] of Object.entries(zips)) {
      await Deno.writeFile(`${folder}/${name}`, zipOf(members));
    }
    if (Deno.build.os !== "windows") {
      await Deno.symlink(folder, `${images}/rust/out`);
    }
    const before = await pathsIn(folder);
    await load(images, cache);
    await load(`${folder}/fine.zip`, cache);
    for (const name of ["up.zip", "root.zip"]) {
      await assertRejects(() => load(`${folder}/${name}`, cache), SyntaxError);
    }
    const after = await pathsIn(folder);
    assertEquals(after.filter((path) => !path.startsWith(cache)), before);
    const kept = after.filter((path) => path.startsWith(`${cache}/images/`));
    assertEquals(kept.length, 4);
    assert(kept.every((path) => /\/[0-9a-f]{64}\.(json|pixels)$/.test(path)));
  }));

Deno.test("listImageFiles() takes as many classes as a byte tells apart", () =>
  withFolder(async (folder) => {
    for (const count of [256, 257]) {
      const names = Array.from({ length: count }, (_, at) => `${at}/1.png`);
      const path = `${folder}/${count}.zip`;
      await Deno.writeFile(path, zipOf(membersOf(...names)));
    }
    await using images = await listImageFiles(`${folder}/256.zip`);
    assertEquals(images.classes.length, 256);
    await assertRejects(
      () => listImageFiles(`${folder}/257.zip`),
      RangeError,
      `Cannot use ${folder}/257.zip: wanted at most 256 classes, got 257`,
    );
  }));

const ERASE = "\u001b[2J";
const REVERSE = "\u202e";

for (const control of [ERASE, REVERSE]) {
  const escaped = `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;

  Deno.test(`listImageFiles() shows ${escaped} of a name, and does not print it`, () =>
    withFolder(async (folder) => {
      const lists: (string | ZipMember)[][] = [
        [`../${control}.png`, "b/1.png"],
        [`/${control}/1.png`, "b/1.png"],
        [`${control}/1.png`, `${control}/1.png`, "b/1.png"],
        [{ name: `${control}/1.png`, method: 14 }, "b/1.png"],
        ["train/a/1.png", `${control}/1.png`],
        [`${control}/1.png`, "b/1.png"],
        [`${control}.png`],
      ];
      for (const members of lists) {
        const path = `${folder}/hostile.zip`;
        await Deno.writeFile(
          path,
          zipOf(
            members.map((it) => typeof it === "string" ? { name: it } : it),
          ),
        );
        const { message } = await assertRejects(
          () => listImageFiles(path),
          SyntaxError,
        );
        assert(!message.includes(control), JSON.stringify(message));
        assertStringIncludes(message, escaped);
      }
    }));
}
