/** What a class's name is worth where classes are as frequent as elsewhere. */

/** How one class is named among images of given class shares. */
export interface ShareMetrics {
  /** The share of what is called so that is; 0 where nothing is called so. */
  precision: number;
  /** The share of what is so that is called so: the same at all class shares. */
  recall: number;
  /** The harmonic mean of both; 0 where they are 0 / 0. */
  f1: number;
  /** Images of other classes that are called so, in 1,000 images. */
  falseAlarms: number;
  /** Images of the class that are not called so, in 1,000 images. */
  missed: number;
}

/** Images that {@linkcode ShareMetrics} count in. */
const IMAGES = 1000;

/**
 * Carries the result of a test over to other class shares, such as those that a
 * network meets in use: a test with as many images of each class says too much
 * good of a network that is to find what is rare.
 *
 * @param confusion `confusion[true class][named class]`, in images.
 * @param shares How frequent the classes are: shares, or counts.
 * @returns One for each class, in their order.
 * @throws {RangeError} If the sizes do not fit, a share is not a number of 0 or
 * more, all are 0, or a class that is there was not tested.
 *
 * @example One image in 100 is of the rare class: of 4 alarms, 3 are false.
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { metricsAtShares } from "./metrics_at_shares.ts";
 * const confusion = [[970, 30], [0, 1000]];
 * const [, rare] = metricsAtShares(confusion, [0.99, 0.01]);
 * assertAlmostEquals(rare!.precision, 0.252, 0.001);
 * assertAlmostEquals(rare!.falseAlarms, 29.7);
 * ```
 */
export function metricsAtShares(
  confusion: readonly (readonly number[])[],
  shares: readonly number[],
): ShareMetrics[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  validate(confusion, shares, whole);
  // The share of each class's images that is given each name.
  const rates = confusion.map((row) => {
    const images = row.reduce((sum, count) => sum + count, 0);
    return row.map((count) => images === 0 ? 0 : count / images);
  });
  return shares.map((own, index) => {
    const share = own / whole;
    const recall = rates[index]?.[index] ?? 0;
    const hits = share * recall;
    const alarms = rates.reduce(
      (sum, row, other) =>
        other === index
          ? sum
          : sum + (shares[other] as number) / whole * (row[index] as number),
      0,
    );
    return {
      precision: ratio(hits, hits + alarms),
      recall,
      f1: ratio(2 * hits, hits + alarms + share),
      falseAlarms: IMAGES * alarms,
      missed: IMAGES * (share - hits),
    };
  });
}

function validate(
  confusion: readonly (readonly number[])[],
  shares: readonly number[],
  whole: number,
): void {
  const classes = shares.length;
  if (
    confusion.length !== classes || confusion.some((r) => r.length !== classes)
  ) {
    throw new RangeError(
      `Cannot carry over a test of ${confusion.length} classes: got the ` +
        `shares of ${classes}`,
    );
  }
  if (!(whole > 0 && shares.every((share) => share >= 0 && share < Infinity))) {
    throw new RangeError(
      "Cannot carry over a test: wanted class shares of 0 or more, not all 0, " +
        `got ${shares.join(", ")}`,
    );
  }
  const untested = shares.findIndex((share, index) =>
    share > 0 && confusion[index]?.every((count) => count === 0)
  );
  if (untested !== -1) {
    throw new RangeError(
      `Cannot carry over a test: it has no image of class ${untested}, and ` +
        "its share is not 0",
    );
  }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
