/**
 * Which photographs of PlantVillage are of one leaf: by their content, as it was
 * published; else by their names, which its publishers' leaf maps have.
 */
import { createHash } from "node:crypto";
import type {
  Apart,
  DatasetFile,
  DatasetReader,
  DatasetSource,
} from "../dataset.ts";
import type { Groupable, Grouping } from "./_group_images.ts";
import { examplesOf } from "./_skipped.ts";
import { readTable } from "./_table.ts";
import { damaged, unreadable } from "./_unreadable.ts";
import { cacheFolder } from "./cache_folder.ts";

/** What is known of the leaves of a plant, by its classes. */
export interface KnownLeaves {
  /** The leaf maps: none of a plant whose leaves are not known. */
  maps: Readonly<Record<string, DatasetFile>>;
  /**
   * Of each leaf, how the SHA-256 of its photographs begin, separated by
   * spaces. Those of no known leaf are under an empty name.
   */
  photographs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Digits of a SHA-256 that tell a few thousand photographs apart. */
const DIGITS = 8;

/** The folder of local copies that leaf maps may lie in. */
const FOLDER = "plantvillage-leaves";

/** Photographs of a greenhouse name their leaf, and which of its it is. */
const NAMED = /\bGH HL LEAF (\d+)/;

/**
 * Groups photographs by leaf.
 *
 * @param reader The data set.
 * @param options What is known of its leaves, and where files are looked for.
 * @returns What finds the leaf of each photograph. It throws a `NotFound` if
 * one is not as published and a leaf map is not there, and a `SyntaxError` if a
 * map is not the published one.
 */
export function byLeaf(
  reader: Pick<DatasetReader, "name" | "classes" | "collection">,
  { known, source, apart }: {
    known: KnownLeaves;
    source: DatasetSource;
    apart: Apart | undefined;
  },
): Grouping {
  return async (images) => {
    const photographs = byContent(reader.classes, known);
    const leaves = images.map((image) => photographs.get(contentOf(image)));
    const names = leaves.includes(undefined)
      ? await byName(known, { reader, source }).catch((error) => {
        // Where only copies are kept apart, it can be done without.
        const isMissing = error instanceof Deno.errors.NotFound;
        if (!isMissing || apart !== "copies") throw error;
      })
      : undefined;
    const found = images.map((image, at) => leaves[at] ?? names?.(image));
    return {
      groups: found.map((leaf, at) =>
        leaf === undefined || leaf === ""
          ? undefined
          : `leaf ${leaf} of class ${images[at]?.label}`
      ),
      remarks: names === undefined ? [] : unknownNote(
        images.filter((_, at) => found[at] === undefined),
        { total: images.length, hasMaps: Object.keys(known.maps).length > 0 },
      ),
    };
  };
}

/** A class, and how the content of a photograph of it begins. */
function contentOf({ label, sha256 }: Pick<Groupable, "label" | "sha256">) {
  return `${label} ${sha256.slice(0, DIGITS)}`;
}

/** The leaf of each published photograph. */
function byContent(
  classes: readonly string[],
  { photographs }: KnownLeaves,
): Map<string, string> {
  return new Map(
    Object.entries(photographs).flatMap(([name, leaves]) =>
      Object.entries(leaves).flatMap(([leaf, contents]) =>
        contents.split(" ").map((sha256): [string, string] => [
          contentOf({ label: classes.indexOf(name), sha256 }),
          leaf,
        ])
      )
    ),
  );
}

/** Finds leaves by the names that photographers gave. */
async function byName(
  { maps }: KnownLeaves,
  { reader, source }: {
    reader: Pick<DatasetReader, "name" | "classes" | "collection">;
    source: DatasetSource;
  },
): Promise<(image: Groupable) => string | undefined> {
  const leaves = new Map<number, ReadonlyMap<string, string>>();
  for (const [className, map] of Object.entries(maps)) {
    const rows = await readMap(map, { reader, source });
    leaves.set(reader.classes.indexOf(className), new Map(rows));
  }
  return ({ label, path }) => {
    const words = wordsOf(path.at(-1) ?? "").split(" ");
    // `<uuid>___<name that the photographer gave>.JPG`, or what else is before.
    const found = words.map((_, from) =>
      leaves.get(label)?.get(words.slice(from).join(" "))
    ).find((leaf) => leaf !== undefined);
    const [, named] = NAMED.exec(words.join(" ")) ?? [];
    return found ?? (named === undefined ? undefined : `GH ${named}`);
  };
}

/** Says of how many photographs nobody knows the leaf, and what follows. */
function unknownNote(
  unknown: readonly Groupable[],
  { total, hasMaps }: { total: number; hasMaps: boolean },
): string[] {
  if (unknown.length === 0) return [];
  const share = (100 * unknown.length / total).toFixed(1);
  const names = unknown.map(({ path }) => ({ name: path.join("/") }));
  const reason = hasMaps
    ? "neither their content nor their names are those that were published " +
      `(${examplesOf(names)})`
    : "the suite has no leaf maps of this plant";
  return [
    `the leaves of ${unknown.length} of ${total} photographs (${share} %) are ` +
    `not known: ${reason}. Photographs of one leaf train and test, which ` +
    "flatters scores",
  ];
}

/** The name of each photograph and its leaf. */
async function readMap(
  { name, sha256 }: DatasetFile,
  { reader, source }: {
    reader: Pick<DatasetReader, "name" | "collection">;
    source: DatasetSource;
  },
): Promise<[string, string][]> {
  const folder = source.data ?? cacheFolder(reader, source.cache);
  const places = [folder, `${folder}/${FOLDER}`, `${folder}/${reader.name}`]
    .map((place) => `${place}/${name}`);
  for (const path of places) {
    const bytes = await readIfThere(path);
    if (bytes === undefined) continue;
    const got = createHash("sha256").update(bytes).digest("hex");
    if (sha256 !== undefined && got !== sha256) {
      throw damaged(
        path,
        `wanted the published leaf map with SHA-256 ${sha256}, got ${got}`,
        { nextStep: "fetch it again" },
      );
    }
    return readTable(bytes, { name: path, wanted: ["file", "group"] })
      .map(({ file, group }) => [wordsOf(file), group]);
  }
  throw new Deno.errors.NotFound(
    `Cannot load ${reader.name}: ${folder} has no ${FOLDER}/${name}, which ` +
      "says which photographs are of one leaf. Next step: put it there, leave " +
      "out --data and FINALBN_DATA to fetch it, or split by photograph with " +
      "--apart copies",
  );
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw unreadable(path, cause);
  }
}

/** Endings, and what PlantVillage's own copies without background add. */
const ENDING = /(_final_masked)?\.\w+$/i;

/** The words of a name, whatever its case, its ending and what separates them. */
function wordsOf(name: string): string {
  return name.trim().replace(ENDING, "").toUpperCase()
    .split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "").join(" ");
}
