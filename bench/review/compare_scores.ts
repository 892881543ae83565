/** Compares the scores of a run with those that were reviewed. */
import type { ComparedCell, DocumentReview } from "../../reports/document.ts";
import type { ChangeCell } from "../../statistics/detect_change.ts";
import { detectChange } from "../../statistics/detect_change.ts";
import { cellKey, type MeasuredCell } from "./measured_cells.ts";
import type { ReviewedCell } from "./reviewed_scores.ts";

/** Of what a metric can be: less is of no interest where no margin is given. */
const MARGIN_SHARE = 0.05;

/** A cell, and what it scored then and now, seed by seed. */
interface Pair {
  cell: Omit<ComparedCell, "evidence" | "isChanged">;
  change: ChangeCell;
  isSame: boolean;
}

/**
 * Tests whether scores have changed since the review: on the seeds that both
 * have, and on fresh ones, of which each stands beside the reviewed seed of its
 * number in the row.
 *
 * @param cells Those of the run.
 * @param reviewed Those of the review.
 * @param fresh The same cells on fresh seeds, if there are any.
 * @returns Nothing where no score was reviewed.
 */
export function compareScores(
  cells: readonly MeasuredCell[],
  reviewed: readonly ReviewedCell[],
  fresh: readonly MeasuredCell[] = [],
): DocumentReview | undefined {
  const known = new Map(
    reviewed.flatMap((each) =>
      each.cells.map((cell) => [cellKey({ ...each, cell }), each])
    ),
  );
  const more = new Map(fresh.map((each) => [cellKey(each), each]));
  const pairs = new Map<string, Pair>();
  for (const cell of cells) {
    const key = cellKey(cell);
    const then = known.get(key);
    if (then === undefined) continue;
    const pair = pairOf(then, { cell, fresh: more.get(key) });
    if (pair.cell.seeds === 0) continue;
    const { now, margin } = pair.change;
    // Cells of several claims that share their trials are one.
    const shared = `${reviewed.indexOf(then)} ${margin} ${JSON.stringify(now)}`;
    const twin = pairs.get(shared);
    if (twin === undefined) pairs.set(shared, pair);
    else twin.cell.cells.push(cell.cell);
  }
  return pairs.size === 0 ? undefined : changeOf([...pairs.values()]);
}

function changeOf(pairs: readonly Pair[]): DocumentReview {
  const { isChanged, evidence, cells } = detectChange(
    pairs.map(({ change }) => change),
  );
  return {
    isSame: pairs.every(({ isSame }) => isSame),
    isChanged,
    evidence,
    scores: pairs.reduce((sum, { cell }) => sum + cell.seeds, 0),
    cells: pairs.map(({ cell }, at) => ({ ...cell, ...cells[at]! })),
  };
}

function pairOf(
  { firstSeed, scores: reviewed }: ReviewedCell,
  { cell, fresh }: { cell: MeasuredCell; fresh: MeasuredCell | undefined },
): Pair {
  const { cell: name, firstSeed: first, scores, bounds, ...measured } = cell;
  const { margin = MARGIN_SHARE * (bounds.upper - bounds.lower) } = measured;
  const both = reviewed.flatMap((then, at) => {
    const now = scores[firstSeed + at - first];
    return now === undefined ? [] : [{ then, now }];
  });
  const repeated = (fresh?.scores ?? []).slice(0, reviewed.length)
    .map((now, at) => ({ then: reviewed[at]!, now }));
  const all = [...both, ...repeated];
  const then = all.map(({ then }) => then ?? undefined);
  const now = all.map(({ now }) => now ?? undefined);
  return {
    cell: {
      ...measured,
      cells: [name],
      seeds: all.length,
      reviewed: meanOf(then),
      now: meanOf(now),
      margin,
    },
    change: { reviewed: then, now, margin, bounds },
    isSame: both.every(({ then, now }) => then === now),
  };
}

function meanOf(scores: readonly (number | undefined)[]): number | undefined {
  const known = scores.filter((score) => score !== undefined);
  return known.length === 0
    ? undefined
    : known.reduce((sum, score) => sum + score, 0) / known.length;
}
