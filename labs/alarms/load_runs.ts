/**
 * Real scores for simulations: those of a run, and the same of another engine.
 *
 * @module
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import { cellKey, measuredCells } from "../../bench/review/measured_cells.ts";
import { mergeScores } from "../../bench/review/merge_scores.ts";
import { loadClaims } from "../../bench/study/load_claims.ts";
import { readDocument } from "../../reports/read_document.ts";
import { isTreated } from "./scenarios.ts";
import type { AlarmOptions } from "./simulate_alarms.ts";
import { scoredAssertions, type Scores } from "./scored_run.ts";

/**
 * Reads the scores of runs.
 *
 * @param folder A run in which all cells have all seeds.
 * @param other A run of some of its cells, computed by another engine.
 * @throws {RangeError} If a cell has fewer seeds than another.
 */
export async function loadRuns(
  folder: string,
  other: string,
): Promise<
  Pick<AlarmOptions, "cells" | "scores" | "elsewhere" | "assertions">
> {
  const document = await readDocument(folder);
  const measured = measuredCells(document);
  const known = new Map(measured.map((each) => [cellKey(each), each]));
  const cells = mergeScores([], measured).map((each) => {
    const own = each.cells.map((cell) =>
      known.get(cellKey({ ...each, cell }))!
    );
    const margins = own.flatMap(({ margin }) => margin ?? []);
    return {
      ...each,
      bounds: own[0]!.bounds,
      margin: margins.length === 0 ? undefined : Math.min(...margins),
    };
  });
  const counts = cells.map(({ scores }) => scores.length);
  if (new Set(counts).size > 1) {
    throw new RangeError(
      `Cannot simulate runs from ${folder}: wanted as many seeds of each ` +
        `cell, got ${Math.min(...counts)} to ${Math.max(...counts)}. Next ` +
        "step: run deno task bench with a fixed number, such as --seeds 48",
    );
  }
  const scores = cells.map(({ scores }) =>
    scores.map((score) => score ?? undefined)
  );
  const twins = measuredCells(await readDocument(other));
  const there = new Map(twins.map((each) => [cellKey(each), each]));
  const elsewhere: Scores = cells.map((each) => {
    const twin = each.cells.map((cell) => there.get(cellKey({ ...each, cell })))
      .find((twin) => twin?.firstSeed === each.firstSeed);
    return (twin?.scores ?? []).map((score) => score ?? undefined);
  });
  const claims = await loadClaims();
  const assertions = scoredAssertions(document, { claims, cells });
  return {
    cells,
    scores,
    elsewhere: filled(elsewhere, { cells, scores }),
    assertions,
  };
}

/**
 * Puts in what another engine was not asked for: changes that were seen on other
 * seeds, or in other cells, with the layer or without it. The epoch that a score
 * was reached at is left as it is.
 */
function filled(
  elsewhere: Scores,
  { cells, scores }: Pick<AlarmOptions, "cells" | "scores">,
): Scores {
  const generator = mersenne(1);
  const seen = { true: [0], false: [0] };
  for (const [at, cell] of cells.entries()) {
    for (const [seed, score] of elsewhere[at]!.entries()) {
      const then = scores[at]![seed];
      if (score === undefined || then === undefined) continue;
      seen[`${isTreated(cell)}`].push(score - then);
    }
  }
  return cells.map((cell, at) => {
    const { lower, upper } = cell.bounds;
    const changes = cell.reaches === undefined
      ? seen[`${isTreated(cell)}`]
      : [0];
    return scores[at]!.map((score, seed) => {
      const known = elsewhere[at]![seed];
      if (known !== undefined || score === undefined) return known;
      const luck = Math.floor(uniformFloat64(generator) * changes.length);
      return Math.min(Math.max(score + changes[luck]!, lower), upper);
    });
  });
}
