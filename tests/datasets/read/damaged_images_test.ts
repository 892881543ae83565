import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import sharp from "sharp";
import { loadImageDataset } from "../../../datasets/read/image_dataset.ts";
import { withFolder } from "../_made_up.ts";

/** Writes class folders of images that all differ; `damaged` are no images. */
async function write(
  folder: string,
  classes: Readonly<Record<string, "good" | "damaged">>,
): Promise<string> {
  const images = `${folder}/images`;
  for (const [label, [name, state]] of Object.entries(classes).entries()) {
    await Deno.mkdir(`${images}/${name}`, { recursive: true });
    for (let at = 0; at < 4; at++) {
      const background = { r: 40 * at, g: 40 * label, b: 9 };
      const png = await sharp({
        create: { width: 4, height: 4, channels: 3, background },
      }).png().toBuffer();
      const bytes = state === "good" ? png : png.subarray(0, 50);
      await Deno.writeFile(`${images}/${name}/${at}.png`, bytes);
    }
  }
  return images;
}

function load(images: string) {
  const cache = `${images}/../cache`;
  return loadImageDataset(images, { name: "images", size: 4, cache });
}

Deno.test("loadImageDataset() tells of a class that no image is left of", async () => {
  await withFolder(async (folder) => {
    const states = { cat: "good", dog: "damaged", eel: "good" } as const;
    const { classes, train, test, notes } = await load(
      await write(folder, states),
    );
    // The others keep the numbers that the user was told.
    assertEquals(classes, ["cat", "dog", "eel"]);
    const labels = [...train.labels, ...test.labels];
    assertEquals([...new Set(labels)].sort(), [0, 2]);
    assertEquals(notes, [
      "4 files left out: each has a damaged header " +
      "(dog/0.png, dog/1.png, dog/2.png and others)",
      "no image is left of the class dog",
    ]);
  });
});

Deno.test("loadImageDataset() refuses a single class that is left", async () => {
  await withFolder(async (folder) => {
    const images = await write(folder, { cat: "good", dog: "damaged" });
    const error = await assertRejects(() => load(images), RangeError);
    assertMatch(
      error.message,
      /^Cannot tell classes apart in .*: wanted usable images of 2 or more classes, got images of cat alone; 4 files left out: each has a damaged header \(dog\/0\.png, [^]*\. Next step: make the images of dog anew/,
    );
    // It is not remembered: what is put right is found.
    await write(folder, { cat: "good", dog: "good" });
    assertEquals((await load(images)).notes, []);
  });
});

Deno.test("loadImageDataset() refuses classes of the same images", async () => {
  await withFolder(async (folder) => {
    const images = await write(folder, { cat: "good" });
    await Deno.mkdir(`${images}/dog`);
    for (const { name } of Deno.readDirSync(`${images}/cat`)) {
      await Deno.copyFile(`${images}/cat/${name}`, `${images}/dog/${name}`);
    }
    await assertRejects(() => load(images), RangeError, "got none");
  });
});

const isRoot = Deno.uid() === 0;
const reason = isRoot ? " (skipped: root may read everything)" : "";

Deno.test({
  name: `loadImageDataset() leaves out what may not be read${reason}`,
  ignore: isRoot || Deno.build.os === "windows",
  fn: async () => {
    await withFolder(async (folder) => {
      const states = { cat: "good", dog: "good", eel: "good" } as const;
      const images = await write(folder, states);
      await Deno.chmod(`${images}/cat/1.png`, 0o000);
      await Deno.chmod(`${images}/eel`, 0o000);
      const first = await load(images);
      assertEquals(first.classes, ["cat", "dog"]);
      assertEquals(first.train.labels.length + first.test.labels.length, 7);
      assertEquals(first.notes, [
        "1 file left out: it is protected: there is no permission to read it " +
        "(cat/1.png)",
        "1 folder left out: it is protected: there is no permission to read " +
        "it (eel)",
      ]);
      // What is readable again is found, though its size and time are the same.
      await Deno.chmod(`${images}/cat/1.png`, 0o600);
      await Deno.chmod(`${images}/eel`, 0o700);
      const second = await load(images);
      assertEquals(second.classes, ["cat", "dog", "eel"]);
      assertEquals(second.notes, []);
    });
  },
});

Deno.test("loadImageDataset() takes class names of any script and punctuation", async () => {
  const names = [
    "=cmd|' -C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    'a, "b"',
    "it's; $(true) `x`",
    "100%",
    "\u0635\u062d\u064a",
    "\u05d7\u05d5\u05dc\u05d4",
    "\u5065\u5eb7",
    "\u{1f345}",
    "\u00e9",
    "constructor",
    "__proto__",
  ];
  await withFolder(async (folder) => {
    const images = `${folder}/images`;
    for (const [at, name] of names.entries()) {
      await Deno.mkdir(`${images}/${name}`, { recursive: true });
      for (const blue of [0, 90]) {
        const background = { r: 16 * at, g: 16 * at, b: blue };
        await Deno.writeFile(
          `${images}/${name}/${blue}.png`,
          await sharp({
            create: { width: 4, height: 4, channels: 3, background },
          }).png().toBuffer(),
        );
      }
    }
    const { classes, train, test, notes } = await load(images);
    assertEquals(notes, []);
    assertEquals(classes, names.toSorted());
    let seen = 0;
    for (const { labels, images } of [train, test]) {
      for (const [at, label] of labels.entries()) {
        const [red] = images([at]);
        assertEquals(classes[label], names[red! / 16]);
        seen++;
      }
    }
    assertEquals(seen, 2 * names.length);
  });
});

Deno.test("loadImageDataset() refuses class names with a line break, escaped", async () => {
  await withFolder(async (folder) => {
    const images = await write(folder, { cat: "good", "dog\n\x1b[2J": "good" });
    const error = await assertRejects(() => load(images), SyntaxError);
    assert(error.message.includes("dog\\u000a\\u001b[2J"), error.message);
    assert(!/\p{Cc}/u.test(error.message), error.message);
  });
});
