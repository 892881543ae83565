import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  type ImageRecord,
  splitApart,
} from "../../../datasets/read/split_apart.ts";

function records(count: number, label = 0): ImageRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    split: undefined,
    label,
    sha256: `${label}-${index}`,
  }));
}

Deno.test("splitApart() tests on a share of each class", () => {
  const { train, test } = splitApart([...records(100), ...records(10, 1)]);
  assertEquals([train.length, test.length], [77, 33]);
  assertEquals(test.filter((position) => position >= 100).length, 3);
  assertEquals([...train, ...test].sort((a, b) => a - b)[109], 109);
});

Deno.test("splitApart() does not depend on the order of the images", () => {
  const all = records(50);
  const contents = (list: ImageRecord[]) =>
    splitApart(list).test.map((at) => list[at]!.sha256).sort();
  assertEquals(contents([...all].reverse()), contents(all));
});

Deno.test("splitApart() splits the same for the same seed, otherwise for another", () => {
  const split = (seed: number) => splitApart(records(50), { seed }).test;
  assertEquals(split(1), split(1));
  assertNotEquals(split(1), split(2));
});

Deno.test("splitApart() keeps copies of an image on one side", () => {
  const all = records(40);
  const doubled = [...all, ...all, ...all.slice(0, 5)];
  const { train, test, duplicates } = splitApart(doubled);
  assertEquals(duplicates, 45);
  const tested = new Set(test.map((at) => doubled[at]!.sha256));
  assert(train.every((at) => !tested.has(doubled[at]!.sha256)));
  assertEquals(train.length + test.length, 85);
});

Deno.test("splitApart() leaves out what stands in two classes", () => {
  const [shared] = records(1) as [ImageRecord];
  const { contradictory, train, test } = splitApart([
    ...records(10),
    { ...shared, label: 1 },
    ...records(10, 1),
  ]);
  assertEquals(contradictory, [0, 10]);
  assert(![...train, ...test].some((at) => at === 0 || at === 10));
});

Deno.test("splitApart() keeps published parts, but trains on nothing tested", () => {
  const of = (split: "train" | "test", sha256: string) => ({
    split,
    label: 0,
    sha256,
  });
  const { train, test, leaked } = splitApart([
    of("train", "a"),
    of("train", "b"),
    of("test", "b"),
    of("test", "c"),
  ]);
  assertEquals([train, test, leaked], [[0], [2, 3], [1]]);
});
