import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStringIncludes,
} from "@std/assert";
import {
  differEvidence,
  equivalenceEvidence,
  meanEvidence,
  peakEvidence,
  pooledEvidence,
  ratioEvidence,
  seedsForEquivalence,
  trendEvidence,
} from "../../../bench/study/evidence.ts";

const LEVEL = 0.95;

Deno.test("meanEvidence() tests the mean against the bound, seed by seed", () => {
  const values = [0.25, 0.5, 0.375, 0.25, 0.5, 0.375];
  const { estimate, p } = meanEvidence(values, { bound: 0, level: LEVEL });
  assertEquals([estimate!.point, estimate!.runs], [0.375, 6]);
  assert(estimate!.lower > 0.25 && estimate!.upper < 0.5);
  assertEquals(p, 2 / 2 ** 6);
  const above = meanEvidence(values, { bound: 0.375, level: LEVEL });
  assertEquals([above.estimate, above.p], [estimate, 1]);
  // Below the bound is as far as above it: which it is, the interval says.
  assertEquals(meanEvidence(values, { bound: 1, level: LEVEL }).p, 2 / 2 ** 6);
});

Deno.test("meanEvidence() has a ceiling where the largest value is known", () => {
  const values = new Array(80).fill(0);
  const of = (count: number) =>
    meanEvidence(values.slice(0, count), {
      ...{ bound: 0, level: LEVEL, largest: 1 },
    }).ceiling!;
  // 0.95^n <= 0.025 from 72 seeds on: math.log(0.025) / math.log(0.95)
  assert(of(20) > of(40) && of(40) > 0.05 && of(80) < 0.05, `${of(80)}`);
  const unknown = meanEvidence(values, { bound: 0, level: LEVEL });
  assertEquals(unknown.ceiling, undefined);
});

Deno.test("meanEvidence() counts every pattern of signs, of 40 seeds too", () => {
  const values = Array.from({ length: 40 }, (_, at) => 0.25 + at / 128);
  const { p } = meanEvidence(values, { bound: 0, level: LEVEL });
  assertEquals(p, 2 ** -39);
});

Deno.test("meanEvidence() gives the same bits each time", () => {
  const values = [0.25, -0.5, 0.375, 0.125, 0.5];
  const options = { bound: 0, level: LEVEL };
  assertEquals(meanEvidence(values, options), meanEvidence(values, options));
});

Deno.test("equivalenceEvidence() tests at the study's level, each way", () => {
  const values = new Array(60).fill(0);
  const options = { margin: 0.05, largest: 1, level: LEVEL };
  const { estimate, p, obstacle } = equivalenceEvidence(values, options);
  assertEquals(obstacle, undefined);
  assertAlmostEquals(estimate!.level, 0.9, 1e-12);
  assert(p! < 0.05, `p = ${p}`);
  assert(estimate!.lower > -0.05 && estimate!.upper < 0.05);
});

Deno.test("equivalenceEvidence() says how many seeds could show it", () => {
  const values = new Array(20).fill(0);
  const options = { margin: 0.05, largest: 1, level: LEVEL };
  assertEquals(
    equivalenceEvidence(values, options).obstacle,
    "20 seeds cannot show a mean within 0.05 of 0, whatever they score: 59 " +
      "or more can",
  );
  const enough = new Array(59).fill(0);
  assertEquals(equivalenceEvidence(enough, options).obstacle, undefined);
});

Deno.test("seedsForEquivalence() is where seeds of 0 leave no room for a jump", () => {
  // math.ceil(math.log(0.05) / math.log(1 - margin / largest)), Python 3.12
  const cases = [[0.05, 1, 59], [0.05, 0.4, 23], [0.05, 0.2, 11], [
    0.15,
    1,
    19,
  ]];
  for (const [margin, largest, seeds] of cases) {
    assertEquals(
      seedsForEquivalence({
        ...{ margin: margin!, largest: largest! },
        level: LEVEL,
      }),
      seeds,
    );
  }
  // Seeds that are fewer do leave room, whatever they score.
  const options = { margin: 0.15, largest: 1, level: LEVEL };
  const p = (seeds: number) =>
    equivalenceEvidence(new Array(seeds).fill(0), options).p!;
  assert(p(15) > 0.05 && p(25) < 0.05, `${p(15)}, ${p(25)}`);
});

const LABELS = ["few", "some", "many"];

Deno.test("peakEvidence() says where the peak is", () => {
  const scores = Array.from({ length: 10 }, (_, seed) => [
    0.25 + seed / 256,
    0.75 - seed / 256,
    0.375,
  ]);
  const { estimate, p, detail, obstacle, ceiling } = peakEvidence(scores, {
    ...{ labels: LABELS, level: LEVEL, largest: 1 },
  });
  assert(ceiling! > estimate!.upper, `ceiling ${ceiling}`);
  assertAlmostEquals(estimate!.point, 0.375 - 4.5 / 256, 1e-12);
  assertEquals(p, 2 ** -9);
  assertEquals(detail, "best inside: some; the peak is likely at some");
  assertEquals(obstacle, undefined);
});

Deno.test("peakEvidence() has an obstacle in a peak at either end, or in none", () => {
  const ends = [[0.75, 0.5, 0.25], [0.25, 0.5, 0.75], [0.5, 0.5, 0.5]];
  for (const row of ends) {
    const scores = Array.from(
      { length: 10 },
      (_, seed) =>
        row.map((score, at) => score + ((seed * (at + 1)) % 5) / 256),
    );
    const { obstacle } = peakEvidence(scores, {
      ...{ labels: LABELS, level: LEVEL, largest: 1 },
    });
    assertEquals(obstacle, "the peak may be at an end", `${row}`);
  }
});

Deno.test("differEvidence() gives the range of means, and each of them", () => {
  const scores = Array.from({ length: 10 }, (_, seed) => [
    0.5,
    0.25 + (seed % 2) / 64,
    0.75,
  ]);
  const evidence = (margin: number) =>
    differEvidence(scores, { labels: LABELS, level: LEVEL, margin });
  const { estimate, p, detail, obstacle } = evidence(0.05);
  assertAlmostEquals(estimate!.point, 0.5 - 1 / 128, 1e-12);
  // Three pairs, of which 10 differences of one sign are 2 patterns of 2^10.
  assertEquals(p, 3 * 2 ** -9);
  // A range that is not beyond the margin is none that matters.
  assertEquals(evidence(0.5).p, 1);
  assertEquals(evidence(0.5).estimate, estimate);
  assertEquals(detail, "few 0.500, some 0.258, many 0.750");
  assertEquals(obstacle, undefined);
});

Deno.test("pooledEvidence() takes groups, and not their seeds, for its sample", () => {
  const groups = [0.125, 0.25, 0.375].map((mean) => [
    mean - 0.0625,
    mean,
    mean + 0.0625,
  ]);
  const { estimate, p, detail } = pooledEvidence(groups, {
    ...{ bound: 0, level: LEVEL },
  });
  assertEquals([estimate!.point, estimate!.runs], [0.25, 3]);
  // scipy.stats.ttest_1samp([0.125, 0.25, 0.375], 0).pvalue, SciPy 1.14
  assertAlmostEquals(p!, 0.07417990022744853, 1e-12);
  assertStringIncludes(
    detail!,
    "a further data set or network is to be expected between ",
  );
  const level = { bound: 0.25, level: LEVEL };
  assertEquals(pooledEvidence(groups, level).p, 1);
});

Deno.test("ratioEvidence() divides means, and not each seed's two numbers", () => {
  const pairs = [[0.25, 0.5], [0.125, 0.125], [0.375, 0.875]] as const;
  const { estimate, p } = ratioEvidence(pairs, { level: LEVEL });
  assertAlmostEquals(estimate!.point, 0.75 / 1.5, 1e-12);
  assertEquals(p, undefined);
});

Deno.test("trendEvidence() says which way, and each mean", () => {
  const rising = Array.from({ length: 6 }, (_, seed) => [
    seed / 64,
    0.25 + seed / 64,
    0.5 + seed / 64,
  ]);
  const { p, detail, estimate } = trendEvidence(rising, { labels: LABELS });
  assertEquals(estimate, undefined);
  assert(p! < 0.01, `p = ${p}`);
  assertEquals(detail, "rising in the mean: few 0.039, some 0.289, many 0.539");
  const falling = rising.map((row) => row.toReversed());
  const other = trendEvidence(falling, { labels: LABELS });
  assertStringIncludes(other.detail!, "falling in the mean: few 0.539");
  assertEquals(other.p, p);
});
