/**
 * What every verdict checks of its evidence.
 *
 * @module
 */

import { requireLevel } from "./_require.ts";
import type { Estimate } from "./estimate.ts";

/** Throws a RangeError unless an estimate and its p-value are whole. */
export function requireEvidence(
  action: string,
  { estimate, p }: { readonly estimate: Estimate; readonly p: number },
): void {
  const { point, lower, upper, level, runs } = estimate;
  requireLevel(action, level);
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(
      `Cannot ${action}: wanted a p-value from 0 to 1, got ${p}`,
    );
  }
  if (Number.isNaN(point) || !(lower <= upper)) {
    throw new RangeError(
      `Cannot ${action}: wanted a point and an interval from low to high, ` +
        `got ${point} and ${lower} to ${upper}`,
    );
  }
  if (!(runs >= 1)) {
    throw new RangeError(
      `Cannot ${action}: wanted 1 or more runs, got ${runs}`,
    );
  }
}
