import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  calibrate,
  type Calibration,
  type Rate,
} from "../../../labs/calibration/calibrate.ts";
import { calibrateRuns } from "../../../labs/calibration/calibrate_runs.ts";
import {
  type Experiment,
  EXPERIMENTS,
} from "../../../labs/calibration/experiments.ts";

const SCHEDULE = { first: 8, step: 2, most: 40 };
const RATES = [
  "falseSupport",
  "everSupport",
  "resumedSupport",
  "falseContradiction",
  "coverage",
  "power",
] as const;

const share = ({ hits, of }: Rate) => hits / of;

/** What comes of few studies of each world. */
function run(
  experiment: Experiment,
  options: { studies?: number; seed?: number } = {},
): [Calibration, ...Calibration[]] {
  const { studies = 2, seed = 1 } = options;
  return calibrate(experiment, { schedule: SCHEDULE, studies, seed }) as [
    Calibration,
  ];
}

Deno.test("calibrate() repeats itself with the same seed alone", () => {
  const { greater } = EXPERIMENTS;
  const studies = 10;
  assertEquals(
    run(greater, { studies, seed: 1 }),
    run(greater, { studies, seed: 1 }),
  );
  assertNotEquals(
    run(greater, { studies, seed: 1 }),
    run(greater, { studies, seed: 2 }),
  );
});

for (const [kind, experiment] of Object.entries(EXPERIMENTS)) {
  Deno.test(`calibrate() counts studies of each world, ${kind}`, () => {
    const [all, ...each] = run(experiment, { studies: 1 });
    assertEquals(
      each.map(({ world }) => world),
      experiment.worlds.map(({ name }) => name),
    );
    for (const row of each) assertEquals(row.falseSupport.of, 1);
    assertEquals(all.world, "all");
    for (const rate of RATES) {
      const sum = (part: keyof Rate) =>
        each.reduce((total, row) => total + row[rate][part], 0);
      assertEquals(all[rate], { hits: sum("hits"), of: sum("of") });
    }
    assertEquals(all.seeds.length, all.power.hits);
    for (const seeds of all.seeds) assert(8 <= seeds && seeds <= 40);
  });
}

/** An experiment whose numbers are moved before they are bet on. */
function cheating(by: number): Experiment {
  const { greater } = EXPERIMENTS;
  return {
    ...greater,
    draw: (truth, options) =>
      greater.draw(truth, options).map(({ scores, terms }) => ({
        terms,
        scores: scores.map((row) =>
          row.map((score) => score && Math.max(-1, Math.min(1, score + by)))
        ),
      })),
  };
}

Deno.test("calibrate() finds out bets that are won by cheating", () => {
  const [up] = run(cheating(0.4), { studies: 5 });
  assert(share(up.falseSupport) > 0.8);
  assert(share(up.coverage) < 0.6);
  assertEquals(up.falseContradiction.hits, 0);
  const [down] = run(cheating(-0.5), { studies: 5 });
  assert(share(down.falseContradiction) > 0.8);
  assertEquals(down.falseSupport.hits, 0);
});

Deno.test("no way of stopping wins more than the promise allows", () => {
  // At 1 in 40, four errors of 900 studies are 2.1 %.
  const [all] = run(EXPERIMENTS.greater, { studies: 100 });
  for (const rate of [all.everSupport, all.resumedSupport, all.falseSupport]) {
    assert(share(rate) < 0.046, `${rate.hits} of ${rate.of}`);
  }
  assert(all.everSupport.hits >= all.falseSupport.hits);
  assert(all.resumedSupport.hits <= all.everSupport.hits);
  assert(share(all.coverage) > 0.97);
  assert(share(all.power) > 0.8);
});

Deno.test("calibrateRuns() finds few wrong verdicts in runs of many assertions", () => {
  for (const isShared of [false, true]) {
    const { wrong, wrongClaims, wrongStar, decided, runs } = calibrateRuns({
      schedule: SCHEDULE,
      studies: 45,
      seed: 1,
      isShared,
    });
    assert(wrong < 0.05 && wrongStar < 0.1, `${wrong} ${wrongStar}`);
    assert(wrongClaims < 0.05, `${wrongClaims}`);
    assert(decided > 0.15);
    assertEquals(runs, 45);
  }
});
