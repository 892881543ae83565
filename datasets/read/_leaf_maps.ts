/**
 * Which photographs of PlantVillage are of one leaf: its publishers' leaf maps,
 * and the names of the photographs.
 */
import { createHash } from "node:crypto";
import type { DatasetFile, DatasetReader, DatasetSource } from "../dataset.ts";
import type { Groupable, Grouping } from "./_group_images.ts";
import { readTable } from "./_table.ts";
import { damaged, unreadable } from "./_unreadable.ts";
import { cacheFolder } from "./cache_folder.ts";

/** The leaf maps of a plant, by its classes. */
export type LeafMaps = Readonly<Record<string, DatasetFile>>;

/** The folder of local copies that leaf maps may lie in. */
const FOLDER = "plantvillage-leaves";

/** Photographs of a greenhouse name their leaf, and which of its it is. */
const NAMED = /^GH_HL Leaf (\d+)/i;

/**
 * Groups photographs by leaf.
 *
 * @param reader The data set.
 * @param options The leaf map of each class, and where files are looked for.
 * @returns What finds the leaf of each photograph.
 * @throws {Deno.errors.NotFound} If a map is not there.
 * @throws {SyntaxError} If it is not the published one.
 */
export async function byLeaf(
  reader: Pick<DatasetReader, "name" | "classes" | "collection">,
  { maps, source }: { maps: LeafMaps; source: DatasetSource },
): Promise<Grouping> {
  const leaves = new Map<number, Map<string, string>>();
  for (const [className, map] of Object.entries(maps)) {
    const rows = await readMap(map, { reader, source });
    const label = reader.classes.indexOf(className);
    leaves.set(label, new Map(rows));
  }
  return (images) => Promise.resolve(leavesOf(images, leaves));
}

function leavesOf(
  images: readonly Groupable[],
  leaves: ReadonlyMap<number, ReadonlyMap<string, string>>,
): Awaited<ReturnType<Grouping>> {
  const groups = images.map(({ label, path }) => {
    // `<uuid>___<name that the photographer gave>.JPG`
    const name = path.at(-1)?.split("___").at(-1) ?? "";
    const leaf = leaves.get(label)?.get(keyOf(name)) ??
      NAMED.exec(name)?.[1]?.padStart(4, "_");
    return leaf === undefined ? undefined : `leaf ${leaf} of class ${label}`;
  });
  const remarks = groups.every((group) => group === undefined)
    ? [
      "nothing says which photographs are of one leaf: their names are not " +
      "those that their publishers' leaf maps have",
    ]
    : [];
  return { groups, remarks };
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
      .map(({ file, group }) => [keyOf(file), group]);
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

function keyOf(name: string): string {
  return name.trim().toUpperCase();
}
