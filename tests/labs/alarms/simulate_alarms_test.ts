import { assert, assertEquals } from "@std/assert";
import { isTreated, SCENARIOS } from "../../../labs/alarms/scenarios.ts";
import {
  type AlarmOptions,
  simulateAlarms,
} from "../../../labs/alarms/simulate_alarms.ts";
import { drawNormal } from "../../statistics/_samples.ts";

const SEEDS = 48;
const BOUNDS = { lower: 0, upper: 1 };

/** Scores with the layer and without it; another engine changes them a little. */
function optionsOf(gain: number): AlarmOptions {
  const noise = drawNormal(1, SEEDS);
  const rounding = drawNormal(2, SEEDS);
  const treated = noise.map((each) => 0.3 + gain + 0.1 * Math.tanh(each));
  const plain = noise.map(() => 0.3);
  const terms = [
    { key: "0", weight: 1, min: 0, max: 1 },
    { key: "1", weight: -1, min: 0, max: 1 },
  ];
  return {
    cells: ["gain/with", "gain/without"].map((cell) => ({
      cells: [cell],
      site: "leaves small-cnn",
      metric: "minorityF1",
      inference: "as-trained",
      epoch: 4,
      firstSeed: 1,
      bounds: BOUNDS,
      margin: 0.05,
    })),
    scores: [treated, plain],
    elsewhere: [
      treated.map((score, seed) => score + 0.01 * Math.tanh(rounding[seed]!)),
      plain,
    ],
    assertions: [{
      key: "gain",
      claim: "gain",
      study: "gain",
      family: "primary",
      statement: {
        kind: "greater",
        name: "positive",
        says: "the mean gain > 0",
        of: [{ cell: "with", weight: 1 }, { cell: "without", weight: -1 }],
        bound: 0,
        margin: 0.05,
      },
      conditions: [[{ cell: 0, weight: 1 }, { cell: 1, weight: -1 }]],
      terms: [terms],
    }],
    schedule: { first: 8, step: 2, most: SEEDS },
    runs: 60,
    seed: 1,
  };
}

/** What comes of a scenario, by a part of its name. */
function alarmsOf(part: string, gain = 0.4) {
  const scenario = SCENARIOS.find(({ name }) => name.includes(part))!;
  return simulateAlarms(scenario, optionsOf(gain));
}

Deno.test("simulateAlarms() finds no alarm where nothing has changed", () => {
  for (const name of ["another processor", "other random numbers"]) {
    const { alarms, scores, seeds } = alarmsOf(name);
    assertEquals([alarms, scores, seeds], [0, 0, undefined], name);
  }
});

Deno.test("simulateAlarms() finds changed scores, sooner the larger the change", () => {
  const large = alarmsOf("fall by 0.35");
  const small = alarmsOf("fall by 0.2");
  assertEquals([large.scores, large.alarms], [1, 1]);
  assert(large.seeds! <= small.seeds!, `${large.seeds}, ${small.seeds}`);
});

Deno.test("simulateAlarms() counts opposite and lost verdicts, and notices", () => {
  // All that the layer gains is gone.
  const gone = alarmsOf("fall by 0.35", 0.35);
  assert(gone.opposite + gone.lost > 0.5, JSON.stringify(gone));
  assert(gone.lostAgain <= gone.lost);
  // So little is decided late, if at all.
  assert(alarmsOf("other random numbers", 0.08).notices > 0.1);
});

Deno.test("simulateAlarms() compares fresh seeds with the review, too", () => {
  // On the seeds of the runs alone, no change is seen.
  const { lost, scores } = simulateAlarms({
    name: "six trainings in ten score 0.5 less",
    isChange: true,
    change: (score, { cell, luck }) =>
      isTreated(cell) && luck < 0.6 ? Math.max(score - 0.5, 0) : score,
  }, optionsOf(0.3));
  assert(lost > 0.5 && scores > 0.05, `${lost} ${scores}`);
});

Deno.test("simulateAlarms() draws the same with the same seed", () => {
  assertEquals(
    alarmsOf("other random numbers", 0.1),
    alarmsOf("other random numbers", 0.1),
  );
});
