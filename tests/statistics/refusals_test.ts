/** Which options the statistics refuse, and in which words. */
import { assertThrows } from "@std/assert";
import { minimumSeeds } from "../../statistics/minimum_seeds.ts";
import { peakHeight } from "../../statistics/peak_height.ts";
import {
  assertRefused,
  FUNCTIONS,
  type Options,
  WITHOUT_LEVEL,
  WITHOUT_SEED,
} from "./_functions.ts";

for (const [action, run] of Object.entries(FUNCTIONS)) {
  Deno.test(`what cannot ${action} says so of levels, seeds and resamples`, () => {
    run({});
    for (const level of WITHOUT_LEVEL.has(action) ? [] : [0, 1, -1, 95, NaN]) {
      const text =
        `wanted a level between 0 and 1, both excluded, got ${level}`;
      assertRefused(action, () => run({ level }), text);
    }
    if (WITHOUT_SEED.has(action)) return;
    for (const seed of [-1, 0.5, 2 ** 32, NaN]) {
      const text =
        "wanted a seed as a whole number from 0 to 4294967295, got " +
        seed;
      assertRefused(action, () => run({ seed }), text);
    }
    for (const resamples of [0, 999.5, NaN, Infinity]) {
      assertRefused(action, () => run({ resamples }), "wanted resamples ");
    }
  });
}

/** The fewest resamples that a level can be read from, by the action. */
const FEWEST: readonly [action: string, level: number, resamples: number][] = [
  ["bootstrap the best condition", 0.95, 39],
  ["bootstrap a mean", 0.9, 19],
  ["bootstrap a mean", 0.95, 39],
  ["bootstrap a mean", 0.99, 199],
  ["bootstrap a ratio", 0.95, 39],
  ["bound a mean", 0.95, 39],
  ["test equivalence", 0.9, 19],
];

Deno.test("as many resamples are asked for as the level takes", () => {
  for (const [action, level, resamples] of FEWEST) {
    const run = FUNCTIONS[action]!;
    run({ level, resamples });
    assertRefused(
      action,
      () => run({ level, resamples: resamples - 1 }),
      `wanted resamples for level ${level} as a whole number from ${resamples}`,
    );
  }
  // Each end, or each of three pairs, has its part of the error.
  for (
    const [action, level, fewest] of [
      ["measure a peak", "0.975", 79],
      ["measure a spread", "0.98", 119],
    ] as const
  ) {
    const run = FUNCTIONS[action]!;
    run({ resamples: fewest });
    const text = `wanted resamples for level ${level}`;
    assertRefused(action, () => run({ resamples: fewest - 1 }), text);
  }
});

/** Options that are refused. */
const REFUSED_OPTIONS: readonly [string, Options, string][] = [
  ["bound a mean", { largest: 0 }, "wanted a largest value above 0, got 0"],
  ["bound a mean", { largest: -1 }, "wanted a largest value above 0, got -1"],
  ["bound a mean", { largest: NaN }, "wanted finite largest, got NaN"],
  ["bound a mean", { largest: Infinity }, "wanted finite largest, got Inf"],
  ["test equivalence", { margin: 0 }, "wanted a margin above 0 and below the"],
  ["test equivalence", { margin: 0.25 }, "wanted a margin above 0 and below"],
  ["test equivalence", { margin: NaN }, "wanted finite"],
  ["test equivalence", { largest: Infinity }, "wanted finite"],
  ["run a trend test", { exactUpTo: 13 }, "wanted exactUpTo as a whole number"],
  ["measure a spread", { margin: -0.01 }, "wanted a margin of 0 or more, got"],
  ["measure a spread", { margin: NaN }, "wanted finite margin, got NaN"],
  ["measure a spread", { margin: Infinity }, "wanted finite margin, got Inf"],
  ["run a sign-flip test", { exactUpTo: -1 }, "wanted exactUpTo as a whole"],
  ["run a sign-flip test", { exactUpTo: 41 }, "wanted exactUpTo as a whole"],
  ["pool groups", { bound: NaN }, "wanted finite bound, got NaN at index 0"],
  ["pool groups", { bound: Infinity }, "wanted finite bound, got Infinity at"],
];

Deno.test("options that cannot be followed are refused", () => {
  for (const [action, options, text] of REFUSED_OPTIONS) {
    assertRefused(action, () => FUNCTIONS[action]!(options), text);
  }
  assertThrows(
    () => peakHeight([[0, 1, 0], [0, 2, 1]], { seed: 1, exactUpTo: 41 }),
    RangeError,
    "wanted exactUpTo as a whole number",
  );
  for (const family of [0, -1, 1.5, NaN, Infinity]) {
    const text = "wanted a family as a whole number from 1 to";
    assertRefused(
      "count the seeds",
      () => minimumSeeds(0.95, { family }),
      text,
    );
  }
});
