/**
 * Checks of arguments, made once at the door of each public function, so that
 * all of them refuse the same things in the same words.
 *
 * @module
 */

/** A whole number that an option must be, with its limits included. */
export interface IntegerRequirement {
  readonly name: string;
  readonly got: number;
  readonly least: number;
  readonly most: number;
}

/** Numbers that must all be finite, and the fewest that are enough. */
export interface FiniteRequirement {
  readonly name: string;
  readonly got: readonly number[];
  readonly least: number;
}

/** The largest seed: the Mersenne twister reads 32 bits and drops the rest. */
export const LARGEST_SEED = 2 ** 32 - 1;

/** Throws a RangeError unless the number is whole and within its limits. */
export function requireInteger(
  action: string,
  requirement: IntegerRequirement,
): void {
  const { name, got, least, most } = requirement;
  if (!Number.isInteger(got) || got < least || got > most) {
    throw new RangeError(
      `Cannot ${action}: wanted ${name} as a whole number from ${least} to ` +
        `${most}, got ${got}`,
    );
  }
}

/** Throws a RangeError unless the numbers are enough and all finite. */
export function requireFinite(
  action: string,
  requirement: FiniteRequirement,
): void {
  const { name, got, least } = requirement;
  if (got.length < least) {
    throw new RangeError(
      `Cannot ${action}: wanted ${least} or more ${name}, got ${got.length}`,
    );
  }
  for (let index = 0; index < got.length; index++) {
    if (!Number.isFinite(got[index])) {
      throw new RangeError(
        `Cannot ${action}: wanted finite ${name}, got ${got[index]} at ` +
          `index ${index}`,
      );
    }
  }
}

/** Throws a RangeError unless the level is a fraction strictly inside 0..1. */
export function requireLevel(action: string, level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(
      `Cannot ${action}: wanted a level between 0 and 1, both excluded, ` +
        `got ${level}`,
    );
  }
}
