/** How far logits lie on either side of the decision for a rare class. */

/** Bins of a histogram: as many on either side of the decision. */
const BINS = 50;

/** Margins beyond this are in the outermost bins. */
const LARGEST = 30;

/**
 * The edges of the bins of {@linkcode Margins}: equally wide on a symmetric
 * logarithmic scale, which is linear near 0 (`symlog` of constant 1 in D3 and
 * Vega).
 */
export const MARGIN_EDGES: readonly number[] = Array.from(
  { length: BINS + 1 },
  (_, at) => {
    const place = 2 * at - BINS;
    const size = Math.expm1(Math.abs(place) / BINS * Math.log1p(LARGEST));
    return place < 0 ? -size : size;
  },
);

/**
 * Histograms of margins: the highest logit of a rare class minus the highest of
 * a common class. Above 0 a rare class is named, below 0 a common one. The bins
 * are between the {@linkcode MARGIN_EDGES}; each holds its lower edge, and the
 * outer ones all that is beyond.
 */
export interface Margins {
  /** Images of rare classes in each bin. */
  rare: number[];
  /** Images of common classes in each bin. */
  common: number[];
}

/**
 * Counts images by their margin.
 *
 * @param logits Row-major `[count, classes]`.
 * @param options The true classes, how many there are, and which are rare.
 * @returns The histograms; nothing if there is no common class.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { MARGIN_EDGES, margins } from "./margins.ts";
 * const logits = Float32Array.of(2, 0, 0, 2);
 * const options = { labels: Uint8Array.of(0, 1), classes: 2, minority: [1] };
 * const { common, rare } = margins(logits, options)!;
 * const placeOf = (counts: number[]) => MARGIN_EDGES[counts.indexOf(1)]!;
 * assertEquals(placeOf(common) < 0 && placeOf(rare) > 0, true);
 * ```
 */
export function margins(
  logits: Float32Array,
  { labels, classes, minority }: {
    labels: Uint8Array;
    classes: number;
    minority: readonly number[];
  },
): Margins | undefined {
  const isRare = Array.from(
    { length: classes },
    (_, index) => minority.includes(index),
  );
  if (isRare.every(Boolean)) return undefined;
  const rare = new Array<number>(BINS).fill(0);
  const common = new Array<number>(BINS).fill(0);
  for (const [image, label] of labels.entries()) {
    const highest = { rare: -Infinity, common: -Infinity };
    for (let index = 0; index < classes; index++) {
      const group = isRare[index] ? "rare" : "common";
      const logit = logits[image * classes + index] as number;
      highest[group] = Math.max(highest[group], logit);
    }
    const bin = binOf(highest.rare - highest.common);
    const counts = isRare[label] ? rare : common;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { rare, common };
}

/** By comparison with the edges: what is on one of them is in one bin only. */
function binOf(margin: number): number {
  const above = MARGIN_EDGES.findLastIndex((edge) => edge <= margin);
  return Math.min(Math.max(above, 0), BINS - 1);
}
