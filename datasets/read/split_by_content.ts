/** Which images train and which test, decided by what is in them. */
import { createHash } from "node:crypto";

/** What a split needs to know of an image. */
export interface ImageRecord {
  /** The published part that it is in, if the data set has parts. */
  split: "train" | "test" | undefined;
  /** The class, as an index. */
  label: number;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
}

/** Positions of the images in each part, and what was left out. */
export interface ContentSplit {
  train: number[];
  test: number[];
  /** Images whose bytes another image of the same class has too; kept. */
  duplicates: number;
  /** Images whose bytes stand in two classes; left out of both parts. */
  contradictory: number[];
  /** Training images whose bytes are in the published test part; left out. */
  leaked: number[];
}

/** Settings of {@linkcode splitByContent}. */
export interface ContentSplitOptions {
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

/**
 * Splits images so that no content is on both sides.
 *
 * Published parts are kept. Otherwise each class is split by a hash of the seed
 * and the content: neither names nor their order matter, and copies of an image
 * stay together.
 *
 * @param records One an image.
 * @returns Positions in `records`, ascending.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { splitByContent } from "./split_by_content.ts";
 * const record = (label: number, sha256: string) => ({
 *   split: undefined,
 *   label,
 *   sha256,
 * });
 * const { train, test, duplicates } = splitByContent([
 *   record(0, "a"),
 *   record(0, "a"),
 *   record(1, "b"),
 * ], { testShare: 0 });
 * assertEquals([train, test, duplicates], [[0, 1, 2], [], 1]);
 * ```
 */
export function splitByContent(
  records: readonly ImageRecord[],
  options: ContentSplitOptions = {},
): ContentSplit {
  const { testShare = 0.3, seed = 1 } = options;
  const labels = new Map<string, Set<number>>();
  for (const { sha256, label } of records) {
    labels.set(sha256, (labels.get(sha256) ?? new Set()).add(label));
  }
  const isContradictory = ({ sha256 }: ImageRecord) =>
    (labels.get(sha256)?.size ?? 0) > 1;
  const tested = contentsTested(
    records.filter((record) => !isContradictory(record)),
    { testShare, seed },
  );
  const result: ContentSplit = {
    train: [],
    test: [],
    duplicates: 0,
    contradictory: [],
    leaked: [],
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
    if (!tested.has(sha256)) result.train.push(position);
    else if (split === "train") result.leaked.push(position);
    else result.test.push(position);
  }
  return result;
}

/** The contents that belong to the test part. */
function contentsTested(
  records: readonly ImageRecord[],
  { testShare, seed }: Required<ContentSplitOptions>,
): Set<string> {
  if (records.some(({ split }) => split !== undefined)) {
    return new Set(
      records.filter(({ split }) => split === "test").map((r) => r.sha256),
    );
  }
  const classes = new Map<number, Set<string>>();
  for (const { label, sha256 } of records) {
    classes.set(label, (classes.get(label) ?? new Set()).add(sha256));
  }
  return new Set(
    [...classes.values()].flatMap((contents) => {
      const ordered = [...contents].map((sha256) => ({
        sha256,
        rank: createHash("sha256").update(`${seed} ${sha256}`).digest("hex"),
      })).sort((a, b) => a.rank < b.rank ? -1 : 1);
      const count = Math.round(ordered.length * testShare);
      return ordered.slice(0, count).map(({ sha256 }) => sha256);
    }),
  );
}
