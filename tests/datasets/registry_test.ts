import sharp from "sharp";
import {
  assert,
  assertEquals,
  assertGreater,
  assertNotEquals,
  assertRejects,
  assertThrows,
} from "@std/assert";
import {
  type Apart,
  classIndex,
  type Dataset,
} from "../../datasets/dataset.ts";
import { DATASETS, findDataset } from "../../datasets/registry.ts";
import { withFolder } from "./_made_up.ts";

Deno.test("findDataset() finds every data set by its name", () => {
  for (const entry of DATASETS) {
    assertEquals(findDataset(entry.name), entry);
  }
});

Deno.test("findDataset() finds the data sets of the paper's field", () => {
  const digits = findDataset("mnist");
  assertEquals(digits.classes.join(""), "0123456789");
  assertEquals(digits.imageShape, [28, 28, 1]);
  const clothes = findDataset("fashion-mnist");
  assertEquals(clothes.classes.length, 10);
  assertEquals(clothes.classes[0], "t-shirt");
  assertEquals(clothes.classes[9], "ankle-boot");
  assertEquals(clothes.imageShape, [28, 28, 1]);
});

Deno.test("findDataset() refuses other names, and lists the ones there are", () => {
  const names = DATASETS.map(({ name }) => name).join(", ");
  for (const name of ["", "MNIST", "mnist ", "imagenet", "constructor"]) {
    const error = assertThrows(() => findDataset(name), RangeError);
    assertEquals(
      error.message,
      `Cannot find the data set "${name}": there are ${names}`,
    );
  }
});

Deno.test("DATASETS has no name twice", () => {
  const names = DATASETS.map(({ name }) => name);
  assertEquals([...new Set(names)], names);
});

Deno.test("DATASETS has classes that differ, and roles among them", () => {
  for (const { name, classes, roles, ...entry } of DATASETS) {
    assertEquals([...new Set(classes)], [...classes], name);
    assertGreater(roles.majority.length, 0, name);
    assertGreater(roles.minority.length, 0, name);
    const named = [...roles.majority, ...roles.minority];
    assertEquals([...new Set(named)], named, name);
    for (const role of named) {
      assertEquals(classes[classIndex({ name, classes }, role)], role);
    }
    assert(entry.licence !== "" && entry.citation !== "", name);
  }
});

Deno.test("DATASETS says where each file is published, and its size", () => {
  for (const { name, files } of DATASETS) {
    if (name === "leaves") continue;
    assertGreater(files.length, 0, name);
    for (const file of files) {
      assertGreater(file.mirrors.length, 0, file.name);
      for (const url of file.mirrors) {
        assertEquals(new URL(url).protocol, "https:");
      }
      assertGreater(file.bytes, 1000, file.name);
    }
  }
});

/** Loads a data set from local copies, in its own size. */
async function load(
  name: string,
  data: string,
  apart: Apart = "groups",
): Promise<Dataset> {
  const entry = findDataset(name);
  const cache = await Deno.makeTempDir();
  const source = { data, images: undefined, cache };
  return await entry.load(source, { size: entry.imageShape[0], apart });
}

Deno.test("DATASETS says what is missing in an empty folder", async () => {
  const folder = await Deno.makeTempDir();
  const messages = {
    "mnist": `there is no train-images-idx3-ubyte.gz in ${folder}`,
    "cifar-10": `${folder} has none of cifar-10-binary.tar.gz`,
    "plantvillage-apple": `${folder} has none of plantvillage-apple`,
  };
  for (const [name, message] of Object.entries(messages)) {
    await assertRejects(
      () => load(name, folder),
      Deno.errors.NotFound,
      `Cannot load ${name}: ${message}`,
    );
  }
  await Deno.remove(folder);
});

/** An image of CIFAR-10. */
const CIFAR_SHAPE = { width: 32, height: 32, channels: 3 } as const;

const dataFolder = Deno.env.get("FINALBN_DATA");

/** A test that needs the real data sets. */
function dataTest(name: string, test: (folder: string) => Promise<void>): void {
  const reason = " (skipped: FINALBN_DATA names no folder with the data)";
  Deno.test({
    name: name + (dataFolder === undefined ? reason : ""),
    ignore: dataFolder === undefined,
    fn: () => test(dataFolder as string),
  });
}

function countsOf({ labels }: Dataset["test"]): number[] {
  const counts: number[] = new Array(10).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

dataTest("findDataset() loads MNIST", async (folder) => {
  const { train, test, imageShape } = await load("mnist", folder);
  assertEquals(imageShape, [28, 28, 1]);
  assertEquals(train.labels.length, 60_000);
  assertEquals(test.labels.length, 10_000);
  // The counts that are published with the data.
  assertEquals(
    countsOf(test),
    [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
  );
  assertEquals(
    countsOf(train),
    [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
  );
  // The first training image is a five, in ink on an empty margin.
  assertEquals(train.labels[0], 5);
  const five = train.images([0]);
  assertEquals(five.length, 28 * 28);
  assertEquals(five.subarray(0, 4 * 28).some((pixel) => pixel > 0), false);
  assertGreater(five.reduce((sum, pixel) => sum + pixel, 0), 10_000);
  assertEquals(train.images([59_999]).length, 28 * 28);
});

dataTest("findDataset() loads Fashion-MNIST", async (folder) => {
  const { train, test, imageShape } = await load("fashion-mnist", folder);
  assertEquals(imageShape, [28, 28, 1]);
  assertEquals(train.labels.length, 60_000);
  assertEquals(test.labels.length, 10_000);
  assertEquals(countsOf(test), new Array(10).fill(1000));
  assertEquals(countsOf(train), new Array(10).fill(6000));
  assertEquals(train.images([0, 59_999]).length, 2 * 28 * 28);
});

dataTest("findDataset() tells the two IDX data sets apart", async (folder) => {
  const mnist = await load("mnist", folder);
  const fashion = await load("fashion-mnist", folder);
  assertNotEquals(mnist.contentHash, fashion.contentHash);
  // The files of one data set under the other's name are not taken for it.
  await assertRejects(
    () => load("fashion-mnist", `${folder}/mnist`),
    SyntaxError,
    "wanted the published fashion-mnist file with SHA-256",
  );
});

dataTest(
  "findDataset() loads the photographs of PlantVillage",
  async (folder) => {
    const counts = {
      "plantvillage-pepper": { "bacterial-spot": 997, healthy: 1478 },
      "plantvillage-tomato": { "early-blight": 1000, healthy: 1591 },
    };
    for (const [name, wanted] of Object.entries(counts)) {
      const { classes, train, test, notes, imageShape } = await load(
        name,
        folder,
      );
      assertEquals(imageShape, [64, 64, 3]);
      const [trained, tested] = [countsOf(train), countsOf(test)];
      const found = classes.map((className, label) => [
        className,
        trained[label]! + tested[label]!,
      ]);
      assertEquals(Object.fromEntries(found), wanted);
      assertEquals(
        notes,
        name === "plantvillage-tomato"
          ? [
            "6 files with the same bytes as another of the same class",
            "1000 images of early-blight in 250 groups (1 in none), 1591 " +
            "images of healthy in 610 groups (2 in none): no group trains and " +
            "tests",
          ]
          : [
            "997 images of bacterial-spot in 175 groups, 1478 images of " +
            "healthy in 165 groups (2 in none): no group trains and tests",
          ],
      );
      // No leaf is on both sides, and about 30 % of each class test.
      const leavesOf = ({ groups }: Dataset["test"]) =>
        new Set(groups!.filter((group) => group >= 0));
      assertEquals(
        leavesOf(train).intersection(leavesOf(test)),
        new Set<number>(),
      );
      for (const [label, className] of classes.entries()) {
        const share = tested[label]! / (trained[label]! + tested[label]!);
        assert(Math.abs(share - 0.3) < 0.005, `${className}: ${share}`);
      }
      const copies = await load(name, folder, "copies");
      assert(
        copies.notes.at(-1)!.endsWith(
          name === "plantvillage-tomato"
            ? "87.5 % of the test images are of a group that trains too"
            : "99.3 % of the test images are of a group that trains too",
        ),
        copies.notes.at(-1),
      );
    }
  },
);

Deno.test("findDataset() loads CIFAR-10 from images in folders", () =>
  withFolder(async (data) => {
    const entry = findDataset("cifar-10");
    const counts = { train: 3, test: 2 };
    for (const [split, count] of Object.entries(counts)) {
      for (const [label, name] of entry.classes.entries()) {
        const folder = `${data}/cifar-10/${split}/${name}`;
        await Deno.mkdir(folder, { recursive: true });
        for (let at = 0; at < count; at++) {
          const background = { r: 20 * label, g: 40 * at, b: count };
          await sharp({ create: { ...CIFAR_SHAPE, background } })
            .png().toFile(`${folder}/${at}.png`);
        }
      }
    }
    const source = { data, images: undefined, cache: `${data}/cache` };
    const { train, test, imageShape, classes } = await entry.load(source, {
      size: 32,
    });
    assertEquals(imageShape, [32, 32, 3]);
    assertEquals(classes, entry.classes);
    assertEquals(countsOf(train), new Array(10).fill(counts.train));
    assertEquals(countsOf(test), new Array(10).fill(counts.test));
    assertEquals([...test.images([3]).subarray(0, 3)], [20, 40, 2]);
  }));
