/** Groups by leaf: maps that are fetched, or lie among local copies. */
import { createHash } from "node:crypto";
import { assert, assertEquals, assertRejects } from "@std/assert";
import sharp from "sharp";
import type { Apart, Dataset } from "../../../datasets/dataset.ts";
import { byLeaf, type KnownLeaves } from "../../../datasets/read/_leaf_maps.ts";
import { listImageFiles } from "../../../datasets/read/image_files.ts";
import LEAVES from "../../../datasets/read/published_leaves.json" with {
  type: "json",
};
import { DATASETS } from "../../../datasets/registry.ts";
import { READERS } from "../../../datasets/read/readers.ts";
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
function entryOf(
  urls: {
    archive?: string;
    map?: string;
    photographs?: KnownLeaves["photographs"];
  } = {},
) {
  const map = (name: string) => ({ name, sha256: SHA256 });
  return figs([urls.archive ?? "http://127.0.0.1:9/archive"], {
    leaves: {
      maps: { healthy: map("healthy.csv"), rust: map("rust.csv") },
      photographs: urls.photographs ?? {},
    },
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

/** Loads a made-up archive beside its maps. */
async function loadNamed(
  nameOf: (name: string) => string,
  options: Parameters<typeof entryOf>[0] = {},
): Promise<Dataset> {
  let dataset: Dataset | undefined;
  await withFolder(async (data) => {
    await Deno.writeFile(`${data}/figs.zip`, await archive(nameOf));
    for (const name of ["healthy.csv", "rust.csv"]) {
      await Deno.writeFile(`${data}/${name}`, MAP);
    }
    const source = { data, images: undefined, cache: `${data}/cache` };
    dataset = await entryOf(options).load(source, { size: 4 });
  });
  return dataset as Dataset;
}

Deno.test("byLeaf() knows names in any case, with other endings and separators", async () => {
  for (
    const nameOf of [
      (name: string) => name.toLowerCase(),
      (name: string) => `0A1B-2C___${name.replaceAll(" ", "_")}`,
      (name: string) => `set-7 ${name.replace(".JPG", ".jpeg")}`,
      (name: string) => `0a___${name.replace(".JPG", "_final_masked.jpg")}`,
      (name: string) => name.replace("FIG_HL ", "fig-hl--"),
    ]
  ) {
    const dataset = await loadNamed(nameOf);
    assertEquals(dataset.notes, [WHOLE], nameOf("FIG_HL 7.JPG"));
    assertEquals(shared(dataset), 0);
  }
});

Deno.test("byLeaf() says how many photographs are of no known leaf", async () => {
  let count = 0;
  const { notes } = await loadNamed(() => `image (${++count}).JPG`);
  const note = "the leaves of 72 of 72 photographs (100.0 %) are not known: " +
    "neither their content nor their names are those that were published " +
    "(Fig___healthy/image (1).JPG, Fig___healthy/image (10).JPG, " +
    "Fig___healthy/image (11).JPG and others). Photographs of one leaf train " +
    "and test, which flatters scores";
  assertEquals(notes, [note]);
  const half = await loadNamed((name) =>
    ++count % 2 === 0 ? name : `image (${count}).JPG`
  );
  assert(
    half.notes.some((note) =>
      note.startsWith("the leaves of 36 of 72 photographs (50.0 %) are not")
    ),
    half.notes.join("\n"),
  );
});

Deno.test("byLeaf() knows published photographs by their content, whatever their names", async () => {
  // The archive that is fetched has numbers for names.
  const photographs: Record<string, Record<string, string>> = {};
  await withFolder(async (folder) => {
    await Deno.writeFile(`${folder}/figs.zip`, await archive());
    await using listed = await listImageFiles(`${folder}/figs.zip`);
    for (const file of listed.files) {
      const [, name] = file.className.split("___") as [string, string];
      const number = Number(/(\d+)(\.\d)?\.JPG/.exec(file.name)![1]);
      const leaf = file.name.includes("GH_HL")
        ? `GH ${number}`
        : `${1 + number % 10}.0`;
      const bytes = await file.read();
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const leaves = photographs[name] ??= {};
      leaves[leaf] = `${leaves[leaf] ?? ""} ${sha256.slice(0, 8)}`.trim();
    }
  });
  let count = 10;
  const named = await loadNamed((name) => `${++count} ${name}`);
  count = 10;
  const numbered = await loadNamed(() => `image (${++count}).JPG`, {
    photographs,
  });
  assertEquals(numbered.notes, [WHOLE]);
  assertEquals(shared(numbered), 0);
  assertEquals(numbered.contentHash, named.contentHash);
});

Deno.test("byLeaf() says that apples have no leaf maps", async () => {
  const apple = DATASETS.find(({ name }) => name === "plantvillage-apple")!;
  await withFolder(async (data) => {
    const members = [];
    for (const [label, name] of apple.classes.entries()) {
      const background = { r: 90, g: 60 * label, b: 200 };
      const create = { width: 9, height: 9, channels: 3 as const, background };
      const content = await sharp({ create }).png().toBuffer();
      const folder = `Apple___${name.replace("-", "_")}`;
      members.push({ name: `${folder}/image (1).JPG`, content });
    }
    await Deno.writeFile(`${data}/plantvillage-apple.zip`, zipOf(members));
    const source = { data, images: undefined, cache: `${data}/cache` };
    const { notes } = await apple.load(source, { size: 4 });
    assert(
      notes.some((note) =>
        note.startsWith(
          "the leaves of 4 of 4 photographs (100.0 %) are not known: the " +
            "suite has no leaf maps of this plant",
        )
      ),
      notes.join("\n"),
    );
  });
});

const FOLDER = Deno.env.get("FINALBN_DATA");
for (const plant of ["pepper", "tomato"] as const) {
  const path = `${FOLDER}/plantvillage-${plant}.zip`;
  const isThere = FOLDER !== undefined &&
    await Deno.stat(path).then(() => true, () => false);
  Deno.test({
    name: `published_leaves.json says of ${plant} what the leaf maps say` +
      (isThere ? "" : " (skipped: no FINALBN_DATA with its archive)"),
    ignore: !isThere,
    fn: () =>
      withFolder(async (cache) => {
        const reader = READERS[`plantvillage-${plant}`];
        const classes = [...reader.classes];
        await using listed = await listImageFiles(path);
        const images = await Promise.all(listed.files.map(async (file) => {
          const bytes = await file.read();
          return {
            label: classes.findIndex((name) =>
              file.className.toLowerCase().endsWith(name.replace("-", "_"))
            ),
            sha256: createHash("sha256").update(bytes).digest("hex"),
            path: file.path,
          };
        }));
        const maps = Object.fromEntries(
          reader.files.filter(({ name }) => name.endsWith(".csv")).map((
            map,
          ) => [
            classes.find((name) => map.name === `${plant}-${name}.csv`)!,
            map,
          ]),
        );
        const source = { data: FOLDER, images: undefined, cache };
        const leavesOf = async (photographs: KnownLeaves["photographs"]) =>
          (await byLeaf(reader, {
            known: { maps, photographs },
            source,
            apart: "groups",
          })(images)).groups;
        assertEquals(
          await leavesOf(LEAVES[`plantvillage-${plant}`]),
          await leavesOf({}),
        );
      }),
  });
}
