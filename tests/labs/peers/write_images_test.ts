import { assert, assertEquals } from "@std/assert";
import { SET_UPS } from "../../../labs/peers/set_up.ts";
import { writeImages } from "../../../labs/peers/write_images.ts";
import { findDataset } from "../../../datasets/registry.ts";
import { TINY } from "./_samples.ts";

const dataset = await findDataset("leaves").load({
  data: undefined,
  images: undefined,
  cache: "",
}, { size: 32 });

Deno.test("writeImages() writes the same bytes for every peer and time", async () => {
  const folder = await Deno.makeTempDir();
  const read = async () =>
    await Promise.all(
      ["train", "test"].flatMap((part) => [
        Deno.readFile(`${folder}/${part}.pixels`),
        Deno.readFile(`${folder}/${part}.labels`),
      ]),
    );
  await writeImages(TINY, { dataset, folder });
  const [pixels, labels, testPixels, testLabels] = await read();
  assertEquals(pixels!.length, 100 * 28 * 28);
  assertEquals(testPixels!.length, 40 * 28 * 28);
  assertEquals(labels!.filter((label) => label === 1).length, 10);
  assertEquals(testLabels!.filter((label) => label === 1).length, 20);
  assert(new Set(pixels).size > 50, "an image has many greys");
  await writeImages(TINY, { dataset, folder });
  assertEquals((await read())[0], pixels);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("every set-up fits the leaves, and leaves no batch of one image", () => {
  for (const { imageShape, ...setUp } of SET_UPS) {
    const count = setUp.majorityCount + setUp.minorityCount;
    assert(count % setUp.batchSize !== 1, setUp.name);
    const [size, , channels] = imageShape;
    assert(size <= 32 || size % 32 === 0, setUp.name);
    assert([1, 3].includes(channels), setUp.name);
  }
});
