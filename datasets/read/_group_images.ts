/** Which images are of one thing: a leaf, a patient, a panel. */
import { findNamed } from "./_find_named.ts";
import { missingNotes } from "./_skipped.ts";
import { readTable } from "./_table.ts";
import { unreadable } from "./_unreadable.ts";

/** An image that may be one of several of the same thing. */
export interface Groupable {
  label: number;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
  /** All folders that lead to it, and its own name. */
  path: readonly string[];
  /** The folders inside its class folder, if there are any. */
  folder?: string | undefined;
  /** What a table of labels says it is one of. */
  group?: string | undefined;
}

/** Which images belong together. */
export interface Groups {
  /** The group of each image, or nothing. */
  groups: (string | undefined)[];
  remarks: string[];
}

/** Finds the group of each image. */
export type Grouping = (images: readonly Groupable[]) => Promise<Groups>;

/**
 * Reads what a user says of groups: the word `folder`, a pattern between
 * slashes with one group in it, or the path of a table with the columns `file`
 * and `group`.
 *
 * @param text As it is given.
 * @throws {RangeError} If a pattern is none, or has not one group.
 */
export function groupingOf(text: string): Grouping {
  if (text === "folder") return (images) => Promise.resolve(byFolder(images));
  const [, pattern] = /^\/(.*)\/$/s.exec(text) ?? [];
  return pattern === undefined
    ? (images) => byTable(images, text)
    : byPattern(patternOf(pattern));
}

/**
 * By a table of labels that has groups, or else by the folders inside the class
 * folders, where each class has two at least.
 */
export function usualGroups(images: readonly Groupable[]): Groups {
  const groups = images.map(({ group }) => group);
  if (groups.some((group) => group !== undefined)) {
    return { groups, remarks: [] };
  }
  const found = byFolder(images);
  if (found.groups.every((group) => group === undefined)) {
    return { groups, remarks: [] };
  }
  const folders = new Map<number, Set<string | undefined>>();
  for (const [at, { label }] of images.entries()) {
    const known = folders.get(label) ?? new Set();
    folders.set(label, known.add(found.groups[at]));
  }
  if ([...folders.values()].some(({ size }) => size < 2)) {
    const remarks = [
      "folders inside the class folders are not taken for groups: a class has " +
      "one alone",
    ];
    return { groups, remarks };
  }
  return {
    ...found,
    remarks: [
      "the folders inside the class folders are taken for groups: the images " +
      "of one are never on both sides",
    ],
  };
}

function byFolder(images: readonly Groupable[]): Groups {
  return { groups: images.map(({ folder }) => folder), remarks: [] };
}

function patternOf(text: string): RegExp {
  const wrong = (state: string, cause?: unknown) =>
    new RangeError(
      `Cannot use --groups /${text}/: ${state}. Next step: a pattern such as ` +
        "'/(patient\\d+)_/', whose part in parentheses names the group",
      cause === undefined ? {} : { cause },
    );
  let pattern: RegExp;
  try {
    pattern = new RegExp(text, "u");
  } catch (cause) {
    throw wrong((cause as Error).message, cause);
  }
  const parentheses = (new RegExp(`${text}|`, "u").exec("")?.length ?? 1) - 1;
  if (parentheses === 1) return pattern;
  throw wrong(`wanted one group in parentheses, got ${parentheses}`);
}

function byPattern(pattern: RegExp): Grouping {
  return (images) => {
    const groups = images.map(({ path }) => pattern.exec(path.join("/"))?.[1]);
    return Promise.resolve({ groups, remarks: [] });
  };
}

async function byTable(
  images: readonly Groupable[],
  path: string,
): Promise<Groups> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  const rows = readTable(bytes, { name: path, wanted: ["file", "group"] });
  const find = findNamed(images, rows.map(({ file }) => file));
  const known = new Map<Groupable, string>();
  const missing: { name: string }[] = [];
  for (const { file, group } of rows) {
    const image = find(file);
    if (image === undefined) missing.push({ name: file });
    else if (group !== "") known.set(image, group);
  }
  return {
    groups: images.map((image) => known.get(image)),
    remarks: missingNotes(path, missing),
  };
}
