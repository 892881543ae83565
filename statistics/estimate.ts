/**
 * The one shape in which an average leaves this folder. A mean without its
 * interval says nothing about how far it can be trusted, so no function here
 * returns one.
 *
 * @module
 */

/** The chance that an interval holds what is estimated, everywhere. */
export const LEVEL = 0.95;

/** An average over runs, with the interval that it is known to. */
export interface Estimate {
  /** The average itself, in the unit of the values. */
  readonly point: number;
  /** Lower end of the interval, in the unit of the values. */
  readonly lower: number;
  /** Upper end of the interval, in the unit of the values. */
  readonly upper: number;
  /** Nominal coverage of the interval, a fraction between 0 and 1. */
  readonly level: number;
  /** How many values the average was taken over. */
  readonly runs: number;
}
