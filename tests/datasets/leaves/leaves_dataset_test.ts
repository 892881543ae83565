import {
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { drawLeaf, LEAF_CLASSES } from "../../../datasets/leaves/draw_leaf.ts";
import { leaves } from "../../../datasets/leaves/leaves_dataset.ts";

/** Leaves need no folder. */
function load({ data, size = 32 }: { data?: string; size?: number } = {}) {
  const source = { data, images: undefined, cache: "/nowhere" };
  return leaves.load(source, { size });
}

Deno.test("leaves needs no folder, and takes any", async () => {
  assertEquals(leaves.files, []);
  const dataset = await load();
  assertEquals(dataset.name, "leaves");
  assertEquals([...dataset.classes], [...LEAF_CLASSES]);
  assertEquals(dataset.imageShape, leaves.imageShape);
  assertEquals(
    (await load({ data: "/nowhere" })).contentHash,
    dataset.contentHash,
  );
  assertMatch(dataset.contentHash, /^[0-9a-f]{64}$/);
});

Deno.test("leaves has as many leaves of each class, class by class", async () => {
  const { train, test } = await load();
  for (const { labels } of [train, test]) {
    const each = labels.length / LEAF_CLASSES.length;
    const wanted = Array.from(LEAF_CLASSES.keys()).flatMap((label) =>
      new Array(each).fill(label)
    );
    assertEquals([...labels], wanted);
  }
});

Deno.test("leaves grows the leaves that drawLeaf() draws", async () => {
  const dataset = await load();
  const ofSeed = dataset.ofSeed!(1001);
  for (
    const [split, seed] of [
      [dataset.train, 0],
      [dataset.test, 1],
      [ofSeed.train, 2002],
      [ofSeed.test, 2003],
    ] as const
  ) {
    const each = split.labels.length / LEAF_CLASSES.length;
    for (const [label, className] of LEAF_CLASSES.entries()) {
      for (const index of [0, each - 1]) {
        assertEquals(
          split.images([label * each + index]),
          drawLeaf(className, { seed, index }),
        );
      }
    }
  }
});

Deno.test("leaves grows leaves of the size that is asked for", async () => {
  const [small, large] = [await load({ size: 24 }), await load({ size: 40 })];
  assertEquals(small.imageShape, [24, 24, 3]);
  assertEquals(large.test.images([5, 6]).length, 2 * 40 * 40 * 3);
  assertNotEquals(small.contentHash, large.contentHash);
  const options = { seed: 2 * 7, index: 3, height: 24, width: 24 };
  assertEquals(
    small.ofSeed!(7).train.images([3]),
    drawLeaf("healthy", options),
  );
});

Deno.test("leaves has leaves of its own for each seed, the same ones again", async () => {
  const { ofSeed } = await load();
  const position = [0, 1, 2, 3, 4];
  const grown = [0, 1, 2, 100_001, 2 ** 31 - 1].flatMap((seed) => {
    const { train, test } = ofSeed!(seed);
    return position.flatMap((at) => [train.images([at]), test.images([at])]);
  });
  const texts = grown.map((leaf) => leaf.join());
  assertEquals(new Set(texts).size, texts.length);
  // Asked for again, after those of other seeds.
  assertEquals(ofSeed!(0).train.images([0]), grown[0]);
});

Deno.test("leaves gives images in the order they are asked for", async () => {
  const { train, imageShape } = await load();
  const size = imageShape.reduce((product, length) => product * length, 1);
  const [first, second] = [train.images([0]), train.images([1])];
  assertNotEquals(first, second);
  const three = train.images(Int32Array.of(1, 0, 1));
  assertEquals(three.subarray(0, size), second);
  assertEquals(three.subarray(size, 2 * size), first);
  assertEquals(three.subarray(2 * size), second);
  assertEquals(train.images([]).length, 0);
});

Deno.test("leaves gives copies: changing an image changes no other", async () => {
  const { train } = await load();
  const before = train.images([3]);
  train.images([3]).fill(0);
  assertEquals(train.images([3]), before);
});

Deno.test("leaves refuses a position that is not in the split", async () => {
  const { test } = await load();
  for (const position of [-1, test.labels.length]) {
    assertThrows(
      () => test.images([position]),
      RangeError,
      `Cannot give image ${position}: the split has ${test.labels.length}`,
    );
  }
});
