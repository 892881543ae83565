import { assertEquals } from "@std/assert";
import { placedTrials } from "../../../bench/study/placed_trials.ts";
import { placedStatements } from "../../../bench/study/standings.ts";
import { CLAIM, POSITIVE, siteOf, studyOf } from "../_trials.ts";

const LONG = { head: "plain", epochs: 9 } as const;

/** A claim whose second assertion takes a cell of its own, trained longer. */
const TWO = {
  ...CLAIM,
  cells: { ...CLAIM.cells, long: LONG },
  assertions: [POSITIVE, {
    ...POSITIVE,
    name: "long",
    of: [{ cell: "long", weight: 1 }, { cell: "without", weight: -1 }],
  }],
};

Deno.test("placedTrials() gives what statements share once, the longest of a seed first", () => {
  const placed = placedStatements([studyOf(TWO), studyOf(CLAIM)]);
  const trials = placedTrials(placed, 2);
  assertEquals(
    trials.map(({ spec: { seed, head, epochs } }) => [seed, head, epochs]),
    [1, 2].flatMap((seed) => [
      [seed, "plain", 9],
      [seed, "final-batch-norm", 3],
      [seed, "plain", 3],
    ]),
  );
  const [positive] = placed;
  assertEquals(placedTrials([positive!], 3).length, 6);
  assertEquals(placedTrials([], 3), []);
});

Deno.test("placedTrials() stays at a data set, and goes on from its study's first seed", () => {
  const sites = [siteOf(), siteOf({ dataset: "mnist" }), siteOf()];
  const studies = sites.map((site) => ({
    ...studyOf(CLAIM, { site }),
    firstSeed: 501,
  }));
  const trials = placedTrials(placedStatements(studies), 1);
  assertEquals(
    trials.map(({ spec: { dataset, seed } }) => `${dataset} ${seed}`),
    ["leaves 501", "leaves 501", "mnist 501", "mnist 501"],
  );
});
