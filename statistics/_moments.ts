/**
 * Mean and variance, kept exact where they can be: measured from the first
 * value, equal values have just that mean and no variance at all, and a large
 * offset costs no digits.
 *
 * @module
 */

/** The mean of one value or more, in their unit. */
export function meanOf(values: readonly number[]): number {
  const first = values[0]!;
  const rest = values.reduce((sum, value) => sum + (value - first), 0);
  return first + rest / values.length;
}

/** The variance of two values or more over n - 1, in their squared unit. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return squares / (values.length - 1);
}
