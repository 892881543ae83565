import { assertEquals } from "@std/assert";
import { measuredCells } from "../../../bench/review/measured_cells.ts";
import { everyKind } from "../../reports/_every_kind.ts";
import { runOf } from "./_reviewed.ts";

Deno.test("measuredCells() has each cell once, with its scores and bounds", () => {
  const run = runOf({}, { seeds: 3, failed: [2] });
  const cell = {
    site: "leaves small-cnn",
    metric: "minorityF1",
    inference: "as-trained",
    epoch: 3,
    reaches: undefined,
    firstSeed: 1,
    margin: 0.05,
    bounds: { lower: 0, upper: 1 },
  };
  const plain = (seed: number) => ((seed % 3) / 10 + 1 / 64) * 3 / 3;
  assertEquals(measuredCells(run), [
    { ...cell, cell: "gain/with", scores: [0.55, null, 0.65] },
    { ...cell, cell: "gain/without", scores: [1, 2, 3].map(plain) },
  ]);
});

Deno.test("measuredCells() has seeds that no assertion looked at, as far as they are in a row", () => {
  const run = runOf({}, { seeds: 6 });
  const [statement] = run.claims[0]!.statements;
  for (const series of statement!.series) series.seeds.length = 2;
  const counts = () => measuredCells(run).map(({ scores }) => scores.length);
  assertEquals(counts(), [6, 6]);
  run.trials = run.trials.filter(({ result }) => result.spec.seed !== 5);
  assertEquals(counts(), [4, 4]);
});

Deno.test("measuredCells() takes the smallest margin, and passes over measures", () => {
  const run = runOf();
  const [claim] = run.claims;
  const [statement] = claim!.statements;
  const marginsWith = (...margins: number[]) => {
    claim!.statements = margins.map((margin) => ({ ...statement!, margin }));
    return measuredCells(run).map(({ margin }) => margin);
  };
  assertEquals(marginsWith(0.15, 0.05, 0), [0.05, 0.05]);
  assertEquals(marginsWith(0), [undefined, undefined]);
  claim!.statements = [{ ...statement!, verdict: undefined }];
  assertEquals(measuredCells(run), []);
});

Deno.test("measuredCells() takes what every kind looks at", () => {
  const run = everyKind();
  for (const { cell, scores, bounds } of measuredCells(run)) {
    for (const score of scores) {
      const isWithin = score !== null && score >= bounds.lower &&
        score <= bounds.upper;
      assertEquals(isWithin, true, `${cell}: ${score}`);
    }
  }
});
