import { assert, assertEquals } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import sharp, { type Sharp } from "sharp";
import type { Split } from "../../datasets/dataset.ts";
import { nearCopies, nearPairs } from "../../datasets/near_copies.ts";
import { loadImageDataset } from "../../datasets/read/image_dataset.ts";
import { withFolder } from "./_made_up.ts";

const SIZE = 32;
const SHAPE = [SIZE, SIZE, 3] as const;

/** A picture of blobs, another for each seed. */
async function picture(seed: number): Promise<Uint8Array> {
  const random = mersenne(seed);
  const draw = (most: number) => uniformInt(random, 0, most);
  const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, () => draw(255));
  return await sharp(pixels, { raw: { width: 8, height: 8, channels: 3 } })
    .resize(96, 96, { kernel: "cubic" }).png().toBuffer();
}

/** What people do to a photograph before they save it anew. */
const CHANGES: Readonly<Record<string, (png: Uint8Array) => Sharp>> = {
  "as it is": (png) => sharp(png),
  "as a poor JPEG": (png) => sharp(png).jpeg({ quality: 40 }),
  "made smaller": (png) => sharp(png).resize(40, 40),
  "brighter": (png) => sharp(png).linear(0.7, 60),
};

async function splitOf(files: readonly Uint8Array[]): Promise<Split> {
  const decoded = await Promise.all(
    files.map((file) =>
      sharp(file).resize(SIZE, SIZE, { fit: "fill" }).removeAlpha()
        .toColourspace("srgb").raw().toBuffer()
    ),
  );
  return {
    labels: new Uint8Array(files.length),
    images: (indices) =>
      Uint8Array.from(
        Array.from(indices).flatMap((at) => [...decoded[at]!]),
      ),
  };
}

const PICTURES = await Promise.all(
  Array.from({ length: 40 }, (_, seed) => picture(seed)),
);

for (const [change, make] of Object.entries(CHANGES)) {
  Deno.test(`nearCopies() finds pictures that were saved anew, ${change}`, async () => {
    const again = await Promise.all(
      PICTURES.slice(0, 20).map(async (png) => {
        const changed = await make(png).toBuffer();
        return await sharp(changed).png().toBuffer();
      }),
    );
    const train = await splitOf(PICTURES.slice(10));
    const test = await splitOf(again);
    const { tested, pairs } = nearCopies({ train, test, imageShape: SHAPE });
    assertEquals(tested, 20);
    // The first ten are not in training; the others are, each at its place.
    assertEquals(
      pairs.map(({ test, train }) => [test, train]).sort((a, b) =>
        a[0]! - b[0]!
      ),
      Array.from({ length: 10 }, (_, at) => [at + 10, at]),
    );
    const differences = pairs.map(({ difference }) => difference);
    assertEquals(differences, differences.toSorted((a, b) => a - b));
  });
}

Deno.test("nearCopies() takes no two other pictures, nor blank ones, for near-copies", async () => {
  const blank = await sharp({
    create: { width: 9, height: 9, channels: 3, background: "green" },
  }).png().toBuffer();
  const train = await splitOf([...PICTURES.slice(20), blank]);
  const test = await splitOf([...PICTURES.slice(0, 20), blank]);
  assertEquals(nearCopies({ train, test, imageShape: SHAPE }).pairs, []);
});

Deno.test("nearPairs() finds all pairs", async () => {
  const [one, two, three] = PICTURES as [Uint8Array, Uint8Array, Uint8Array];
  const worse = await sharp(one).jpeg({ quality: 50 }).toBuffer();
  const split = await splitOf([one, two, worse, three, one]);
  assertEquals(nearPairs(split, SHAPE), [[0, 2], [0, 4], [2, 4]]);
});

Deno.test("loadImageDataset() keeps near-copies on one side where that is asked for", () =>
  withFolder(async (folder) => {
    for (const [label, name] of ["a", "b"].entries()) {
      await Deno.mkdir(`${folder}/set/${name}`, { recursive: true });
      for (let at = 0; at < 20; at++) {
        const png = PICTURES[20 * label + at]!;
        const jpeg = await sharp(png).jpeg({ quality: 60 }).toBuffer();
        await Deno.writeFile(`${folder}/set/${name}/${at}.png`, png);
        await Deno.writeFile(`${folder}/set/${name}/copy${at}.jpg`, jpeg);
      }
    }
    const load = (apart: "groups" | "near-copies") =>
      loadImageDataset(`${folder}/set`, {
        name: "images",
        size: SIZE,
        cache: `${folder}/cache`,
        apart,
      });
    const leaky = await load("groups");
    const found = nearCopies(leaky);
    assert(found.pairs.length > found.tested / 2, `${found.pairs.length}`);
    const apart = await load("near-copies");
    assertEquals(nearCopies(apart).pairs, []);
    assertEquals(apart.test.labels.length, 24);
    assertEquals(apart.notes, [
      "80 images have near-copies, which are on the same side",
    ]);
    assert(apart.contentHash !== leaky.contentHash);
    // What was found is kept beside the pixels, and gives the same split.
    const again = await load("near-copies");
    assertEquals(again.contentHash, apart.contentHash);
  }));
