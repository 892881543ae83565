import { assertEquals } from "@std/assert";
import { confirmLost } from "../../../labs/alarms/confirm_lost.ts";
import {
  decideScores,
  type ScoredAssertion,
} from "../../../labs/alarms/scored_run.ts";

const SCHEDULE = { first: 8, step: 2, most: 40 };

/** Nine claims on a cell each: that its mean is above 0.5. */
const ASSERTIONS = Array.from({ length: 9 }, (_, cell): ScoredAssertion => ({
  key: `claim ${cell}/above`,
  claim: `claim ${cell}`,
  study: `claim ${cell}`,
  family: "primary",
  statement: {
    kind: "greater",
    name: "above",
    says: "the mean is above 0.5",
    of: [{ cell: "with", weight: 1 }],
    bound: 0.5,
    margin: 0.05,
  },
  conditions: [[{ cell, weight: 1 }]],
  terms: [[{ key: "with", weight: 1, min: 0, max: 1 }]],
}));

/** The first claim is clear, the others take longer. */
const SCORES = ASSERTIONS.map((_, cell) =>
  new Array<number>(SCHEDULE.most).fill(cell === 0 ? 0.9 : 0.7)
);

Deno.test("confirmLost() decides what is lost beside the reviewed evidence of the rest", () => {
  const then = decideScores(ASSERTIONS, { scores: SCORES, schedule: SCHEDULE });
  const options = {
    assertions: ASSERTIONS,
    then,
    scores: SCORES,
    schedule: SCHEDULE,
  };
  const [first] = ASSERTIONS;
  const [again, ...others] = confirmLost([first!], options);
  assertEquals([again!.key, again!.verdict], [first!.key, "supported"]);
  assertEquals(others, []);
  // In the run, the others were still open when it was decided.
  assertEquals([then[0]!.bar, again!.bar], [180, 40]);
  assertEquals([then[0]!.seeds, again!.seeds], [10, 8]);
  assertEquals(confirmLost([], options), []);
});
