/** From the paths of images to splits and classes. */
import { hasControl, shown } from "./_image_names.ts";

/** An image somewhere below a root. */
export interface FoundImage {
  /** The folders that lead to it, and its own name. */
  path: string[];
  read(): Promise<Uint8Array>;
}

/** Something that is not given, and why. */
export interface Skipped {
  name: string;
  reason: string;
}

/** All that lies below a root. */
export interface Found {
  images: FoundImage[];
  /** Every folder, as the folders that lead to it and its own name. */
  folders: string[][];
  skipped: Skipped[];
}

/** An image in its place. */
export interface PlacedImage {
  split: "train" | "test" | undefined;
  className: string;
  name: string;
  read(): Promise<Uint8Array>;
}

/**
 * Finds the class and the split of each image.
 *
 * @param root What it was found in, for messages.
 * @throws {SyntaxError} If there is no image in a class folder, if class
 * folders and splits lie side by side, or if a class has an unusable name.
 * @throws {RangeError} If there is one class only, or more than a byte counts.
 */
export function placeImages(
  root: string,
  { images, folders, skipped }: Found,
): { files: PlacedImage[]; classes: string[]; skipped: Skipped[] } {
  const top = hasWrapper(images) ? 1 : 0;
  const hasSplits = images.some(({ path }) =>
    path.length - top === 3 && isSplit(path[top])
  );
  const depth = top + (hasSplits ? 2 : 1);
  if (hasSplits) assertNoClassBeside(root, { images, top });
  const files: PlacedImage[] = [];
  const left = [...skipped];
  const filled = new Set<string>();
  for (const { path, read } of images) {
    const reason = misplaced(path, { top, depth, hasSplits });
    const name = path.at(-1) as string;
    if (reason !== undefined || hasControl(name)) {
      left.push({
        name: shown(path.join("/")),
        reason: reason ?? "its name has a control character or a line break",
      });
      continue;
    }
    const split = hasSplits ? path[top] as "train" | "test" : undefined;
    const className = path[depth - 1] as string;
    filled.add(path.slice(0, depth).join("/"));
    files.push({ split, className, name, read });
  }
  for (const path of folders) {
    const isClass = path.length === depth && (!hasSplits || isSplit(path[top]));
    const name = path.join("/");
    if (!isClass || filled.has(name)) continue;
    left.push({ name: shown(name), reason: "no image lies in this folder" });
  }
  left.sort((one, other) => order(one.name, other.name));
  const classes = [...new Set(files.map(({ className }) => className))].sort();
  assertClasses(root, { classes, skipped: left });
  files.sort((one, other) =>
    order(one.split ?? "", other.split ?? "") ||
    order(one.className, other.className) ||
    order(one.name, other.name)
  );
  return { files, classes, skipped: left };
}

/** Archives often hold one folder that holds everything else. */
function hasWrapper(images: readonly FoundImage[]): boolean {
  const inFolders = images.filter(({ path }) => path.length > 1);
  const tops = new Set(inFolders.map(({ path }) => path[0]));
  const [only] = tops;
  return tops.size === 1 && !isSplit(only) &&
    inFolders.some(({ path }) => path.length > 2);
}

function isSplit(name: string | undefined): boolean {
  return name === "train" || name === "test";
}

/** Such a folder may be a class, or a part that nobody told us of. */
function assertNoClassBeside(
  root: string,
  { images, top }: { images: readonly FoundImage[]; top: number },
): void {
  const other = images.find(({ path }) =>
    path.length - top === 2 && !isSplit(path[top])
  );
  if (other === undefined) return;
  throw new SyntaxError(
    `Cannot tell the classes of ${root}: wanted either train and test folders ` +
      `or class folders, got both: ${
        shown(other.path.join("/"))
      }. Next step: ` +
      "move the images of that folder into a class folder of train or test",
  );
}

function misplaced(
  path: readonly string[],
  { top, depth, hasSplits }: { top: number; depth: number; hasSplits: boolean },
): string | undefined {
  if (path.length <= depth) return "it lies in no class folder";
  if (hasSplits && !isSplit(path[top])) {
    return "it lies in neither train nor test";
  }
  return path.length > depth + 1
    ? "it lies in a folder inside a class folder"
    : undefined;
}

const LAYOUTS = "Next step: put the images into one folder a class, as in " +
  "cat/1.jpg and dog/1.jpg, or in train/cat/1.jpg and test/cat/1.jpg";

/** Labels are kept in a byte each. */
const MOST_CLASSES = 256;

function assertClasses(
  root: string,
  { classes, skipped }: { classes: string[]; skipped: Skipped[] },
): void {
  const [first] = classes;
  if (first === undefined) {
    const [example] = skipped;
    throw new SyntaxError(
      `Cannot find images in ${root}: wanted .jpg, .jpeg, .png or .webp files ` +
        `in class folders, got none` +
        (example === undefined ? "" : `, and ${skipped.length} that were ` +
          `skipped, such as ${example.name} (${example.reason})`) +
        `. ${LAYOUTS}`,
    );
  }
  const unusable = classes.find(hasControl);
  if (unusable !== undefined) {
    throw new SyntaxError(
      `Cannot use the class folder "${shown(unusable)}" of ${root}: its name ` +
        "has a control character or a line break. Next step: rename it",
    );
  }
  if (classes.length > MOST_CLASSES) {
    throw new RangeError(
      `Cannot use ${root}: wanted at most ${MOST_CLASSES} classes, got ` +
        `${classes.length}. Next step: give a folder with fewer class folders`,
    );
  }
  if (classes.length === 1) {
    throw new RangeError(
      `Cannot tell classes apart in ${root}: wanted images of 2 or more, got ` +
        `those of ${shown(first)} alone. ${LAYOUTS}`,
    );
  }
}

/** By UTF-16 code units, whatever the language of the machine. */
function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
