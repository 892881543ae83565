/** Which images train and which test, so that what belongs together is not on both sides. */
import { createHash } from "node:crypto";

/** What a split needs to know of an image. */
export interface ImageRecord {
  /** The published part that it is in, if the data set has parts. */
  split: "train" | "test" | undefined;
  /** The class, as an index. */
  label: number;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
  /**
   * Names of what it belongs to, such as a leaf or a patient: no two images
   * that share one are on different sides.
   * @default {[]}
   */
  belongs?: readonly string[];
}

/** Positions of the images in each part, and what was left out. */
export interface ApartSplit {
  train: number[];
  test: number[];
  /** Images whose bytes another image of the same class has too; kept. */
  duplicates: number;
  /** Images whose bytes stand in two classes; left out of both parts. */
  contradictory: number[];
  /** Training images whose bytes are in the published test part; left out. */
  leaked: number[];
  /** The same of images that belong to what an image of the test part does. */
  related: number[];
}

/** Settings of {@linkcode splitApart}. */
export interface SplitApartOptions {
  /**
   * Share of each class that is tested on, where no parts are published.
   * @default {0.3}
   */
  testShare?: number;
  /**
   * Decides which images those are.
   * @default {1}
   */
  seed?: number;
}

/** Images that must be on one side, known by the least of their hashes. */
interface Unit {
  id: string;
  /** The contents in it, of each class. */
  contents: Map<number, Set<string>>;
  isTested: boolean;
}

/**
 * Splits images so that no content is on both sides, nor anything else that two
 * images belong to.
 *
 * Published parts are kept. Otherwise each class is split by a hash of the seed
 * and the content: neither names nor their order matter.
 *
 * @param records One an image.
 * @returns Positions in `records`, ascending.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { splitApart } from "./split_apart.ts";
 * const record = (label: number, sha256: string) => ({
 *   split: undefined,
 *   label,
 *   sha256,
 * });
 * const { train, test, duplicates } = splitApart([
 *   record(0, "a"),
 *   record(0, "a"),
 *   record(1, "b"),
 * ], { testShare: 0 });
 * assertEquals([train, test, duplicates], [[0, 1, 2], [], 1]);
 * ```
 */
export function splitApart(
  records: readonly ImageRecord[],
  options: SplitApartOptions = {},
): ApartSplit {
  const { testShare = 0.3, seed = 1 } = options;
  const labels = new Map<string, Set<number>>();
  for (const { sha256, label } of records) {
    labels.set(sha256, (labels.get(sha256) ?? new Set()).add(label));
  }
  const isContradictory = ({ sha256 }: ImageRecord) =>
    (labels.get(sha256)?.size ?? 0) > 1;
  const used = records.filter((record) => !isContradictory(record));
  const units = unitsOf(used);
  const hasParts = used.some(({ split }) => split !== undefined);
  const published = new Set(
    used.filter(({ split }) => split === "test").map(({ sha256 }) => sha256),
  );
  if (hasParts) {
    for (const sha256 of published) (units.get(sha256) as Unit).isTested = true;
  } else {
    chooseTested(new Set(units.values()), { testShare, seed });
  }
  const result: ApartSplit = {
    train: [],
    test: [],
    duplicates: 0,
    contradictory: [],
    leaked: [],
    related: [],
  };
  const seen = new Set<string>();
  for (const [position, record] of records.entries()) {
    const { sha256, split } = record;
    if (isContradictory(record)) {
      result.contradictory.push(position);
      continue;
    }
    if (seen.has(sha256)) result.duplicates++;
    seen.add(sha256);
    const side = units.get(sha256)?.isTested !== true
      ? "train"
      : split !== "train"
      ? "test"
      : published.has(sha256)
      ? "leaked"
      : "related";
    result[side].push(position);
  }
  return result;
}

/** Joins images that share their bytes or belong together; by their hashes. */
function unitsOf(records: readonly ImageRecord[]): Map<string, Unit> {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let next = parents.get(root); next; next = parents.get(root)) {
      root = next;
    }
    for (let at = name; at !== root;) {
      const next = parents.get(at) as string;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { sha256, belongs = [] } of records) {
    for (const name of belongs) {
      const [one, other] = [rootOf(`content ${sha256}`), rootOf(`in ${name}`)];
      if (one !== other) parents.set(one, other);
    }
  }
  const units = new Map<string, Unit>();
  const byContent = new Map<string, Unit>();
  for (const { sha256, label } of records) {
    const root = rootOf(`content ${sha256}`);
    const unit = units.get(root) ??
      { id: sha256, contents: new Map(), isTested: false };
    units.set(root, unit);
    byContent.set(sha256, unit);
    if (sha256 < unit.id) unit.id = sha256;
    const contents = unit.contents.get(label) ?? new Set();
    unit.contents.set(label, contents.add(sha256));
  }
  return byContent;
}

/** Chooses, class by class, units that have about the share of its images. */
function chooseTested(
  units: ReadonlySet<Unit>,
  { testShare, seed }: Required<SplitApartOptions>,
): void {
  const ordered = [...units].map((unit) => ({
    unit,
    rank: createHash("sha256").update(`${seed} ${unit.id}`).digest("hex"),
  })).sort((a, b) => a.rank < b.rank ? -1 : 1).map(({ unit }) => unit);
  const classes = new Set(ordered.flatMap(({ contents }) => [
    ...contents.keys(),
  ]));
  const decided = new Set<Unit>();
  for (const label of [...classes].sort((a, b) => a - b)) {
    const sizeOf = ({ contents }: Unit) => contents.get(label)?.size ?? 0;
    const inClass = ordered.filter((unit) => sizeOf(unit) > 0);
    const total = inClass.reduce((sum, unit) => sum + sizeOf(unit), 0);
    const wanted = Math.round(total * testShare);
    let tested = inClass.filter(({ isTested }) => isTested)
      .reduce((sum, unit) => sum + sizeOf(unit), 0);
    const free = inClass.filter((unit) => !decided.has(unit));
    const take = (unit: Unit) => {
      unit.isTested = true;
      tested += sizeOf(unit);
    };
    for (const unit of free) {
      decided.add(unit);
      // A large one is taken where that comes nearer to the share.
      if (tested + sizeOf(unit) / 2 <= wanted) take(unit);
    }
    if (tested > 0 || wanted === 0 || free.length < 2) continue;
    take(free.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0] as Unit);
  }
}
