/**
 * When two sums count as equal. Scores are mostly fractions with few decimals,
 * and 0.1 + 0.2 - 0.3 is not 0 in binary: compared bit for bit, resamples that
 * are ties on paper would fall on either side at random, and a permutation
 * test would report a p-value below the smallest that it can have.
 *
 * @module
 */

/**
 * Ties are taken to agree in 12 digits. A difference of two scores near 1 that
 * is itself about 0.001 has lost 3 of its 16 digits already, and adding up a
 * few dozen of them loses another.
 */
const RELATIVE_TOLERANCE = 1e-12;

/**
 * Gives how far apart two sums of equally many terms may be and still be ties.
 *
 * @param terms How many terms each sum has.
 * @returns A fraction of the sum of the terms' magnitudes: at least the worst
 * rounding error that adding them up one by one can make.
 */
export function tieTolerance(terms: number): number {
  return Math.max(RELATIVE_TOLERANCE, terms * Number.EPSILON);
}
