/** The hash by which trainings and features of a data set are known again. */
import { assertEquals, assertNotEquals } from "@std/assert";
import sharp from "sharp";
import type { Dataset } from "../../../datasets/dataset.ts";
import { groupingOf } from "../../../datasets/read/_group_images.ts";
import { loadImageDataset } from "../../../datasets/read/image_dataset.ts";
import { withFolder } from "../_made_up.ts";

/** Images of each class in each part, all different. */
const COUNTS = { train: 4, test: 2 };

/** Gives a folder with published parts of two classes, and what loads it. */
async function withParts(
  action: (
    set: string,
    load: (groups?: Readonly<Record<string, string>>) => Promise<Dataset>,
  ) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const set = `${folder}/set`;
    for (const [label, name] of ["healthy", "rust"].entries()) {
      for (const [number, [part, count]] of Object.entries(COUNTS).entries()) {
        await Deno.mkdir(`${set}/${part}/${name}`, { recursive: true });
        for (let at = 0; at < count; at++) {
          const background = { r: 40 * at, g: 90 * label, b: 90 * number };
          await sharp({
            create: { width: 4, height: 4, channels: 3, background },
          }).png().toFile(`${set}/${part}/${name}/${at}.png`);
        }
      }
    }
    const table = `${folder}/groups.csv`;
    await action(set, async (groups) => {
      const rows = Object.entries(groups ?? {}).map((row) => row.join(","));
      await Deno.writeTextFile(table, ["file,group", ...rows].join("\n"));
      return await loadImageDataset(set, {
        name: "images",
        size: 4,
        cache: `${folder}/cache`,
        grouping: groups && groupingOf(table),
      });
    });
  });
}

/** A group for each of the first images of a class that train. */
const groupsOf = (...groups: string[]) =>
  Object.fromEntries(
    groups.map((group, at) => [`train/healthy/${at}.png`, group]),
  );

Deno.test("contentHash tells who shares a group", () =>
  withParts(async (_, load) => {
    const one = await load(groupsOf("a", "a", "b", "b"));
    const other = await load(groupsOf("a", "b", "a", "b"));
    assertEquals(other.train.labels, one.train.labels);
    assertNotEquals(other.contentHash, one.contentHash);
    assertNotEquals((await load()).contentHash, one.contentHash);
  }));

Deno.test("contentHash is the same if only the names of groups differ", () =>
  withParts(async (_, load) => {
    const one = await load(groupsOf("a", "b", "a", "b"));
    const other = await load(groupsOf("leaf 7", "a", "leaf 7", "a"));
    assertEquals(other.train.groups, one.train.groups);
    assertEquals(other.contentHash, one.contentHash);
  }));

Deno.test("contentHash tells which training images are left", () =>
  withParts(async (_, load) => {
    const tested = { "test/healthy/0.png": "a" };
    const one = await load({ ...groupsOf("a", "b"), ...tested });
    const other = await load({ ...groupsOf("b", "a"), ...tested });
    assertEquals(one.train.labels.length, 7);
    assertEquals(other.train.labels, one.train.labels);
    assertNotEquals(other.contentHash, one.contentHash);
  }));

Deno.test("contentHash tells the order of the images", () =>
  withParts(async (set, load) => {
    const { contentHash } = await load();
    const folder = `${set}/train/rust`;
    await Deno.rename(`${folder}/0.png`, `${folder}/00.png`);
    assertEquals((await load()).contentHash, contentHash);
    await Deno.rename(`${folder}/00.png`, `${folder}/9.png`);
    assertNotEquals((await load()).contentHash, contentHash);
  }));

Deno.test("contentHash tells the names of the classes", () =>
  withParts(async (set, load) => {
    const { contentHash, classes } = await load();
    for (const part of Object.keys(COUNTS)) {
      await Deno.rename(`${set}/${part}/rust`, `${set}/${part}/spot`);
    }
    const renamed = await load();
    assertEquals([classes[1], renamed.classes[1]], ["rust", "spot"]);
    assertNotEquals(renamed.contentHash, contentHash);
  }));
