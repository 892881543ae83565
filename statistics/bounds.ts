/**
 * What a score can be. A bet is valid for any scores between two bounds, so the
 * bounds must be certain. They come from the range of a metric, never from the
 * scores that were seen.
 *
 * @module
 */

/** The least and the largest value that a score can have, in its unit. */
export interface Bounds {
  /** The least value. */
  readonly lower: number;
  /** The largest value. */
  readonly upper: number;
}

/** One score of a contrast. */
export interface BoundedTerm {
  /** Terms with the same key are the same number. */
  readonly key: string;
  /** What the score is multiplied by in the sum. */
  readonly weight: number;
  /** The least that the score can be, in its unit; `-Infinity` for no bound. */
  readonly min: number;
  /** The most that it can be; `Infinity` for no bound. */
  readonly max: number;
}

/**
 * Gives the bounds of a weighted sum of scores. Weights of the same score are
 * added first: (a - b) - (c - b) has the bounds of a - c.
 *
 * @param terms The scores of one seed with their weights, in any order.
 * @returns The least and the largest sum; infinite where a score that counts
 * has no bound.
 * @throws {RangeError} If a weight is not finite, a range is upside down, or
 * terms of one key have different ranges.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { contrastBounds } from "./bounds.ts";
 *
 * const f1 = (key: string, weight: number) => ({ key, weight, min: 0, max: 1 });
 * const gain = contrastBounds([f1("with", 1), f1("without", -1)]);
 * assertEquals(gain, { lower: -1, upper: 1 });
 * ```
 */
export function contrastBounds(terms: readonly BoundedTerm[]): Bounds {
  const scores = new Map<string, BoundedTerm>();
  for (const term of terms) {
    const { key, weight, min, max } = term;
    const known = scores.get(key) ?? { ...term, weight: 0 };
    const isOne = known.min === min && known.max === max;
    if (!Number.isFinite(weight) || !(min <= max) || !isOne) {
      throw new RangeError(
        "Cannot bound a contrast: wanted finite weights and one range of each " +
          `score, got weight ${weight} and ${min} to ${max} of "${key}"`,
      );
    }
    scores.set(key, { ...known, weight: known.weight + weight });
  }
  // 0 times Infinity would be NaN.
  const counted = [...scores.values()].filter(({ weight }) => weight !== 0);
  const ends = counted.map(({ weight, min, max }) => [
    weight * (weight > 0 ? min : max),
    weight * (weight > 0 ? max : min),
  ]);
  return {
    lower: ends.reduce((sum, [low]) => sum + low!, 0),
    upper: ends.reduce((sum, [, high]) => sum + high!, 0),
  };
}
