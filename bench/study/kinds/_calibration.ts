/** What the simulated studies of several kinds have in common. */
import type { Truth } from "./kind.ts";

/** As in the bench files. */
export const MARGIN = 0.05;

/** Twice the headline of the paper. */
export const EFFECT = 0.3;

/** The same mean at each condition or site. */
export function constantTruth(value: number, count = 1): Truth {
  return { means: Array.from({ length: count }, () => value), value };
}
