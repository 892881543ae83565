/** From the paths of images to splits and classes. */
import { ENDINGS, hasControl, shown } from "./_image_names.ts";
import { layoutOf, type Part, partOf, placeOf } from "./_layout.ts";
import { counted, nextStep, type Skipped, skippedNotes } from "./_skipped.ts";

/** An image somewhere below a root. */
export interface FoundImage {
  /** The folders that lead to it, and its own name. */
  path: string[];
  read(): Promise<Uint8Array>;
}

/** All that lies below a root. */
export interface Found {
  images: FoundImage[];
  /** Every folder, as the folders that lead to it and its own name. */
  folders: string[][];
  /** Tables that may say what is in the images. */
  tables: FoundImage[];
  skipped: Skipped[];
}

/** An image in its place. */
export interface PlacedImage {
  split: "train" | "test" | undefined;
  className: string;
  /** The folders inside the class folder, and its own name. */
  name: string;
  /** All folders that lead to it, and its own name. */
  path: string[];
  /** The folders inside its class folder, if there are any. */
  folder?: string | undefined;
  /** What a table says it is one of several images of. */
  group?: string | undefined;
  read(): Promise<Uint8Array>;
}

/** An image whose part is known, as people call it. */
export interface PartImage extends Omit<PlacedImage, "split"> {
  part: Part | undefined;
}

/** What is known of the images below a root. */
export interface Placed {
  files: PlacedImage[];
  classes: string[];
  skipped: Skipped[];
  /** What people should know, a line each. */
  remarks: string[];
}

/**
 * Finds the class and the split of each image by the folders that it lies in.
 *
 * @param root What it was found in, for messages.
 * @throws {SyntaxError} If there is no image in a class folder, if class
 * folders and splits lie side by side, or if a class has an unusable name.
 * @throws {RangeError} If there is one class only, or more than a byte counts.
 */
export function placeImages(
  root: string,
  { images, folders, skipped }: Omit<Found, "tables">,
): Placed {
  const layout = layoutOf(images.map(({ path }) => path));
  const { top, part, classAt } = layout;
  if (part === top) assertNoClassBeside(root, { images, top });
  const files: PartImage[] = [];
  const left = [...skipped];
  const depth = Math.max(classAt, part ?? 0) + 1;
  const filled = new Set<string>();
  for (const { path, read } of images) {
    const place = placeOf(path, layout);
    if ("reason" in place || hasControl(path.slice(depth).join("/"))) {
      const reason = "reason" in place
        ? place.reason
        : "it has a control character or a line break in its name";
      left.push({ name: shown(path.join("/")), reason });
      continue;
    }
    const { className, inside } = place;
    const name = [...inside, path.at(-1)].join("/");
    filled.add(path.slice(0, depth).join("/"));
    files.push({
      part: place.part,
      className,
      name,
      path,
      folder: inside.length === 0 ? undefined : inside.join("/"),
      read,
    });
  }
  for (const path of folders) {
    const isClass = path.length === depth &&
      (part === undefined || partOf(path[part]) !== undefined);
    const name = path.join("/");
    if (!isClass || filled.has(name)) continue;
    left.push({
      name: shown(name),
      reason: "it is without images",
      isFolder: true,
    });
  }
  return settleImages(root, { files, skipped: left, remarks: [] });
}

/**
 * Puts images of known classes in order, and decides which parts are used.
 *
 * @param root What they were found in, for messages.
 * @throws {SyntaxError} As {@linkcode placeImages}.
 * @throws {RangeError} As {@linkcode placeImages}.
 */
export function settleImages(
  root: string,
  { files, skipped, remarks }:
    & { files: readonly PartImage[] }
    & Pick<Placed, "skipped" | "remarks">,
): Placed {
  const { splitOf, ...parts } = useParts(files);
  const left = skipped.toSorted((one, other) => order(one.name, other.name));
  const placed = files.flatMap(({ part, ...file }): PlacedImage[] => {
    const split = splitOf(part);
    const className = file.className.normalize("NFC");
    return split === "unused" ? [] : [{ ...file, className, split }];
  });
  assertApartNames(root, files);
  const classes = [...new Set(placed.map(({ className }) => className))].sort();
  assertClasses(root, { classes, skipped: left });
  placed.sort((one, other) =>
    order(one.split ?? "", other.split ?? "") ||
    order(one.className, other.className) ||
    order(one.name, other.name)
  );
  return {
    files: placed,
    classes,
    skipped: left,
    remarks: [...remarks, ...parts.remarks],
  };
}

/** Decides which parts train and test, and says where that is not plain. */
function useParts(files: readonly PartImage[]): {
  splitOf: (part: Part | undefined) => PlacedImage["split"] | "unused";
  remarks: string[];
} {
  const counts = new Map<Part | undefined, number>();
  for (const { part } of files) counts.set(part, (counts.get(part) ?? 0) + 1);
  const known = [...counts.keys()].filter((part) => part !== undefined);
  const images = counted(counts.get("validation") ?? 0, "image");
  if (known.length === 0) return { splitOf: () => undefined, remarks: [] };
  if (!counts.has("train") || known.length === 1) {
    return {
      splitOf: () => undefined,
      remarks: [
        `there is ${known.length === 1 ? `only a ${known[0]}` : "no train"} ` +
        "part: its images are split into those that train and those that test",
      ],
    };
  }
  const splitOf = (validation: "test" | "unused") =>
  (
    part: Part | undefined,
  ) => part === "validation" ? validation : part ?? "unused";
  if (!counts.has("test")) {
    return {
      splitOf: splitOf("test"),
      remarks: [
        `there is no test part: the validation part is tested on (${images})`,
      ],
    };
  }
  return {
    splitOf: splitOf("unused"),
    remarks: counts.has("validation")
      ? [`the validation part is not used (${images}): nothing is tuned here`]
      : [],
  };
}

/** Such a folder may be a class, or a part that nobody told us of. */
function assertNoClassBeside(
  root: string,
  { images, top }: { images: readonly FoundImage[]; top: number },
): void {
  const other = images.find(({ path }) =>
    path.length - top === 2 && partOf(path[top]) === undefined
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

/** Names that people, and some systems, take for the same. */
function assertApartNames(root: string, files: readonly PartImage[]): void {
  const known = new Map<string, string>();
  const names = new Set(files.map(({ className }) => className));
  for (const className of [...names].sort()) {
    const folded = className.normalize("NFC").toLowerCase();
    const other = known.get(folded) ?? className;
    known.set(folded, other);
    if (other === className) continue;
    const isCase = other.normalize("NFC") !== className.normalize("NFC");
    throw new SyntaxError(
      `Cannot tell the classes of ${root}: "${shown(other)}" and ` +
        `"${shown(className)}" differ only in ` +
        (isCase ? "case" : "how their accents are encoded") +
        ". Next step: rename one, or put the images of both into one folder",
    );
  }
}

const LAYOUTS = "put the images into one folder a class, as in cat/1.jpg and " +
  "dog/1.jpg, or in train/cat/1.jpg and test/cat/1.jpg, or name their " +
  "classes in a labels.csv with the columns file and label";

/** Labels are kept in a byte each. */
const MOST_CLASSES = 256;

function assertClasses(
  root: string,
  { classes, skipped }: { classes: string[]; skipped: Skipped[] },
): void {
  const [first] = classes;
  if (first === undefined) {
    const notes = skippedNotes(skipped);
    throw new SyntaxError(
      `Cannot find images in ${root}: wanted ${ENDINGS} files in class ` +
        `folders, got none` +
        (notes.length === 0 ? "" : `; ${notes.join("; ")}`) +
        `. Next step: ${nextStep(skipped, LAYOUTS)}`,
    );
  }
  const unusable = classes.find(hasControl);
  if (unusable !== undefined) {
    throw new SyntaxError(
      `Cannot use the class "${shown(unusable)}" of ${root}: its name ` +
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
    const notes = skippedNotes(skipped);
    throw new RangeError(
      `Cannot tell classes apart in ${root}: wanted images of 2 or more ` +
        `classes, got images of ${shown(first)} alone` +
        (notes.length === 0 ? "" : `; ${notes.join("; ")}`) +
        `. Next step: ${nextStep(skipped, LAYOUTS)}`,
    );
  }
}

/** By UTF-16 code units, whatever the language of the machine. */
function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
