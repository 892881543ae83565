/** Which folders are parts, which are classes, and which lie inside a class. */

/** The parts that people keep images in. */
export type Part = "train" | "validation" | "test";

/** How the parts are called, in lower case. */
const PARTS: Readonly<Record<string, Part>> = {
  train: "train",
  training: "train",
  trainset: "train",
  test: "test",
  testing: "test",
  testset: "test",
  val: "validation",
  valid: "validation",
  validation: "validation",
  dev: "validation",
};

/** Folders inside a class that hold other pictures than its images. */
const BESIDE = /^(masks?|labels?|annotations?|ground.?truths?)$/i;

/** Where images lie, seen from the folder or the zip. */
export interface Layout {
  /** The folders around everything. */
  top: number;
  /** How deep the folder of a part is, if there are parts. */
  part: number | undefined;
  /** How deep the folder of a class is. */
  classAt: number;
}

/**
 * The part that a folder or a table names.
 *
 * @param name In any case.
 */
export function partOf(name: string | undefined): Part | undefined {
  const known = name?.toLowerCase() ?? "";
  return Object.hasOwn(PARTS, known) ? PARTS[known] : undefined;
}

/**
 * Finds out how images are kept: `<class>/`, `<part>/<class>/` or
 * `<class>/<part>/`, with folders around everything and in the classes.
 *
 * @param paths The folders that lead to each image, and its own name.
 */
export function layoutOf(paths: readonly (readonly string[])[]): Layout {
  const top = wrappers(paths);
  const inFolders = paths.filter(({ length }) => length - top > 1);
  const isPartFirst = inFolders.some((path) =>
    path.length - top > 2 && partOf(path[top]) !== undefined
  );
  if (isPartFirst) return { top, part: top, classAt: top + 1 };
  const isPartLast = inFolders.length > 0 &&
    inFolders.every((path) =>
      path.length - top > 2 && partOf(path[top + 1]) !== undefined
    );
  return { top, part: isPartLast ? top + 1 : undefined, classAt: top };
}

/** Archives often hold one folder, or several, that hold everything else. */
function wrappers(paths: readonly (readonly string[])[]): number {
  for (let top = 0;; top++) {
    const inFolders = paths.filter(({ length }) => length - top > 1);
    const names = new Set(inFolders.map((path) => path[top]));
    const [only] = names;
    const isWrapper = names.size === 1 && partOf(only) === undefined &&
      inFolders.some(({ length }) => length - top > 2);
    if (!isWrapper) return top;
  }
}

/** Where one image stands in a layout; or why it is none of the data set. */
export type Place =
  | { part: Part | undefined; className: string; inside: string[] }
  | { reason: string };

/**
 * Places an image.
 *
 * @param path The folders that lead to it, and its own name.
 */
export function placeOf(
  path: readonly string[],
  { top, part, classAt }: Layout,
): Place {
  const partName = part === undefined ? undefined : partOf(path[part]);
  if (path.length < classAt + 2) {
    return { reason: "it lies outside all class folders" };
  }
  if (part !== undefined && partName === undefined) {
    return { reason: "it lies in neither train nor test" };
  }
  const first = Math.max(part ?? top, classAt) + 1;
  const inside = path.slice(first, -1);
  const beside = inside.find((name) => BESIDE.test(name));
  if (beside !== undefined) return { reason: `it lies in a folder ${beside}` };
  return { part: partName, className: path[classAt] as string, inside };
}
