/**
 * Sums and means of numbers that are given as logarithms: the wealth after a
 * thousand seeds is larger than the largest number.
 *
 * @module
 */

/**
 * Gives the logarithm of the sum of exp(each).
 *
 * @param logs Natural logarithms; minus infinity stands for 0.
 */
export function logSum(logs: readonly number[]): number {
  let most = -Infinity;
  for (const each of logs) if (each > most) most = each;
  // Infinity minus Infinity would be NaN.
  if (!Number.isFinite(most)) return most;
  let sum = 0;
  for (const each of logs) sum += Math.exp(each - most);
  return most + Math.log(sum);
}

/** Gives the logarithm of the mean of exp(each); that of 0 if there is none. */
export function logMean(logs: readonly number[]): number {
  return logs.length === 0 ? -Infinity : logSum(logs) - Math.log(logs.length);
}
