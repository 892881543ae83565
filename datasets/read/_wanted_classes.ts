/** The classes of a data set, and whether there is enough of them. */
import { nextStep, type Skipped, skippedNotes } from "./_skipped.ts";
import type { DecodedImages } from "./_split_decoded.ts";

/** Throws where a class that is wanted has no folder. */
export function assertFolders(
  path: string,
  names: Map<string, string>,
  { name, folders = {} }: {
    name: string;
    folders?: Readonly<Record<string, RegExp>>;
  },
): void {
  const found = new Set(names.values());
  const missing = Object.keys(folders).filter((wanted) => !found.has(wanted));
  if (missing.length === 0) return;
  throw new SyntaxError(
    `Cannot use ${path} as ${name}: no folder in it is of ` +
      `${missing.join(" or ")}. Next step: put the published archive there, ` +
      "or check the images as your own with --images",
  );
}

/** Throws where there is nothing to tell apart: too few classes have images. */
export function assertClassesLeft(
  path: string,
  { classes, images, skipped }:
    & Pick<DecodedImages, "classes" | "images">
    & { skipped: readonly Skipped[] },
): void {
  const labels = new Map<string, Set<number>>();
  for (const { sha256, label } of images) {
    labels.set(sha256, (labels.get(sha256) ?? new Set()).add(label));
  }
  // The same bytes in two classes are left out of both.
  const left = new Set(
    [...labels.values()].flatMap((found) => found.size > 1 ? [] : [...found]),
  );
  if (left.size > 1) return;
  const [only] = left;
  const broken = classes.filter((_, label) =>
    !images.some((image) => image.label === label)
  );
  const notes = skippedNotes(skipped).map((note) => `; ${note}`).join("");
  throw new RangeError(
    `Cannot tell classes apart in ${path}: wanted usable images of 2 or more ` +
      `classes, got ${
        only === undefined ? "none" : `images of ${classes[only]} alone`
      }${notes}. Next step: ` +
      (broken.length === 0
        ? "give each class images of its own: the same are in two"
        : nextStep(
          skipped,
          `make the images of ${broken.join(" and ")} anew, or fetch them ` +
            "again",
        )),
  );
}

/** The names of the classes that are wanted, by their folders'. */
export function namesOf(
  folders: readonly string[],
  patterns: Readonly<Record<string, RegExp>> | undefined,
): Map<string, string> {
  if (patterns === undefined) {
    return new Map(folders.map((name) => [name, name]));
  }
  return new Map(folders.flatMap((folder) => {
    const name = Object.keys(patterns).find((name) =>
      patterns[name]?.test(folder)
    );
    return name === undefined ? [] : [[folder, name]];
  }));
}
