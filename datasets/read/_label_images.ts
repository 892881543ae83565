/** Images whose classes a table names, whatever folders they lie in. */
import {
  type Found,
  type FoundImage,
  type PartImage,
  type Placed,
  settleImages,
} from "./_class_folders.ts";
import { findNamed } from "./_find_named.ts";
import { shown } from "./_image_names.ts";
import { partOf } from "./_layout.ts";
import { counted, examplesOf, missingNotes } from "./_skipped.ts";
import { readTable } from "./_table.ts";
import { damaged } from "./_unreadable.ts";

/**
 * Finds the class and the split of each image in a table.
 *
 * @param root What the images were found in, for messages.
 * @param options The images, and the table.
 * @throws {SyntaxError} If the table cannot be read, or names no image.
 * @throws {RangeError} If it names one class only, or more than a byte counts.
 */
export function labelImages(
  root: string,
  { found, table, name }: {
    found: Omit<Found, "tables">;
    table: Uint8Array;
    name: string;
  },
): Placed {
  const rows = readTable(table, { name, wanted: ["file", "label"] });
  const find = findNamed(found.images, rows.map(({ file }) => file));
  const files = new Map<FoundImage, PartImage>();
  const missing: { name: string }[] = [];
  const unlabelled = new Set<FoundImage>();
  for (const { file, label, group, split } of rows) {
    const image = find(file);
    if (image === undefined) {
      missing.push({ name: shown(file) });
      continue;
    }
    const known = files.get(image);
    if (known !== undefined && known.className !== label) {
      throw new SyntaxError(
        `Cannot read ${name}: it calls ${shown(file)} both ` +
          `"${shown(known.className)}" and "${shown(label)}". Next step: ` +
          "leave one line of it",
      );
    }
    if (label === "") {
      unlabelled.add(image);
      continue;
    }
    files.set(image, {
      part: partOf(split),
      className: label,
      name: image.path.join("/"),
      path: image.path,
      group: group === "" ? undefined : group,
      read: image.read,
    });
  }
  if (files.size === 0 && missing.length > 0) {
    throw damaged(name, nothingNamed(found.images, missing), {
      nextStep: `write in it the paths of the images below ${root}`,
    });
  }
  const left = found.images.filter((image) => !files.has(image));
  const skipped = left.map((image) => ({
    name: shown(image.path.join("/")),
    reason: unlabelled.has(image)
      ? `it is without a label in ${name}`
      : `it is not named in ${name}`,
  }));
  return settleImages(root, {
    files: [...files.values()],
    skipped: [...found.skipped, ...skipped],
    remarks: missingNotes(name, missing),
  });
}

/** Why a table is of no use: it names other files than there are. */
function nothingNamed(
  images: readonly FoundImage[],
  missing: readonly { name: string }[],
): string {
  const there = images.map(({ path }) => ({ name: shown(path.join("/")) }));
  return `of the ${counted(missing.length)} that it names, none is there (` +
    `${examplesOf(missing)}); the images that are there: ` +
    (there.length === 0 ? "none" : examplesOf(there));
}
