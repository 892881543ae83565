import { assertEquals } from "@std/assert";
import { measuredCells } from "../../../bench/review/measured_cells.ts";
import { mergeScores } from "../../../bench/review/merge_scores.ts";
import { runOf, withScores } from "./_reviewed.ts";

const RUN = runOf();
const CELLS = measuredCells(RUN);
const REVIEWED = mergeScores([], CELLS);

Deno.test("mergeScores() keeps cells of the same trials as one", () => {
  const [claim] = RUN.claims;
  const twice = { ...RUN, claims: [claim!, { ...claim!, name: "other" }] };
  const merged = mergeScores([], measuredCells(twice));
  assertEquals(
    merged.map(({ cells }) => cells),
    [["gain/with", "other/with"], ["gain/without", "other/without"]],
  );
  assertEquals(merged[0]?.scores, REVIEWED[0]?.scores);
});

Deno.test("mergeScores() replaces what is accepted, and nothing else", () => {
  const changed = measuredCells(withScores(RUN, (score) => score / 2));
  const merged = mergeScores(REVIEWED, changed.slice(0, 1));
  assertEquals(
    merged.map(({ cells: [cell], scores }) => [cell, scores[0]]),
    [["gain/with", 0.275], ["gain/without", REVIEWED[1]!.scores[0]]],
  );
  assertEquals(merged[1], REVIEWED[1]);
  assertEquals(mergeScores(REVIEWED, CELLS), REVIEWED);
});

Deno.test("mergeScores() parts cells that were one, if one of them changes", () => {
  const [claim] = RUN.claims;
  const twice = { ...RUN, claims: [claim!, { ...claim!, name: "other" }] };
  const before = mergeScores([], measuredCells(twice));
  const changed = measuredCells(withScores(RUN, (score) => score / 2));
  const cells = mergeScores(before, changed).map(({ cells }) => cells);
  assertEquals(cells, [
    ["gain/with"],
    ["other/with"],
    ["gain/without", "other/without"],
  ]);
});

Deno.test("mergeScores() keeps seeds of the review that a run did not need", () => {
  const shorter = measuredCells(runOf({}, { seeds: 8 }));
  assertEquals(mergeScores(REVIEWED, shorter), REVIEWED);
  const longer = measuredCells(runOf({}, { seeds: 20 }));
  assertEquals(mergeScores(REVIEWED, longer)[0]?.scores.length, 20);
  const other = shorter.map((cell) => ({
    ...cell,
    scores: cell.scores.map(() => 0.5),
  }));
  assertEquals(mergeScores(REVIEWED, other)[0]?.scores.length, 8);
});
