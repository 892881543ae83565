import { createHash } from "node:crypto";
import sharp from "sharp";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { zipOf } from "../_zip.ts";
import { loadImageDataset } from "../../../datasets/read/image_dataset.ts";

/** A PNG of one colour. */
async function png(red: number, green: number): Promise<Uint8Array> {
  const background = { r: red, g: green, b: 200 };
  return await sharp({
    create: { width: 10, height: 10, channels: 3, background },
  }).png().toBuffer();
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A folder of two classes, ten images each, and a cache. */
async function scene() {
  const folder = await Deno.makeTempDir();
  const images = `${folder}/images`;
  for (const [at, name] of ["healthy", "rust, late"].entries()) {
    await Deno.mkdir(`${images}/${name}`, { recursive: true });
    for (let index = 0; index < 10; index++) {
      const bytes = await png(20 * index, at * 100);
      await Deno.writeFile(`${images}/${name}/${index}.png`, bytes);
    }
  }
  const options = { name: "images", size: 8, cache: `${folder}/cache` };
  return {
    images,
    options,
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}

Deno.test("loadImageDataset() reads class folders, and splits them", async () => {
  using at = await scene();
  const dataset = await loadImageDataset(at.images, at.options);
  assertEquals(dataset.classes, ["healthy", "rust, late"]);
  assertEquals(dataset.imageShape, [8, 8, 3]);
  assertEquals(dataset.notes, []);
  const counts = (labels: Uint8Array) =>
    [0, 1].map((label) => labels.filter((other) => other === label).length);
  assertEquals(counts(dataset.train.labels), [7, 7]);
  assertEquals(counts(dataset.test.labels), [3, 3]);
  // Every image comes with its own label: green tells the class.
  for (const { labels, images } of [dataset.train, dataset.test]) {
    for (const [index, label] of labels.entries()) {
      const [, green, blue] = images([index]);
      assertEquals([green, blue], [label * 100, 200]);
    }
  }
  // Red tells the images apart: all of them are there, once.
  const reds = [dataset.train, dataset.test].flatMap(({ labels, images }) =>
    Array.from(labels, (label, index) => `${label} ${images([index])[0]}`)
  );
  assertEquals(new Set(reds).size, 20);
});

Deno.test("loadImageDataset() gives images in the order asked for", async () => {
  using at = await scene();
  const { train } = await loadImageDataset(at.images, at.options);
  const both = train.images([3, 0]);
  assertEquals(both.slice(0, 192), train.images([3]));
  assertEquals(both.slice(192), train.images([0]));
});

Deno.test("loadImageDataset() decodes once", async () => {
  using at = await scene();
  let decoded = 0;
  const options = { ...at.options, onProgress: () => decoded++ };
  const first = await loadImageDataset(at.images, options);
  assertEquals(decoded, 20);
  const second = await loadImageDataset(at.images, options);
  assertEquals(decoded, 20);
  assertEquals(second.contentHash, first.contentHash);
  assertEquals(second.train.images([4]), first.train.images([4]));
});

Deno.test("loadImageDataset() decodes anew what changed, and for another size", async () => {
  using at = await scene();
  const first = await loadImageDataset(at.images, at.options);
  await Deno.writeFile(`${at.images}/healthy/3.png`, await png(255, 33));
  const second = await loadImageDataset(at.images, at.options);
  assertNotEquals(second.contentHash, first.contentHash);
  const larger = await loadImageDataset(at.images, { ...at.options, size: 12 });
  assertEquals(larger.imageShape, [12, 12, 3]);
  assertEquals(larger.contentHash, second.contentHash);
});

Deno.test("loadImageDataset() makes anew what was left half done", async () => {
  using at = await scene();
  const first = await loadImageDataset(at.images, at.options);
  const kept = `${at.options.cache}/images`;
  for (const { name } of Deno.readDirSync(kept)) {
    if (name.endsWith(".json")) Deno.writeTextFileSync(`${kept}/${name}`, "{");
  }
  const second = await loadImageDataset(at.images, at.options);
  assertEquals(second.contentHash, first.contentHash);
  assert(
    [...Deno.readDirSync(kept)].every(({ name }) => !name.endsWith("part")),
  );
});

Deno.test("loadImageDataset() tells of what it left out, and of copies", async () => {
  using at = await scene();
  const copy = (from: string, to: string) =>
    Deno.copyFile(`${at.images}/${from}`, `${at.images}/${to}`);
  await copy("healthy/1.png", "healthy/copy.png");
  await copy("healthy/2.png", "rust, late/wrong.png");
  await Deno.writeTextFile(`${at.images}/healthy/page.jpg`, "<html>");
  await Deno.writeTextFile(`${at.images}/healthy/notes.txt`, "sunny");
  const { notes, train, test } = await loadImageDataset(
    at.images,
    at.options,
  );
  assertEquals(notes, [
    "1 file left out: it is not a .jpg, .png, .webp, .bmp, .tif or .gif " +
    "(healthy/notes.txt)",
    "1 file left out: it is not a JPEG, PNG, WebP, BMP, TIFF or GIF " +
    "(healthy/page.jpg)",
    "1 file with the same bytes as another of the same class",
    "2 files left out: the same bytes are in two classes",
  ]);
  // 20 and the copy, minus the one that stands in two classes.
  assertEquals(train.labels.length + test.labels.length, 20);
});

Deno.test("loadImageDataset() takes the classes that are wanted, renamed", async () => {
  using at = await scene();
  await Deno.mkdir(`${at.images}/pages`);
  await Deno.writeFile(`${at.images}/pages/1.png`, await png(1, 1));
  const load = (folders: Record<string, RegExp>) =>
    loadImageDataset(at.images, { ...at.options, folders });
  const { classes, train, test } = await load({ ill: /^rust/, fine: /./ });
  assertEquals(classes, ["fine", "ill"]);
  assertEquals(train.labels.length + test.labels.length, 21);
  // Other folders make other images of the same files.
  const other = await load({ ill: /^rust/, fine: /^healthy$/ });
  assertEquals(other.train.labels.length + other.test.labels.length, 20);
});

Deno.test("loadImageDataset() tells of content that is not the known one", async () => {
  using at = await scene();
  const load = (contentHash?: string) =>
    loadImageDataset(at.images, { ...at.options, contentHash });
  assertEquals((await load()).notes, []);
  // In whatever order they lie.
  const contents = ["rust, late", "healthy"].flatMap((name) =>
    Array.from({ length: 10 }, (_, index) => {
      const bytes = Deno.readFileSync(`${at.images}/${name}/${index}.png`);
      return `/${name}/${sha256(bytes)}`;
    })
  );
  const contentHash = sha256(JSON.stringify(contents.sort()));
  assertEquals((await load(contentHash)).notes, []);
  const [note, ...others] = (await load("0".repeat(64))).notes;
  assertEquals(others, []);
  assertEquals(
    note,
    "its images are not, byte for byte, those that results were recorded of " +
      `(content SHA-256 000000000000..., got ${
        contentHash.slice(0, 12)
      }...): ` +
      "results may differ from the recorded ones",
  );
});

Deno.test("loadImageDataset() hashes content, whatever holds it", async () => {
  using at = await scene();
  const load = async (path: string, folders: Record<string, RegExp>) =>
    (await loadImageDataset(path, { ...at.options, folders })).contentHash;
  const hash = await load(at.images, { fine: /healthy/, ill: /rust/ });
  const members = await Promise.all(
    ["healthy", "rust, late"].flatMap((className) =>
      Array.from({ length: 10 }, async (_, index) => ({
        name: `all/Leaf___${className}/photo ${index}.png`,
        content: await Deno.readFile(`${at.images}/${className}/${index}.png`),
      }))
    ),
  );
  const zip = `${at.options.cache}/images.zip`;
  await Deno.writeFile(zip, zipOf(members));
  const folders = { fine: /healthy/, ill: /rust/ };
  assertEquals(await load(zip, folders), hash);
  // Another label, or a changed image, is other content.
  assertNotEquals(await load(zip, { ill: /healthy/, fine: /rust/ }), hash);
  await Deno.writeFile(zip, zipOf(members.slice(1)));
  assertNotEquals(await load(zip, folders), hash);
});
