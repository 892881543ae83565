import { createHash } from "node:crypto";
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

/** Images of one class that belong to groups of these sizes. */
function grouped(sizes: readonly number[], label = 0) {
  return sizes.flatMap((size, group) =>
    Array.from({ length: size }, (_, at) => ({
      split: undefined,
      label,
      sha256: `${label} ${group} ${at}`,
      belongs: [`${label} ${group}`],
    }))
  );
}

Deno.test("splitApart() keeps groups on one side, and near the share", () => {
  for (
    const sizes of [
      Array(50).fill(6),
      Array.from({ length: 60 }, (_, at) => 1 + at % 17),
    ]
  ) {
    const records = [...grouped(sizes), ...grouped(sizes, 1)];
    for (let seed = 0; seed < 20; seed++) {
      const { train, test } = splitApart(records, { seed });
      assertEquals(train.length + test.length, records.length);
      const groupsOf = (positions: number[]) =>
        new Set(positions.flatMap((at) => records[at]!.belongs));
      assertEquals(
        groupsOf(train).intersection(groupsOf(test)),
        new Set<string>(),
      );
      for (const label of [0, 1]) {
        const tested = test.filter((at) => records[at]!.label === label);
        const share = tested.length / (records.length / 2);
        assert(Math.abs(share - 0.3) < 0.02, `seed ${seed}: ${share}`);
      }
    }
  }
});

Deno.test("splitApart() tests on a group of each class that has two", () => {
  const records = [...grouped([90, 10]), ...grouped([100, 100], 1)];
  for (let seed = 0; seed < 20; seed++) {
    const { train, test } = splitApart(records, { seed });
    for (const positions of [train, test]) {
      const labels = new Set(positions.map((at) => records[at]!.label));
      assertEquals(labels, new Set([0, 1]));
    }
  }
  // One alone cannot be on both sides.
  assertEquals(splitApart(grouped([50])).test, []);
});

Deno.test("splitApart() joins what belongs to several, and copies in two groups", () => {
  const record = (sha256: string, ...belongs: string[]) => ({
    split: undefined,
    label: 0,
    sha256,
    belongs,
  });
  const chain = [
    record("a", "leaf 1"),
    record("b", "leaf 1", "near 1"),
    record("c", "near 1"),
    record("c", "leaf 2"),
    record("d", "leaf 2"),
  ];
  const others = Array.from({ length: 5 }, (_, at) => record(`other ${at}`));
  for (let seed = 0; seed < 20; seed++) {
    const { test } = splitApart([...chain, ...others], { seed });
    const joined = test.filter((at) => at < chain.length);
    assert([0, chain.length].includes(joined.length), `${joined}`);
  }
});

Deno.test("splitApart() leaves out of training what a test image belongs to", () => {
  const record = (split: "train" | "test", sha256: string, group: string) => ({
    split,
    label: 0,
    sha256,
    belongs: [group],
  });
  const found = splitApart([
    record("train", "a", "p1"),
    record("test", "b", "p1"),
    record("train", "c", "p2"),
    record("test", "d", "p3"),
    record("train", "d", "p3"),
  ]);
  assertEquals([found.train, found.test], [[2], [1, 3]]);
  assertEquals([found.related, found.leaked], [[0], [4]]);
});

Deno.test("splitApart() is as it was where nothing belongs together", () => {
  const records = Array.from({ length: 40 }, (_, at) => ({
    split: undefined,
    label: at % 2,
    sha256: createHash("sha256").update(`${at}`).digest("hex"),
  }));
  // What the suite gave before there were groups.
  assertEquals(splitApart(records).test, [
    5,
    11,
    12,
    18,
    19,
    20,
    22,
    27,
    32,
    34,
    35,
    37,
  ]);
});
