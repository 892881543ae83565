/** The imbalanced draw: which images a trial trains and is tested on. */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { classCounts, type Imbalance } from "./class_counts.ts";
import type { Dataset, Split } from "./dataset.ts";

/** What rare training images are drawn of: any, or one of each group. */
export const RARE_DRAWS = ["images", "groups"] as const;

/** One of {@linkcode RARE_DRAWS}. */
export type RareDraw = (typeof RARE_DRAWS)[number];

/** Which classes take part, and how many images of each. */
export interface DrawOptions {
  /** Indices of the classes that are common in training. */
  majority: readonly number[];
  /** Indices of the classes that are rare in training. */
  minority: readonly number[];
  /** Training images of each majority class. */
  majorityCount: number;
  /** Training images of each minority class. */
  minorityCount: number;
  /**
   * How the numbers of training images go from the first class to the last.
   * @default {"step"}
   */
  imbalance?: Imbalance;
  /** Test images of each class, at the most. */
  testCount: number;
  /**
   * What the images of minority classes are drawn of. An image in no group is
   * taken for one of its own.
   * @default {"images"}
   */
  rareDraw?: RareDraw;
  /** Which images are drawn. */
  seed: number;
}

/** Images drawn from one split. */
export interface DrawnImages {
  /** Positions in the split. */
  indices: Int32Array;
  /** The role of each image: majority classes first, then minority classes. */
  labels: Uint8Array;
}

/** A training set with rare classes, and a balanced test set. */
export interface Draw {
  /** What is trained on. */
  train: DrawnImages;
  /** What is tested on: as many images of each class. */
  test: DrawnImages;
  /** Test images of each class. */
  testCount: number;
}

/**
 * Draws a training set with rare classes and a balanced test set.
 *
 * Draws of one seed are nested: the 10 images of a count of 10 are among the 50
 * of a count of 50, so that a grid of counts differs in nothing else.
 *
 * @param dataset What is drawn from; the test images come from its test split.
 * @param options Which classes, how many images of each, and the seed.
 * @returns Positions in the two splits, with labels `0 .. classes - 1` in the
 * order majority, minority.
 * @throws {RangeError} If a class is unknown, in both roles or named twice, or
 * has fewer images than wanted, or if a count is no positive integer.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { drawImbalanced } from "./draw.ts";
 * const split = {
 *   labels: Uint8Array.of(0, 0, 0, 1, 1),
 *   images: () => new Uint8Array(),
 * };
 * const { train, testCount } = drawImbalanced(
 *   { classes: ["healthy", "spot"], train: split, test: split },
 *   {
 *     majority: [0], minority: [1], majorityCount: 3, minorityCount: 1,
 *     testCount: 10, seed: 1,
 *   },
 * );
 * assertEquals(train.labels, Uint8Array.of(0, 0, 0, 1));
 * assertEquals(testCount, 2);
 * ```
 */
export function drawImbalanced(
  dataset: Pick<Dataset, "classes" | "train" | "test">,
  options: DrawOptions,
): Draw {
  const { majority, minority, rareDraw = "images", seed } = options;
  const roles = [...majority, ...minority];
  assertOptions(dataset.classes, options);
  const counts = classCounts({
    ...options,
    majority: majority.length,
    minority: minority.length,
  });
  const available = roles.map((label) => countOf(dataset.test, label));
  const testCount = Math.min(options.testCount, ...available);
  const nameOf = (label: number) => dataset.classes[label] as string;
  for (const [role, label] of roles.entries()) {
    assertEnough(dataset.train, "training", {
      label,
      name: nameOf(label),
      wanted: counts[role] as number,
      isOfGroups: rareDraw === "groups" && role >= majority.length,
    });
    assertEnough(dataset.test, "test", {
      label,
      name: nameOf(label),
      wanted: 1,
      isOfGroups: false,
    });
  }
  return {
    train: drawFrom(dataset.train, {
      roles,
      counts,
      isOfGroups: (role) => rareDraw === "groups" && role >= majority.length,
      seed,
    }),
    test: drawFrom(dataset.test, {
      roles,
      counts: roles.map(() => testCount),
      isOfGroups: () => false,
      seed: ~seed,
    }),
    testCount,
  };
}

/** The first so many of each class, in an order that the seed decides. */
function drawFrom(
  split: Split,
  { roles, counts, isOfGroups, seed }: {
    roles: readonly number[];
    counts: readonly number[];
    isOfGroups: (role: number) => boolean;
    seed: number;
  },
): DrawnImages {
  const drawn = roles.map((label, role) => {
    const pool = positionsOf(split, label);
    const count = counts[role] as number;
    // A stream for each class: a class's images do not depend on the others.
    const generator = mersenne(seed ^ Math.imul(label + 1, 0x9e3779b1));
    const groupOf = isOfGroups(role)
      ? (position: number) => groupIn(split, position)
      : (position: number) => position;
    const chosen = new Map<number, number>();
    for (let at = 0; chosen.size < count; at++) {
      const other = uniformInt(generator, at, pool.length - 1);
      const drawn = pool[other] as number;
      pool[other] = pool[at] as number;
      pool[at] = drawn;
      const group = groupOf(drawn);
      if (!chosen.has(group)) chosen.set(group, drawn);
    }
    return [...chosen.values()];
  });
  return {
    indices: Int32Array.from(drawn.flat()),
    labels: Uint8Array.from(
      drawn.flatMap((pool, role) => pool.map(() => role)),
    ),
  };
}

/** A number for the group of an image: its own, below 0, if it is in none. */
function groupIn({ groups }: Split, position: number): number {
  const group = groups?.[position] ?? -1;
  return group < 0 ? -1 - position : group;
}

function positionsOf({ labels }: Split, label: number): number[] {
  const positions: number[] = [];
  for (const [position, other] of labels.entries()) {
    if (other === label) positions.push(position);
  }
  return positions;
}

function countOf(split: Split, label: number): number {
  return positionsOf(split, label).length;
}

function assertOptions(
  classes: readonly string[],
  { majority, minority, majorityCount, minorityCount, testCount }: DrawOptions,
): void {
  const roles = [...majority, ...minority];
  if (majority.length === 0 || minority.length === 0) {
    throw new RangeError(
      "Cannot draw: wanted at least one majority and one minority class, got " +
        `${majority.length} and ${minority.length}`,
    );
  }
  const stray = roles.find((label) => classes[label] === undefined);
  if (stray !== undefined) {
    throw new RangeError(
      `Cannot draw class ${stray}: there are ${classes.length} classes`,
    );
  }
  const counts = { majorityCount, minorityCount, testCount };
  for (const [name, count] of Object.entries(counts)) {
    if (Number.isSafeInteger(count) && count >= 1) continue;
    throw new RangeError(
      `Cannot draw: wanted a ${name} of at least 1, got ${count}`,
    );
  }
  const twice = roles.find((label, at) => roles.indexOf(label) !== at);
  if (twice !== undefined) {
    throw new RangeError(
      `Cannot draw: the class ${classes[twice]} is named twice among the ` +
        "majority and minority classes",
    );
  }
}

function assertEnough(
  split: Split,
  splitName: string,
  { label, name, wanted, isOfGroups }: {
    label: number;
    name: string;
    wanted: number;
    isOfGroups: boolean;
  },
): void {
  const positions = positionsOf(split, label);
  const groups = new Set(positions.map((at) => groupIn(split, at)));
  if (isOfGroups && groups.size < wanted && positions.length >= wanted) {
    throw new RangeError(
      `Cannot draw ${wanted} ${splitName} images of class ${name}, one a ` +
        `group: the ${splitName} split has ${groups.size} groups`,
    );
  }
  const available = positions.length;
  if (available >= wanted) return;
  throw new RangeError(
    `Cannot draw ${wanted} ${splitName} images of class ${name}: the ` +
      `${splitName} split has ${available}`,
  );
}
