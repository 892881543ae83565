/**
 * Whether a suite still computes what was reviewed. Machines round differently,
 * so the scores of a seed may differ although nothing is wrong. And verdicts may
 * stay the same although something broke. So the scores themselves are compared,
 * cell by cell and seed by seed.
 *
 * @module
 */

import { logMean } from "./_log_mean.ts";
import { minus } from "./_past_leaders.ts";
import { logEvidence } from "./bets.ts";
import type { Bounds } from "./bounds.ts";
import { eBenjaminiHochberg } from "./e_benjamini_hochberg.ts";
import { meanQuantity } from "./mean_quantity.ts";
import { wagerEquivalent } from "./wager.ts";

/** The scores of a cell then and now, in the unit of its metric. */
export interface ChangeCell {
  /** `reviewed[seed]`; `undefined` for a seed that failed. */
  readonly reviewed: readonly (number | undefined)[];
  /** `now[seed]`: the same seeds, then fresh seeds if there are any. */
  readonly now: readonly (number | undefined)[];
  /** The largest change that is of no interest, above 0. */
  readonly margin: number;
  /** What a score can be. */
  readonly bounds: Bounds;
}

/** What the comparison came to. */
export interface Change {
  /** Whether the suite has changed. */
  readonly isChanged: boolean;
  /** Natural logarithm of the evidence that a cell has changed. */
  readonly evidence: number;
  /** The same for each cell. */
  readonly cells: readonly { isChanged: boolean; evidence: number }[];
}

/** Shares of the money for the bets that a seed moved. */
const SHARES = [0.5, 0.9] as const;

/**
 * Tests whether scores have changed.
 *
 * A cell is unchanged if at most half of its seeds moved up by more than the
 * margin, at most half moved down, and the mean moved by at most the margin.
 * Scores that differ by chance alone are like that. Half of the first coin bets
 * on moved seeds, and sees a small shift of all seeds first. The other half bets
 * on the mean, and sees a few seeds that collapse.
 *
 * @param cells The reviewed cells.
 * @param options The chance that an unchanged suite is ever called changed; 0.01
 * by default.
 * @returns Whether the suite changed, and which cells did.
 * @throws {RangeError} If then and now have different numbers of seeds, or a
 * margin is not above 0 and inside the bounds.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { detectChange } from "./detect_change.ts";
 *
 * const reviewed = new Array<number>(20).fill(0.75);
 * const isChanged = (score: number) => {
 *   const now = reviewed.map(() => score);
 *   const bounds = { lower: 0, upper: 1 };
 *   return detectChange([{ reviewed, now, margin: 0.05, bounds }]).isChanged;
 * };
 * assertEquals([isChanged(0.76), isChanged(0.5)], [false, true]);
 * ```
 */
export function detectChange(
  cells: readonly ChangeCell[],
  { rate = 0.01 }: { readonly rate?: number } = {},
): Change {
  const logs = cells.map(evidenceOf);
  const evidence = logMean(logs);
  const bar = Math.log(eBenjaminiHochberg(logs, { rate, least: 1 }));
  return {
    isChanged: evidence >= Math.log(1 / rate),
    evidence,
    cells: logs.map((log) => ({ isChanged: log >= bar, evidence: log })),
  };
}

function evidenceOf({ reviewed, now, margin, bounds }: ChangeCell): number {
  if (reviewed.length !== now.length) {
    throw new RangeError(
      "Cannot compare scores: wanted as many seeds, got " +
        `${reviewed.length} reviewed and ${now.length} now`,
    );
  }
  // What failed and fails again has not changed.
  const changes = now.map((score, seed) =>
    score === reviewed[seed] ? 0 : minus(score, reviewed[seed])
  );
  const up = moved(changes.map((change) => (change ?? 0) > margin));
  const down = moved(changes.map((change) => (change ?? 0) < -margin));
  const width = bounds.upper - bounds.lower;
  const mean = meanQuantity(changes, { lower: -width, upper: width });
  const { contradiction } = wagerEquivalent(mean, { margin });
  const shift = logEvidence(contradiction).at(-1) ?? 0;
  return logMean([logMean([up, down]), shift]);
}

/** The log wealth of bets, at even odds, that each seed moved. */
function moved(hasMoved: readonly boolean[]): number {
  const count = hasMoved.filter((each) => each).length;
  const rest = hasMoved.length - count;
  return logMean(
    SHARES.map((share) =>
      count * Math.log1p(share) + rest * Math.log1p(-share)
    ),
  );
}
