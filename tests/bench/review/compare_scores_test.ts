import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { compareScores } from "../../../bench/review/compare_scores.ts";
import { measuredCells } from "../../../bench/review/measured_cells.ts";
import { mergeScores } from "../../../bench/review/merge_scores.ts";
import { detectChange } from "../../../statistics/detect_change.ts";
import { runOf, withScores } from "./_reviewed.ts";

const RUN = runOf();
const CELLS = measuredCells(RUN);
const REVIEWED = mergeScores([], CELLS);

/** A run whose scores with the layer are lower. */
const lower = (by: number) =>
  measuredCells(withScores(RUN, (score) => Math.max(score - by, 0)));

Deno.test("compareScores() finds nothing to compare where nothing was reviewed", () => {
  assertEquals(compareScores(CELLS, []), undefined);
  assertEquals(compareScores([], REVIEWED), undefined);
  const elsewhere = CELLS.map((cell) => ({ ...cell, site: "mnist mlp" }));
  assertEquals(compareScores(elsewhere, REVIEWED), undefined);
  const otherSeeds = CELLS.map((cell) => ({ ...cell, firstSeed: 101 }));
  assertEquals(compareScores(otherSeeds, REVIEWED), undefined);
});

Deno.test("compareScores() knows scores that are the same to the bit", () => {
  const same = compareScores(CELLS, REVIEWED);
  assertEquals([same?.isSame, same?.isChanged, same?.scores], [
    true,
    false,
    24,
  ]);
  const almost = compareScores(lower(1e-12), REVIEWED);
  assertEquals([almost?.isSame, almost?.isChanged], [false, false]);
});

Deno.test("compareScores() finds a change, and in which cell", () => {
  const found = compareScores(lower(0.5), REVIEWED);
  assertEquals(found?.isChanged, true);
  assertEquals(
    found?.cells.map(({ cells, isChanged }) => [cells, isChanged]),
    [[["gain/with"], true], [["gain/without"], false]],
  );
  const [cell] = found?.cells ?? [];
  assertEquals([cell?.seeds, cell?.margin], [12, 0.05]);
  assertAlmostEquals((cell?.reviewed ?? 0) - (cell?.now ?? 0), 0.5, 1e-9);
  // The evidence is that of the statistics.
  const bounds = { lower: 0, upper: 1 };
  const cells = lower(0.5).map(({ scores }, at) => ({
    reviewed: REVIEWED[at]!.scores.map((score) => score!),
    now: scores.map((score) => score!),
    margin: 0.05,
    bounds,
  }));
  assertEquals(found?.evidence, detectChange(cells).evidence);
});

Deno.test("compareScores() compares the seeds that both have", () => {
  const longer = measuredCells(runOf({}, { seeds: 20 }));
  assertEquals(compareScores(longer, REVIEWED)?.scores, 24);
  const shorter = measuredCells(runOf({}, { seeds: 8 }));
  assertEquals(compareScores(shorter, REVIEWED)?.scores, 16);
  const later = CELLS.map(({ scores, ...cell }) => ({
    ...cell,
    firstSeed: 3,
    scores: scores.slice(2),
  }));
  assertEquals(compareScores(later, REVIEWED)?.isSame, true);
});

Deno.test("compareScores() counts cells of the same trials once", () => {
  const twice = CELLS.map((each) => ({
    ...each,
    cell: each.cell.replace("gain", "other"),
  }));
  const both = mergeScores([], [...CELLS, ...twice]);
  const same = compareScores([...CELLS, ...twice], both);
  assertEquals(
    same?.cells.map(({ cells }) => cells),
    [["gain/with", "other/with"], ["gain/without", "other/without"]],
  );
  // They are two where only one of them has changed.
  const parted = compareScores([...lower(0.5), ...twice], both);
  assertEquals(
    parted?.cells.map(({ cells, isChanged }) => [...cells, isChanged]),
    [
      ["gain/with", true],
      ["gain/without", "other/without", false],
      ["other/with", false],
    ],
  );
});

Deno.test("compareScores() goes on betting on fresh seeds", () => {
  const once = compareScores(lower(0.12), REVIEWED);
  const fresh = lower(0.12).map((cell) => ({ ...cell, firstSeed: 1_000_001 }));
  const twice = compareScores(lower(0.12), REVIEWED, fresh);
  assertEquals([once?.scores, twice?.scores], [24, 48]);
  assert(twice!.evidence > once!.evidence);
  // They are no scores of the review, whatever they are.
  assertEquals(compareScores(CELLS, REVIEWED, fresh)?.isSame, true);
});

Deno.test("compareScores() takes a failure for another score, and for no evidence of a change", () => {
  const failed = CELLS.map((cell) => ({
    ...cell,
    scores: cell.scores.map((score, at) => at % 2 === 0 ? null : score),
  }));
  const found = compareScores(failed, REVIEWED)!;
  assertEquals(found.cells.map(({ seeds }) => seeds), [12, 12]);
  assertEquals([found.isSame, found.isChanged], [false, false]);
  // What is missing may have been the score of the review.
  assert(found.evidence < compareScores(CELLS, REVIEWED)!.evidence);
  const then = mergeScores([], failed);
  assertEquals(compareScores(failed, then)?.isSame, true);
});
