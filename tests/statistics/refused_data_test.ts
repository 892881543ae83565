/** Which data, evidence and claims the statistics refuse, in which words. */
import { assertThrows } from "@std/assert";
import { blockPermutation } from "../../statistics/block_permutation.ts";
import { bootstrapArgmax } from "../../statistics/bootstrap_argmax.ts";
import { bootstrapMean } from "../../statistics/bootstrap_mean.ts";
import { bootstrapRatio } from "../../statistics/bootstrap_ratio.ts";
import { boundedMean } from "../../statistics/bounded_mean.ts";
import { decideEquivalent } from "../../statistics/decide_equivalent.ts";
import { decideGreater } from "../../statistics/decide_greater.ts";
import { equivalence } from "../../statistics/equivalence.ts";
import type { Estimate } from "../../statistics/estimate.ts";
import { holm } from "../../statistics/holm.ts";
import { independentDifference } from "../../statistics/independent_difference.ts";
import { pageTrend } from "../../statistics/page_trend.ts";
import { peakHeight } from "../../statistics/peak_height.ts";
import { randomEffects } from "../../statistics/random_effects.ts";
import { signFlip } from "../../statistics/sign_flip.ts";
import { spread } from "../../statistics/spread.ts";
import {
  assertRefused,
  BOUNDED,
  type Scores,
  SEED,
  VALUES,
  WITHIN,
} from "./_functions.ts";

const SOUND: Estimate = {
  point: 0.02,
  lower: 0.01,
  upper: 0.05,
  level: 0.95,
  runs: 10,
};

/** Tables of scores that are refused, by the fewest seeds and conditions. */
const TABLES: readonly [
  action: string,
  run: (scores: Scores) => unknown,
  least: { seeds: number; conditions: number },
][] = [
  [
    "permute within blocks",
    (scores) => blockPermutation(scores, SEED),
    { seeds: 1, conditions: 2 },
  ],
  [
    "run a trend test",
    (scores) => pageTrend(scores, SEED),
    { seeds: 1, conditions: 2 },
  ],
  [
    "bootstrap the best condition",
    (scores) => bootstrapArgmax(scores, SEED),
    { seeds: 2, conditions: 2 },
  ],
  [
    "measure a peak",
    (scores) => peakHeight(scores, SEED),
    { seeds: 2, conditions: 3 },
  ],
  [
    "measure a spread",
    (scores) => spread(scores, SEED),
    { seeds: 2, conditions: 2 },
  ],
];

Deno.test("tables of scores are refused that are too small, or not whole", () => {
  for (const [action, run, { seeds, conditions }] of TABLES) {
    const row = Array.from({ length: conditions }, (_, at) => at);
    const refuse = (scores: Scores, text: string) =>
      assertRefused(action, () => run(scores), text);
    refuse(
      new Array(seeds - 1).fill(row),
      `wanted ${seeds} or more seeds, got ${seeds - 1}`,
    );
    refuse(
      new Array(3).fill(row.slice(1)),
      `wanted ${conditions} or more conditions, got ${conditions - 1}`,
    );
    refuse(
      [row, row.slice(1)],
      `wanted ${conditions} scores of each seed, got ${conditions - 1} at ` +
        "scores[1]",
    );
    for (const bad of [NaN, Infinity, -Infinity]) {
      refuse(
        [row, row.with(1, bad)],
        `wanted finite scores, got ${bad} at scores[1][1]`,
      );
    }
    refuse(
      [row, new Array<number>(conditions)],
      "wanted finite scores, got undefined at scores[1][0]",
    );
  }
});

/** Data that is refused. */
const REFUSED_DATA: readonly [string, () => unknown, string][] = [
  [
    "bootstrap a mean",
    () => bootstrapMean([1], SEED),
    "wanted 2 or more values, got 1",
  ],
  [
    "bootstrap a mean",
    () => bootstrapMean([1.7e308, -1.7e308], SEED),
    "wanted values whose span a double can hold",
  ],
  [
    "bootstrap a ratio",
    () => bootstrapRatio([[1, 2]], SEED),
    "wanted 2 or more numerators, got 1",
  ],
  [
    "bootstrap a ratio",
    () => bootstrapRatio([[1, 2], [NaN, 1]], SEED),
    "wanted finite numerators, got NaN at index 1",
  ],
  [
    "bootstrap a ratio",
    () => bootstrapRatio([[1, Infinity], [1, 1]], SEED),
    "wanted finite denominators, got Infinity",
  ],
  [
    "bound a mean",
    () => boundedMean([], BOUNDED),
    "wanted 1 or more values, got 0",
  ],
  [
    "bound a mean",
    () => boundedMean([0, 0.3], BOUNDED),
    "wanted values from -0.25 to 0.25, got 0.3 at index 1; state a larger " +
    '"largest"',
  ],
  [
    "bound a mean",
    () => boundedMean([-0.3, 0], BOUNDED),
    "wanted values from -0.25 to 0.25, got -0.3 at index 0",
  ],
  [
    "test equivalence",
    () => equivalence([], WITHIN),
    "wanted 1 or more differences, got 0",
  ],
  [
    "test equivalence",
    () => equivalence([0, -0.3], WITHIN),
    "wanted differences from -0.25 to 0.25, got -0.3 at index 1; state a " +
    'larger "largest"',
  ],
  [
    "compare two samples",
    () => independentDifference([[0.5], VALUES], SEED),
    "wanted 2 or more",
  ],
  [
    "compare two samples",
    () => independentDifference([VALUES, [0.5, NaN]], SEED),
    "wanted finite",
  ],
  [
    "pool groups",
    () => randomEffects([VALUES, VALUES]),
    "wanted 3 or more groups, got 2",
  ],
  [
    "pool groups",
    () => randomEffects([VALUES, VALUES, [1]]),
    "wanted 2 or more differences in group 2, got 1",
  ],
  [
    "pool groups",
    () => randomEffects([VALUES, [1, NaN], VALUES]),
    "wanted finite differences in group 1",
  ],
  [
    "run a sign-flip test",
    () => signFlip([], SEED),
    "wanted 1 or more differences, got 0",
  ],
];

Deno.test("data is refused that nothing can be said of", () => {
  for (const [action, call, text] of REFUSED_DATA) {
    assertRefused(action, call, text);
  }
});

Deno.test("values are refused that are not finite", () => {
  const runs: readonly [string, (values: number[]) => unknown][] = [
    ["bootstrap a mean", (values) => bootstrapMean(values, SEED)],
    ["bound a mean", (values) => boundedMean(values, BOUNDED)],
    ["test equivalence", (values) => equivalence(values, WITHIN)],
    ["run a sign-flip test", (values) => signFlip(values, SEED)],
  ];
  for (const [action, run] of runs) {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const call = () => run([0, 0.1, bad]);
      assertThrows(call, RangeError, `got ${bad} at index 2`);
      assertRefused(action, call, "wanted finite ");
    }
  }
});

Deno.test("p-values are refused that are none, and missing ones", () => {
  for (const bad of [-0.01, 1.01, NaN, Infinity]) {
    const text = "wanted each from 0 to 1, or 1 for a test that gave none, " +
      `got ${bad} at index 1`;
    assertRefused("adjust p-values", () => holm([0.1, bad]), text);
  }
  const holes = () => holm(new Array<number>(2));
  assertThrows(holes, RangeError, "got undefined at index 0");
});

Deno.test("decisions refuse what is no evidence", () => {
  const cases: [Partial<Estimate> & { p?: number }, string][] = [
    [{ p: NaN }, "wanted a p-value from 0 to 1, got NaN"],
    [{ p: -0.1 }, "wanted a p-value from 0 to 1, got -0.1"],
    [{ p: 1.1 }, "wanted a p-value from 0 to 1, got 1.1"],
    [
      { point: NaN },
      "wanted a point and an interval from low to high, got NaN",
    ],
    [{ lower: NaN }, "wanted a point and an interval"],
    [{ upper: NaN }, "wanted a point and an interval"],
    [{ lower: 0.05, upper: 0.01 }, "wanted a point and an interval"],
    [{ level: NaN }, "wanted a level between 0 and 1"],
    [{ level: 1 }, "wanted a level between 0 and 1"],
    [{ runs: NaN }, "wanted 1 or more runs, got NaN"],
    [{ runs: 0 }, "wanted 1 or more runs, got 0"],
  ];
  for (const [{ p = 0.01, ...changes }, text] of cases) {
    const evidence = { estimate: { ...SOUND, ...changes }, p };
    const claim = { bound: 0, margin: 0.02 };
    assertRefused(
      "decide on a claim",
      () => decideGreater(evidence, claim),
      text,
    );
    assertRefused(
      "decide on an equivalence",
      () => decideEquivalent(evidence, claim),
      text,
    );
  }
});

Deno.test("decisions refuse what is no claim", () => {
  const evidence = { estimate: SOUND, p: 0.01 };
  const greater = (bound: number, margin: number, ceiling?: number) => () =>
    decideGreater({ ...evidence, ceiling }, { bound, margin });
  const equivalent = (margin: number) => () =>
    decideEquivalent(evidence, { margin });
  const cases: [string, () => unknown, string][] = [
    ["decide on a claim", greater(NaN, 0), "wanted finite bound and margin"],
    ["decide on a claim", greater(0, NaN), "wanted finite bound and margin"],
    ["decide on a claim", greater(0, -0.01), "wanted a margin of 0 or more"],
    ["decide on a claim", greater(0, 0, NaN), "wanted a ceiling, got NaN"],
    ["decide on an equivalence", equivalent(0), "wanted a margin above 0, got"],
    [
      "decide on an equivalence",
      equivalent(-1),
      "wanted a margin above 0, got",
    ],
    ["decide on an equivalence", equivalent(NaN), "wanted finite margin, got"],
  ];
  for (const [action, call, text] of cases) assertRefused(action, call, text);
});
