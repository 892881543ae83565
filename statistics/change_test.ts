/**
 * Whether a suite still computes what was reviewed. Other machines round
 * otherwise, so that scores of the same seeds may differ and nothing be wrong;
 * and verdicts may stay the same although something broke. So the scores
 * themselves are compared, cell by cell, seed by seed.
 *
 * @module
 */

import { logMean, logSum } from "./_log_mean.ts";
import { less } from "./_past_means.ts";
import { logEvidence } from "./bets.ts";
import type { Bounds } from "./bounds.ts";
import { eBenjaminiHochberg } from "./e_benjamini_hochberg.ts";
import { meanQuantity } from "./mean_quantity.ts";

/** The scores of a cell, then and now, in its metric. */
export interface ChangeCell {
  /** `reviewed[seed]`; `undefined` for a seed that failed. */
  readonly reviewed: readonly (number | undefined)[];
  /**
   * `now[seed]`, of the same seeds. Fresh seeds after them, in any pairs, are
   * bet on with what the seeds before them have won.
   */
  readonly now: readonly (number | undefined)[];
  /** The largest change that is of no interest, above 0. */
  readonly margin: number;
}

/** What scores can be, and how often an unchanged suite may be called changed. */
export interface ChangeTestOptions {
  /**
   * What a score can be, in its unit.
   *
   * @default {0 to 1}
   */
  readonly bounds?: Bounds;
  /**
   * The chance that an unchanged suite is ever called changed, at most; a
   * fraction between 0 and 1.
   *
   * @default {0.01}
   */
  readonly rate?: number;
}

/** What the comparison came to. */
export interface ChangeTestResult {
  /** Whether the suite has changed. */
  readonly isChanged: boolean;
  /** The natural logarithm of the evidence that any cell has changed. */
  readonly evidence: number;
  /** For each cell, the natural logarithm of the evidence. */
  readonly cells: readonly number[];
  /** For each cell, whether it is among those that have changed. */
  readonly isCellChanged: readonly boolean[];
}

/** Shares of the money that are put on each seed to have moved. */
const SHARES = [0.5, 0.9] as const;

/**
 * Tests whether scores have changed.
 *
 * A cell has not changed if at most half of its seeds moved up by more than the
 * margin, at most half moved down, and its mean changed by no more than that.
 * All of this is so where then and now differ by chance alone. Half of the
 * first coin is bet on seeds to move, a quarter either way, as a small shift of
 * all seeds shows soonest there; the other half on the mean, which few seeds
 * that collapse do change.
 *
 * @param cells The cells that were reviewed, one or more.
 * @param options What scores can be, and the rate of false alarms.
 * @returns Whether the suite changed, and which cells did.
 * @throws {RangeError} If there is no cell, then and now have different numbers
 * of seeds, or the margin is not above 0 and inside the bounds.
 * @see V. Vovk and R. Wang (2021), E-values: Calibration, combination and
 * applications, DOI 10.1214/20-AOS2020
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { changeTest } from "./change_test.ts";
 *
 * const reviewed = new Array<number>(20).fill(0.75);
 * const after = (score: number) =>
 *   changeTest([{ reviewed, now: reviewed.map(() => score), margin: 0.05 }]);
 * assertEquals(after(0.76).isChanged, false);
 * assertEquals(after(0.5).isChanged, true);
 * ```
 */
export function changeTest(
  cells: readonly ChangeCell[],
  options: ChangeTestOptions = {},
): ChangeTestResult {
  const { bounds: { lower, upper } = { lower: 0, upper: 1 }, rate = 0.01 } =
    options;
  if (cells.length === 0) {
    throw new RangeError(
      "Cannot compare scores: wanted 1 or more cells, got 0",
    );
  }
  const width = upper - lower;
  const logs = cells.map((cell) =>
    evidenceOf(cell, { lower: -width, upper: width })
  );
  const evidence = logMean(logs);
  const bar = Math.log(eBenjaminiHochberg(logs, { rate, least: 1 }));
  return {
    isChanged: evidence >= Math.log(1 / rate),
    evidence,
    cells: logs,
    isCellChanged: logs.map((log) => log >= bar),
  };
}

function evidenceOf(
  { reviewed, now, margin }: ChangeCell,
  bounds: Bounds,
): number {
  if (reviewed.length !== now.length || !(margin > 0)) {
    throw new RangeError(
      "Cannot compare scores: wanted a margin above 0 and as many seeds, got " +
        `${margin}, ${reviewed.length} reviewed and ${now.length} now`,
    );
  }
  // What failed and fails again has not changed.
  const changes = now.map((score, seed) =>
    score === reviewed[seed] ? 0 : less(score, reviewed[seed])
  );
  const up = moved(changes.map((change) => (change ?? 0) > margin));
  const down = moved(changes.map((change) => (change ?? 0) < -margin));
  const mean = meanQuantity(changes, bounds);
  const shift = logEvidence({
    average: [mean.above(margin), mean.below(-margin)],
  }).at(-1) ?? 0;
  return logMean([logMean([up, down]), shift]);
}

/** The wealth of bets at even odds on each seed to have moved. */
function moved(hasMoved: readonly boolean[]): number {
  const count = hasMoved.filter((each) => each).length;
  const rest = hasMoved.length - count;
  return logSum(
    SHARES.map((share) =>
      count * Math.log1p(share) + rest * Math.log1p(-share)
    ),
  ) - Math.log(SHARES.length);
}
