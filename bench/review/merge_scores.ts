/** Puts the scores of a run into those that were reviewed. */
import {
  type CellIdentity,
  cellKey,
  type MeasuredCell,
} from "./measured_cells.ts";
import type { ReviewedCell } from "./reviewed_scores.ts";

/** A cell with its scores. */
interface CellScores {
  identity: CellIdentity;
  firstSeed: number;
  scores: (number | null)[];
}

/**
 * Puts scores into the reviewed ones: each cell in the place of what was
 * reviewed of it, new ones last.
 *
 * @param reviewed It is not changed.
 * @param cells Those that are accepted.
 * @returns Cells of the same scores as one. Where a run had fewer seeds than the
 * review, and the same scores, those of the review stay.
 */
export function mergeScores(
  reviewed: readonly ReviewedCell[],
  cells: readonly MeasuredCell[],
): ReviewedCell[] {
  const all = new Map<string, CellScores>();
  for (const { cells, firstSeed, scores, ...measured } of reviewed) {
    for (const cell of cells) {
      const identity = { ...measured, cell };
      all.set(cellKey(identity), { identity, firstSeed, scores });
    }
  }
  for (
    const { margin: _, bounds: __, firstSeed, scores, ...identity } of cells
  ) {
    const now = { identity, firstSeed, scores: [...scores] };
    const key = cellKey(identity);
    const before = all.get(key);
    if (before === undefined || !isStartOf(now, before)) all.set(key, now);
  }
  return grouped([...all.values()]);
}

function isStartOf(one: CellScores, other: CellScores): boolean {
  return one.firstSeed === other.firstSeed &&
    one.scores.length <= other.scores.length &&
    one.scores.every((score, at) => score === other.scores[at]);
}

/** Cells that have all but their names in common become one. */
function grouped(cells: readonly CellScores[]): ReviewedCell[] {
  const groups = new Map<string, ReviewedCell>();
  for (const { identity: { cell, ...measured }, ...kept } of cells) {
    const { site, metric, inference, epoch, reaches } = measured;
    const key = JSON.stringify([site, metric, inference, epoch, reaches, kept]);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { cells: [cell], ...measured, ...kept });
    } else group.cells.push(cell);
  }
  return [...groups.values()];
}
