import { assertEquals, assertRejects } from "@std/assert";
import { assertApartOnce } from "../../../../bench/run/data/_assert_apart_once.ts";
import type { Dataset } from "../../../../datasets/dataset.ts";
import { noise, noiseSet } from "../../_made_up_images.ts";

/** A data set that counts how often its images are asked for. */
function counted(dataset: Dataset): Dataset & { looks: number } {
  const seen = { ...dataset, looks: 0 };
  const { test } = dataset;
  seen.test = {
    ...test,
    images(indices) {
      seen.looks++;
      return test.images(indices);
    },
  };
  return seen;
}

async function withCache(test: (cache: string) => Promise<void>) {
  const cache = await Deno.makeTempDir();
  try {
    await test(cache);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

const APART = noiseSet({ train: noise(50, 1), test: noise(25, 2) });

Deno.test("assertApartOnce() looks at the same images once", async () => {
  await withCache(async (cache) => {
    const dataset = counted(APART);
    await assertApartOnce(dataset, cache);
    await assertApartOnce(dataset, cache);
    assertEquals(dataset.looks, 1);
  });
});

Deno.test("assertApartOnce() looks again at other content, and at other sizes", async () => {
  await withCache(async (cache) => {
    await assertApartOnce(APART, cache);
    const others = [
      noiseSet({ train: noise(50, 1), test: noise(25, 3) }),
      { ...APART, imageShape: [2, 8, 1] as const },
      { ...APART, name: "other" },
    ].map(counted);
    for (const other of others) await assertApartOnce(other, cache);
    assertEquals(others.map(({ looks }) => looks), [1, 1, 1]);
  });
});

Deno.test("assertApartOnce() refuses what it has refused before", async () => {
  await withCache(async (cache) => {
    const leaking = noiseSet({ train: noise(50, 1), test: noise(50, 1) });
    for (let time = 1; time <= 2; time++) {
      await assertRejects(
        () => assertApartOnce(leaking, cache),
        Error,
        "Cannot test on noise: 100 %",
      );
    }
  });
});

Deno.test("assertApartOnce() does without a cache that cannot be written to", async () => {
  const dataset = counted(APART);
  await assertApartOnce(dataset, "/dev/null/cache");
  await assertApartOnce(dataset, "/dev/null/cache");
  assertEquals(dataset.looks, 2);
});
