/**
 * How far out the ends of an interval lie where there are few values: the
 * bootstrap takes their spread for the true one, and divides by n besides.
 *
 * @module
 */

import { studentQuantile } from "./_student.ts";

/**
 * The number of standard errors, as a bootstrap of so many values has them.
 *
 * @see T. C. Hesterberg (2015), What Teachers Should Know About the Bootstrap,
 * DOI 10.1080/00031305.2015.1089789
 */
export function expandedQuantile(level: number, runs: number): number {
  const t = studentQuantile((1 + level) / 2, runs - 1);
  return t * Math.sqrt(runs / (runs - 1));
}
