/**
 * What may happen between a review and a run, as far as scores go.
 *
 * @module
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { ReviewedCell } from "../../bench/review/reviewed_scores.ts";
import type { Bounds } from "../../statistics/bounds.ts";

/** A cell, with what its scores can be. */
export interface ScenarioCell extends Pick<ReviewedCell, "cells" | "reaches"> {
  bounds: Bounds;
}

/** What may happen. */
export interface Scenario {
  name: string;
  /** Whether it should be seen. */
  isChange: boolean;
  /** Whether other seeds are drawn than the review had. */
  isOtherSeeds?: boolean;
  /** What becomes of the score of a cell; another engine rounds it as well. */
  change?: (
    score: number,
    options: { cell: ScenarioCell; luck: number },
  ) => number;
}

/** Whether the layer is in a cell. */
export function isTreated(
  { cells: [cell = ""] }: Pick<ScenarioCell, "cells">,
): boolean {
  return /\/with\b/.test(cell);
}

/** Of cells whose scores are shares, as F1 is. */
const isShare = ({ bounds }: ScenarioCell) =>
  bounds.lower === 0 && bounds.upper === 1;

/** Scores of treated cells fall. */
function fall(by: number): Scenario {
  return {
    name: `all scores with the layer fall by ${by}`,
    isChange: true,
    change: (score, { cell }) =>
      isTreated(cell) && isShare(cell) ? Math.max(score - by, 0) : score,
  };
}

/** All that is simulated. */
export const SCENARIOS: readonly Scenario[] = [
  { name: "another processor", isChange: false },
  { name: "other random numbers", isChange: false, isOtherSeeds: true },
  fall(0.35),
  fall(0.2),
  fall(0.1),
  fall(0.05),
  {
    name: "only the cell gain/with scores 0.2 less",
    isChange: true,
    change: (score, { cell: { cells } }) =>
      cells.includes("gain/with") ? Math.max(score - 0.2, 0) : score,
  },
  {
    name: "one training in four with the layer scores 0",
    isChange: true,
    change: (score, { cell, luck }) =>
      isTreated(cell) && isShare(cell) && luck < 0.25 ? 0 : score,
  },
];

/** Draws the seeds of a run, from those that there are. */
export function drawSeeds(
  { seeds, of, generator }: {
    seeds: number;
    of: number;
    generator: RandomGenerator;
  },
): number[] {
  return Array.from(
    { length: seeds },
    () => Math.floor(uniformFloat64(generator) * of),
  );
}
