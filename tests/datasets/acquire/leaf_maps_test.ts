/** Groups by leaf: maps that are fetched, or lie among local copies. */
import { createHash } from "node:crypto";
import { assert, assertEquals, assertRejects } from "@std/assert";
import sharp from "sharp";
import type { Apart, Dataset } from "../../../datasets/dataset.ts";
import { figs } from "./_fetched_entry.ts";
import { misbehavingServer, wellBehaved } from "./_misbehaving_server.ts";
import { withFolder } from "../_made_up.ts";
import { zipOf } from "../_zip.ts";

/** Ten leaves of a class, three photographs of each. */
const NAMES = Array.from({ length: 30 }, (_, at) => `FIG_HL ${at}.JPG`);

/** The map of a class, as PlantVillage's publishers have it. */
const MAP = new TextEncoder().encode(
  ['"File Name","Leaf #"']
    .concat(NAMES.map((name, at) => `"${name}","${1 + at % 10}.0"`)).join("\n"),
);

const SHA256 = createHash("sha256").update(MAP).digest("hex");

/** Photographs that carry their photographer's name behind another one. */
async function archive(nameOf = (name: string) => `0a1b-2c___${name}`) {
  const members = [];
  for (const [label, folder] of ["Fig___healthy", "Fig___rust"].entries()) {
    const greenhouse = Array.from(
      { length: 6 },
      (_, at) => `GH_HL Leaf ${at >> 1}.${at}.JPG`,
    );
    for (const [at, name] of [...NAMES, ...greenhouse].entries()) {
      const background = { r: 7 * at, g: 90 * label, b: 200 };
      const content = await sharp({
        create: { width: 9, height: 9, channels: 3, background },
      }).png().toBuffer();
      members.push({ name: `${folder}/${nameOf(name)}`, content });
    }
  }
  return zipOf(members);
}

/** An entry whose maps and archive are where they are said to be. */
function entryOf(urls: { archive?: string; map?: string } = {}) {
  const map = (name: string) => ({ name, sha256: SHA256 });
  return figs([urls.archive ?? "http://127.0.0.1:9/archive"], {
    leafMaps: { healthy: map("healthy.csv"), rust: map("rust.csv") },
    elsewhere: {
      "healthy.csv": urls.map ?? "http://127.0.0.1:9/map",
      "rust.csv": urls.map ?? "http://127.0.0.1:9/map",
    },
    mapBytes: MAP.length,
  });
}

/** The leaves that are on both sides. */
function shared({ train, test }: Dataset): number {
  const trained = new Set(train.groups);
  return [...test.groups!].filter((leaf) => trained.has(leaf)).length;
}

const WHOLE = "36 images of healthy in 13 groups, 36 images of rust in 13 " +
  "groups: no group trains and tests";

Deno.test("byLeaf() fetches the leaf maps once, and keeps leaves on one side", () =>
  withFolder(async (cache) => {
    await using photographs = misbehavingServer(wellBehaved(await archive()));
    await using maps = misbehavingServer(wellBehaved(MAP));
    const entry = entryOf({ archive: photographs.url, map: maps.url });
    const source = { data: undefined, images: undefined, cache };
    for (const _ of ["first", "again"]) {
      const dataset = await entry.load(source, { size: 4 });
      assertEquals(shared(dataset), 0);
      assertEquals(dataset.notes, [WHOLE]);
      assertEquals(maps.asked.length, 2);
    }
  }));

Deno.test("byLeaf() takes no other file for a leaf map", () =>
  withFolder(async (folder) => {
    const other = MAP.slice();
    other[30] = 65;
    await using photographs = misbehavingServer(wellBehaved(await archive()));
    await using maps = misbehavingServer(wellBehaved(other));
    const entry = entryOf({ archive: photographs.url, map: maps.url });
    const source = { data: undefined, images: undefined, cache: folder };
    await assertRejects(
      () => entry.load(source, { size: 4 }),
      Error,
      "Cannot fetch healthy.csv",
    );
    await Deno.writeFile(`${folder}/figs.zip`, await archive());
    await Deno.writeFile(`${folder}/healthy.csv`, other);
    await assertRejects(
      () => entry.load({ ...source, data: folder }, { size: 4 }),
      SyntaxError,
      `Cannot read ${folder}/healthy.csv: wanted the published leaf map with ` +
        `SHA-256 ${SHA256}, got `,
    );
  }));

Deno.test("byLeaf() looks for leaf maps among local copies", () =>
  withFolder(async (data) => {
    await Deno.writeFile(`${data}/figs.zip`, await archive());
    const source = { data, images: undefined, cache: `${data}/cache` };
    const load = (apart: Apart) => entryOf().load(source, { size: 4, apart });
    await assertRejects(
      () => load("groups"),
      Deno.errors.NotFound,
      `Cannot load figs: ${data} has no plantvillage-leaves/healthy.csv, which ` +
        "says which photographs are of one leaf. Next step: put it there, ",
    );
    // Without them, a split by photograph is what there is.
    assertEquals((await load("copies")).notes, []);
    await Deno.mkdir(`${data}/plantvillage-leaves`);
    for (const name of ["healthy.csv", "rust.csv"]) {
      await Deno.writeFile(`${data}/plantvillage-leaves/${name}`, MAP);
    }
    const [grouped, copies] = [await load("groups"), await load("copies")];
    assertEquals(shared(grouped), 0);
    assert(shared(copies) > 10);
    assert(grouped.contentHash !== copies.contentHash);
    assertEquals(copies.notes, [
      "36 images of healthy in 13 groups, 36 images of rust in 13 groups: " +
      `${(100 * shared(copies) / copies.test.labels.length).toFixed(1)} % of ` +
      "the test images are of a group that trains too",
    ]);
  }));

Deno.test("byLeaf() says that names tell nothing", () =>
  withFolder(async (data) => {
    let count = 0;
    const renamed = await archive(() => `image (${++count}).JPG`);
    await Deno.writeFile(`${data}/figs.zip`, renamed);
    for (const name of ["healthy.csv", "rust.csv"]) {
      await Deno.writeFile(`${data}/${name}`, MAP);
    }
    const source = { data, images: undefined, cache: `${data}/cache` };
    const { notes } = await entryOf().load(source, { size: 4 });
    assertEquals(notes, [
      "nothing says which photographs are of one leaf: their names are not " +
      "those that their publishers' leaf maps have",
    ]);
  }));
