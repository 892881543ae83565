import { assertEquals } from "@std/assert";
import { difference, value } from "../../../../bench/study/contrast.ts";
import { greater } from "../../../../bench/study/kinds/greater.ts";
import { POSITIVE } from "../../_trials.ts";

type Statement = typeof POSITIVE;

/** The detail of a statement on scores of a difference of F1. */
function detailOf(
  statement: Statement,
  scores: readonly (number | undefined)[],
): string | undefined {
  const terms = [[
    { key: "with", weight: 1, min: 0, max: 1 },
    { key: "without", weight: -1, min: 0, max: 1 },
  ]];
  return greater.detail!(statement, [{
    scores: scores.map((score) => [score]),
    terms,
  }]);
}

Deno.test("greater tells how many pairs gain and lose, in percentages that add up", () => {
  assertEquals(
    detailOf(POSITIVE, [0.5, 0.06, 0.05, -0.05, -0.06, undefined, 0, 0.2]),
    "38 % of pairs of trainings gain more than 0.05, 25 % lose more than " +
      "0.05, 37 % neither",
  );
});

Deno.test("greater calls nothing help that is no score of a network", () => {
  const scores = [0.5, 0.5];
  const confidence = { cell: "with", metric: "confidence" } as const;
  for (
    const of of [
      value({ cell: "with" }),
      difference(confidence, { ...confidence, cell: "without" }),
      difference({ cell: "without", reaches: 0.5 }, {
        cell: "with",
        reaches: 0.5,
      }),
    ]
  ) {
    assertEquals(detailOf({ ...POSITIVE, of }, scores), undefined);
  }
  assertEquals(detailOf({ ...POSITIVE, margin: 0 }, scores), undefined);
});

Deno.test("greater compares a published number with one more training", () => {
  const published = { value: 0.66, source: "elsewhere" };
  const statement = { ...POSITIVE, margin: 0, published };
  const told = "published: +0.66 (elsewhere)";
  // Shuffled: an interval goes by the order of the seeds.
  const gains = (low: number, high: number) =>
    Array.from(
      { length: 39 },
      (_, at) => low + (at * 16 % 39) / 38 * (high - low),
    );
  assertEquals(
    detailOf(statement, gains(0.4, 0.8)),
    `${told}; here the interval of the mean lies above 0, and +0.66 is within what pairs of ` +
      "trainings gain: 95 % are expected in [+0.40, +0.80]",
  );
  assertEquals(
    detailOf(statement, gains(0.4, 0.6)),
    `${told}; here the interval of the mean lies above 0, and +0.66 is more than pairs of ` +
      "trainings gain: 95 % are expected in [+0.40, +0.60]",
  );
  assertEquals(
    detailOf(statement, gains(-0.7, 0.7)),
    `${told}; here the interval of the mean has 0 in it, and +0.66 is within what ` +
      "pairs of trainings gain: 95 % are expected in [-0.70, +0.70]",
  );
  assertEquals(
    detailOf(statement, gains(-0.8, -0.4)),
    `${told}; here the interval of the mean lies below 0, and +0.66 is more than pairs of ` +
      "trainings gain: 95 % are expected in [-0.80, -0.40]",
  );
  // Of another bound, it is not told what the sign is.
  const headline = { ...statement, bound: 0.5 };
  assertEquals(
    detailOf(headline, gains(0.7, 0.9)),
    `${told}; here the interval of the mean lies above 0.5, and +0.66 is less than pairs of ` +
      "trainings gain: 95 % are expected in [+0.70, +0.90]",
  );
  assertEquals(
    detailOf(headline, gains(0.1, 0.9)),
    `${told}; here the interval of the mean has 0.5 in it, and +0.66 is within ` +
      "what pairs of trainings gain: 95 % are expected in [+0.10, +0.90]",
  );
  assertEquals(detailOf(statement, [0.5]), told);
});
