/** Decoded images, put into a part that trains and one that tests. */
import { createHash } from "node:crypto";
import type { Apart } from "../dataset.ts";
import type { Groupable, Groups } from "./_group_images.ts";
import { shown } from "./_image_names.ts";
import { counted } from "./_skipped.ts";
import type { PreparedIndex, PreparedPart } from "./prepared_images.ts";
import {
  type ApartSplit,
  type ImageRecord,
  splitApart,
} from "./split_apart.ts";

/** What is known of images that are decoded, however they are split. */
export interface DecodedImages
  extends Pick<PreparedIndex, "classes" | "imageShape"> {
  /** SHA-256 of the images, their classes and parts, in any order. */
  contentHash: string;
  images: (Omit<ImageRecord, "belongs"> & Groupable & {
    /** Where it is in the file of pixels. */
    position: number;
  })[];
  remarks: string[];
}

/**
 * Splits decoded images.
 *
 * @param decoded The images.
 * @param options Their groups, and which images are never split.
 */
export function splitDecoded(
  { images, ...decoded }: DecodedImages,
  { groups, apart, remarks, pairs = [] }: Groups & {
    apart: Apart;
    /** Images that are near-copies of each other, by their places. */
    pairs?: readonly (readonly [number, number])[];
  },
): PreparedIndex {
  const { classes } = decoded;
  const hasGroups = groups.some((group) => group !== undefined);
  const isGrouped = apart !== "copies" && hasGroups;
  const near = new Map<number, string[]>();
  for (const pair of pairs) {
    const name = `near ${pair.join(" ")}`;
    for (const at of pair) near.set(at, [...near.get(at) ?? [], name]);
  }
  const belongsTo = (at: number): string[] => {
    const group = groups[at];
    const known = group === undefined || !isGrouped ? [] : [`group ${group}`];
    return [...known, ...near.get(at) ?? []];
  };
  const split = splitApart(
    images.map((image, at) => ({ ...image, belongs: belongsTo(at) })),
  );
  const used = [...split.train, ...split.test];
  // As first seen: another name for a group makes no other data set.
  const known = new Set(used.flatMap((at) => groups[at] ?? []));
  const numbers = new Map([...known].map((group, at) => [group, at]));
  const partOf = (chosen: readonly number[]): PreparedPart => ({
    positions: chosen.map((at) => images[at]!.position),
    labels: chosen.map((at) => images[at]!.label),
    groups: chosen.map((at) => numbers.get(groups[at] as string) ?? -1),
    names: chosen.map((at) => shown(images[at]!.path.join("/"))),
  });
  const [train, test] = [partOf(split.train), partOf(split.test)];
  const labels = new Set([...train.labels, ...test.labels]);
  return {
    ...decoded,
    contentHash: digest([
      // With what is left out: all images have a say in how deep ones are scaled.
      decoded.contentHash,
      used.map((at) => images[at]!.sha256),
      // Trials draw by position and by group.
      ...[train, test].map(({ labels, groups }) => [labels, groups]),
    ]),
    train,
    test,
    notes: [
      ...decoded.remarks,
      ...classes.filter((_, label) => !labels.has(label))
        .map((name) => `no image is left of the class ${name}`),
      ...countNotes([
        [split.duplicates, "with the same bytes as another of the same class"],
        [
          split.contradictory.length,
          "left out: the same bytes are in two classes",
        ],
        [
          split.leaked.length,
          "left out of training: the test part has the same bytes",
        ],
        [
          split.related.length,
          "left out of training: the test part has one of the same group, or " +
          "a near-copy",
        ],
      ]),
      ...remarks,
      ...pairs.length === 0 ? [] : [
        `${near.size} images have near-copies, which are on the same side`,
      ],
      ...hasGroups
        ? [
          groupNote(classes, { images, groups, used }) +
          (isGrouped ? ": no group trains and tests" : leak(split, groups)),
        ]
        : [],
    ],
  };
}

function countNotes(notes: readonly [number, string][]): string[] {
  return notes.filter(([count]) => count > 0)
    .map(([count, text]) => `${counted(count)} ${text}`);
}

/** How many images are in how many groups, class by class. */
function groupNote(
  classes: readonly string[],
  { images, groups, used }: {
    images: DecodedImages["images"];
    groups: Groups["groups"];
    used: readonly number[];
  },
): string {
  const counts = classes.flatMap((name, label) => {
    const own = used.filter((at) => images[at]?.label === label);
    if (own.length === 0) return [];
    const known = own.flatMap((at) => groups[at] ?? []);
    const alone = own.length - known.length;
    return [
      `${counted(own.length, "image")} of ${name} in ` +
      counted(new Set(known).size, "group") +
      (alone === 0 ? "" : ` (${alone} in none)`),
    ];
  });
  return counts.join(", ");
}

/** How many of the test images have one of their group in training. */
function leak(
  { train, test }: Pick<ApartSplit, "train" | "test">,
  groups: Groups["groups"],
): string {
  const trained = new Set(train.map((at) => groups[at]));
  const shared = test.filter((at) =>
    groups[at] !== undefined && trained.has(groups[at])
  );
  const share = (100 * shared.length / test.length).toFixed(1);
  return `: ${share} % of the test images are of a group that trains too`;
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
