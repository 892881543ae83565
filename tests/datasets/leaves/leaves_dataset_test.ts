import {
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { drawLeaf, LEAF_CLASSES } from "../../../datasets/leaves/draw_leaf.ts";
import { leaves } from "../../../datasets/leaves/leaves_dataset.ts";

const SIZE = { size: 32 };

/** Leaves need no folder. */
function load(data?: string) {
  return leaves.load({ data, images: undefined, cache: "/nowhere" }, SIZE);
}

Deno.test("leaves needs no folder, and takes any", async () => {
  assertEquals(leaves.files, []);
  const dataset = await load();
  assertEquals(dataset.name, "leaves");
  assertEquals([...dataset.classes], [...LEAF_CLASSES]);
  assertEquals(dataset.imageShape, leaves.imageShape);
  assertEquals(
    (await load("/nowhere")).contentHash,
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
  const { train, test } = await load();
  for (const [split, seed] of [[train, 1], [test, 2]] as const) {
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

Deno.test("leaves trains and tests on different leaves", async () => {
  const { train, test } = await load();
  const first = [0, 1, 2, 3, 4];
  const grown = first.flatMap((position) => [
    train.images([position]).join(),
    test.images([position]).join(),
  ]);
  assertEquals(new Set(grown).size, 10);
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
