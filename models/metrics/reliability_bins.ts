/**
 * Confidence beside accuracy, bin by bin: the data of a reliability diagram.
 */

/** Bins in the order of confidence; all lists have one entry a bin. */
export interface ReliabilityBins {
  /** The number of images. */
  count: number[];
  /** Their mean confidence; null where there is no image. */
  confidence: (number | null)[];
  /**
   * The share of them that is named correctly; null where there is no image.
   */
  accuracy: (number | null)[];
}

/** How {@linkcode reliabilityBins} draws the edges. */
export interface ReliabilityBinsOptions {
  /**
   * `width`: bins of equal width from 0 to 1, of which each holds its upper
   * edge, and the first one 0 too. `mass`: bins of as many images each, as far
   * as equal confidences, which stay together, allow; of those that share
   * their confidence with an edge, all go above it.
   *
   * @default {"width"}
   */
  by?: "width" | "mass";
  /**
   * How many bins.
   *
   * @default {15}
   */
  bins?: number;
}

/**
 * Sorts images into bins by their confidence.
 *
 * @param confidences `confidences[image]`, the probability of the class that is
 * named, 0 to 1.
 * @param right `right[image]`, whether it is the true class.
 * @returns The bins.
 * @throws {RangeError} If there is no image, the sizes do not fit, a confidence
 * is not within 0 and 1, or the number of bins is not a whole one above 0.
 * @see C. Guo et al. (2017), On Calibration of Modern Neural Networks,
 * arXiv:1706.04599, for equal width
 * @see K. Nguyen and B. O'Connor (2015), Posterior calibration and exploratory
 * analysis for natural language processing models, arXiv:1508.05154, for equal
 * mass
 * @see J. Nixon et al. (2019), Measuring Calibration in Deep Learning,
 * arXiv:1904.01685, for the edges of equal mass, as in its authors' code
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { reliabilityBins } from "./reliability_bins.ts";
 * const confidences = [0.5, 1, 0.75];
 * const right = [true, true, false];
 * const bins = reliabilityBins(confidences, right, { bins: 2 });
 * assertEquals(bins, {
 *   count: [1, 2],
 *   confidence: [0.5, 0.875],
 *   accuracy: [1, 0.5],
 * });
 * ```
 */
export function reliabilityBins(
  confidences: readonly number[],
  right: readonly boolean[],
  options: ReliabilityBinsOptions = {},
): ReliabilityBins {
  const { by = "width", bins = 15 } = options;
  validate(confidences, right, bins);
  const edges = by === "width"
    ? Array.from({ length: bins - 1 }, (_, at) => (at + 1) / bins)
    : massEdges(confidences, bins);
  const count = new Array<number>(bins).fill(0);
  const confidence = new Array<number>(bins).fill(0);
  const hits = new Array<number>(bins).fill(0);
  for (const [image, value] of confidences.entries()) {
    const bin = edges.filter((edge) =>
      by === "width" ? value > edge : value >= edge
    ).length;
    count[bin]!++;
    confidence[bin]! += value;
    if (right[image]) hits[bin]!++;
  }
  const share = (sum: number, bin: number) =>
    count[bin] === 0 ? null : sum / count[bin]!;
  return {
    count,
    confidence: confidence.map(share),
    accuracy: hits.map(share),
  };
}

/** The least confidence of each bin but the first. */
function massEdges(confidences: readonly number[], bins: number): number[] {
  const sorted = Float64Array.from(confidences).sort();
  const last = sorted.length - 1;
  return Array.from({ length: bins - 1 }, (_, at) => {
    const first = Math.round((at + 1) * sorted.length / bins);
    return sorted[Math.min(first, last)]!;
  });
}

function validate(
  confidences: readonly number[],
  right: readonly boolean[],
  bins: number,
): void {
  const action = `Cannot sort ${confidences.length} confidences into bins`;
  if (confidences.length === 0 || confidences.length !== right.length) {
    throw new RangeError(
      `${action}: wanted 1 or more, and whether each is right, got ` +
        `${right.length} outcomes`,
    );
  }
  const stray = confidences.find((value) => !(value >= 0 && value <= 1));
  if (stray !== undefined) {
    throw new RangeError(`${action}: wanted each within 0 and 1, got ${stray}`);
  }
  if (!Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`${action}: wanted 1 bin or more, got ${bins}`);
  }
}
