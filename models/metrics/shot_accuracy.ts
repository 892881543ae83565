/** Accuracy of classes by how many images they were trained on. */

/** Classes of more training images than this are many-shot. */
export const MANY_SHOT = 100;

/** Classes of fewer training images than this are few-shot. */
export const FEW_SHOT = 20;

/** Mean recall of the classes of each group; absent for a group of none. */
export interface ShotAccuracy {
  /** Of more than {@linkcode MANY_SHOT} training images. */
  manyShotAccuracy?: number | undefined;
  /** Of what is between the others, both ends included. */
  mediumShotAccuracy?: number | undefined;
  /** Of fewer than {@linkcode FEW_SHOT} training images. */
  fewShotAccuracy?: number | undefined;
}

/**
 * Groups classes by their training images, as long-tailed recognition does.
 *
 * @param recalls `recalls[class]`, shares.
 * @param counts `counts[class]`, training images.
 * @returns The accuracy on a test with as many images of each class.
 * @throws {RangeError} If the sizes do not fit.
 * @see Z. Liu et al. (2019), Large-Scale Long-Tailed Recognition in an Open
 * World, arXiv:1904.05160, for the groups
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shotAccuracy } from "./shot_accuracy.ts";
 * assertEquals(shotAccuracy([0.875, 0.5, 0.25], [1000, 15, 10]), {
 *   manyShotAccuracy: 0.875,
 *   mediumShotAccuracy: undefined,
 *   fewShotAccuracy: 0.375,
 * });
 * ```
 */
export function shotAccuracy(
  recalls: readonly number[],
  counts: readonly number[],
): ShotAccuracy {
  if (recalls.length !== counts.length) {
    throw new RangeError(
      `Cannot group ${recalls.length} classes: got the training images of ` +
        `${counts.length}`,
    );
  }
  const meanOf = (isIn: (count: number) => boolean) => {
    const own = recalls.filter((_, index) => isIn(counts[index] as number));
    return own.length === 0
      ? undefined
      : own.reduce((sum, recall) => sum + recall, 0) / own.length;
  };
  return {
    manyShotAccuracy: meanOf((count) => count > MANY_SHOT),
    mediumShotAccuracy: meanOf((count) =>
      FEW_SHOT <= count && count <= MANY_SHOT
    ),
    fewShotAccuracy: meanOf((count) => count < FEW_SHOT),
  };
}
