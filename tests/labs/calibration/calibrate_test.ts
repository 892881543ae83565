import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { calibrate, type Rate } from "../../../labs/calibration/calibrate.ts";
import {
  type Experiment,
  EXPERIMENTS,
} from "../../../labs/calibration/experiments.ts";

const KINDS = Object.entries(EXPERIMENTS);
const RATES = [
  "falseSupport",
  "falseContradiction",
  "coverage",
  "power",
] as const;

/** What a rule that knows one thing alone makes of every study. */
function deciding(
  interval: readonly [number, number],
  p: number,
): Experiment {
  const [lower, upper] = interval;
  const estimate = { point: 0, lower, upper, level: 0.95, runs: 6 };
  return { ...EXPERIMENTS.greater, evidenceOf: () => ({ estimate, p }) };
}

/** The interval that takes 6 seeds for as many as one likes. */
function zEvidence(sample: number[][]) {
  const values = sample.flat();
  const runs = values.length;
  const point = values.reduce((sum, value) => sum + value, 0) / runs;
  const squares = values.reduce((sum, value) => sum + (value - point) ** 2, 0);
  const reach = 1.96 * Math.sqrt(squares / (runs - 1) / runs);
  const [lower, upper] = [point - reach, point + reach];
  const p = lower > 0 || upper < 0 ? 0.04 : 1;
  return { estimate: { point, lower, upper, level: 0.95, runs }, p };
}

const share = ({ hits, of }: Rate) => hits / of;

Deno.test("calibrate() repeats itself with the same seed alone", () => {
  const { pooled } = EXPERIMENTS;
  const run = (seed: number) =>
    calibrate(pooled, { seeds: 6, studies: 30, seed });
  assertEquals(run(1), run(1));
  assertNotEquals(run(1), run(2));
});

for (const [kind, experiment] of KINDS) {
  Deno.test(`calibrate() counts studies of each world, ${kind}`, () => {
    const [all, ...each] = calibrate(experiment, {
      seeds: 6,
      studies: 1,
      seed: 1,
    });
    const { worlds } = experiment;
    assertEquals(
      each.map(({ world }) => world),
      worlds.map(({ name }) => name),
    );
    for (const row of each) assertEquals(row.falseSupport.of, 1);
    assertEquals(all?.world, "all");
    assertAlmostEquals(all!.level, kind === "equivalent" ? 0.9 : 0.95, 1e-12);
    const even = each.filter((_, at) => !worlds[at]!.isLopsided);
    assert(even.length > 0 && even.length < each.length);
    for (const rate of RATES) {
      const sum = (part: keyof Rate) =>
        even.reduce((total, row) => total + row[rate][part], 0);
      assertEquals(all?.[rate], { hits: sum("hits"), of: sum("of") });
    }
    assertEquals(all?.falseSupport.of, even.length);
  });
}

Deno.test("calibrate() leaves what lopsided worlds do out of all", () => {
  const supported = deciding([0.04, 0.06], 0.01);
  const open = deciding([-1, 1], 1);
  const experiment: Experiment = {
    ...supported,
    draw: (_, { world }) => [[world.isLopsided ? 1 : 0]],
    evidenceOf: (sample, options) =>
      (sample[0]![0] === 1 ? supported : open).evidenceOf(sample, options),
  };
  const [all, ...each] = calibrate(experiment, {
    seeds: 6,
    studies: 2,
    seed: 1,
  });
  assertEquals(share(all!.falseSupport), 0);
  assertEquals(
    each.map(({ falseSupport }) => share(falseSupport)),
    experiment.worlds.map(({ isLopsided }) => isLopsided ? 1 : 0),
  );
});

Deno.test("calibrate() tells a rule that always supports", () => {
  const experiment = deciding([0.04, 0.06], 0.01);
  const options = { seeds: 6, studies: 2, seed: 1 };
  for (const row of calibrate(experiment, options)) {
    assertEquals(share(row.falseSupport), 1);
    assertEquals(share(row.falseContradiction), 0);
    assertEquals(share(row.power), 1);
    assertEquals(share(row.coverage), 1 / 3);
  }
});

Deno.test("calibrate() tells a rule that always contradicts", () => {
  const experiment = deciding([-0.02, 0.02], 1);
  for (const row of calibrate(experiment, { seeds: 6, studies: 2, seed: 1 })) {
    assertEquals(share(row.falseSupport), 0);
    assertEquals(share(row.falseContradiction), 1);
    assertEquals(share(row.power), 0);
  }
});

Deno.test("calibrate() finds out an interval that is too narrow", () => {
  const worlds = EXPERIMENTS.greater.worlds.slice(0, 1);
  const narrow = { ...EXPERIMENTS.greater, worlds, evidenceOf: zEvidence };
  const [row] = calibrate(narrow, { seeds: 6, studies: 4000, seed: 1 });
  // Student's t of 5 degrees of freedom is beyond 1.96 in 10.7 of 100, half
  // of them upwards.
  assert(Math.abs(share(row!.falseSupport) - 0.0535) < 0.012);
  assert(Math.abs(share(row!.coverage) - 0.893) < 0.015);
});

Deno.test("calibrate() finds the level that a t-test keeps to", () => {
  const worlds = EXPERIMENTS.pooled.worlds.slice(0, 1);
  const options = { seeds: 6, studies: 4000, seed: 1 };
  const [row] = calibrate({ ...EXPERIMENTS.pooled, worlds }, options);
  assert(Math.abs(share(row!.falseSupport) - 0.025) < 0.01);
  assert(Math.abs(share(row!.coverage) - 0.95) < 0.01);
});
