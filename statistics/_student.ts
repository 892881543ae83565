/**
 * Student's t distribution for whole degrees of freedom, for which the
 * probability is a finite sum in the angle atan(t / √df). The quantile halves
 * the angle's range, which is bounded where t itself is not.
 *
 * @module
 */

import { requireInteger } from "./_require.ts";

const ACTION = "use a t distribution";

/** Halvings after which the angle cannot get any nearer in a double. */
const HALVINGS = 60;

/**
 * Gives the probability that a Student variable is at most `t`.
 *
 * @param t Any number; may be infinite.
 * @param df Degrees of freedom, a whole number from 1.
 * @returns A probability, with an absolute error of about 1e-15.
 * @throws {RangeError} If the degrees of freedom are not whole or not positive.
 * @see M. Abramowitz and I. A. Stegun (1964), Handbook of Mathematical
 * Functions, 26.7.3 and 26.7.4
 */
export function studentCdf(t: number, df: number): number {
  requireDegrees(df);
  return 0.5 + centralHalf(Math.atan(t / Math.sqrt(df)), df);
}

/**
 * Gives the number that a Student variable falls below with the given
 * probability.
 *
 * @param probability Between 0 and 1; the ends give minus and plus infinity.
 * @param df Degrees of freedom, a whole number from 1.
 * @returns A quantile, with a relative error of about 1e-12 for probabilities
 * from 0.0005 to 0.9995; NaN outside 0..1.
 * @throws {RangeError} If the degrees of freedom are not whole or not positive.
 */
export function studentQuantile(probability: number, df: number): number {
  requireDegrees(df);
  const offset = probability - 0.5;
  if (!(Math.abs(offset) < 0.5)) {
    return Math.abs(offset) === 0.5 ? offset * Infinity : NaN;
  }
  let below = 0;
  let above = Math.PI / 2;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (below + above) / 2;
    if (centralHalf(middle, df) < Math.abs(offset)) below = middle;
    else above = middle;
  }
  return Math.sign(offset) * Math.sqrt(df) * Math.tan(below);
}

/** The probability between 0 and √df · tan(angle), negative for one below 0. */
function centralHalf(angle: number, df: number): number {
  const cosine = Math.cos(angle);
  const isOdd = df % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = df === 1 ? 0 : term;
  for (let power = isOdd ? 3 : 2; power < df; power += 2) {
    term *= (power - 1) / power * cosine ** 2;
    sum += term;
  }
  const wave = Math.sin(angle) * sum;
  return isOdd ? (angle + wave) / Math.PI : wave / 2;
}

function requireDegrees(df: number): void {
  requireInteger(ACTION, {
    name: "degrees of freedom",
    got: df,
    least: 1,
    most: Number.MAX_SAFE_INTEGER,
  });
}
