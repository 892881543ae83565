/**
 * How often verdicts are wrong, by simulated studies of which the truth is
 * known. They go the way that those of a run go, from numbers to verdict.
 *
 * @module
 */
import { mersenne } from "pure-rand/generator/mersenne";
import type { Verdict } from "../../statistics/verdict.ts";
import { verdictOf } from "../../bench/study/decide.ts";
import type { DrawOptions } from "./draw_scores.ts";
import type { Truth } from "../../bench/study/kinds/kind.ts";
import type { Experiment } from "./experiments.ts";

/** How many studies are simulated, and how. */
export interface CalibrateOptions {
  /** Seeds of a study. */
  seeds: number;
  /** Studies of each world and truth. @default {the experiment's} */
  studies?: number | undefined;
  /** Seed of the simulation, a whole number from 0 to 4294967295. */
  seed: number;
  /** Level of each study. @default {0.95} */
  level?: number;
}

/** How often something happened. */
export interface Rate {
  hits: number;
  of: number;
}

/** What came of the studies of a world. */
export interface Calibration {
  /** The name of the world, or `"all"` for those that are not lopsided. */
  world: string;
  seeds: number;
  /** "supported" where the claim is just false. */
  falseSupport: Rate;
  /** "contradicted" where the claim is just true. */
  falseContradiction: Rate;
  /** Intervals that contain the true value, whatever it is. */
  coverage: Rate;
  /** "supported" where there is the effect. */
  power: Rate;
  /** Coverage that the intervals are meant to have; none in no study. */
  level: number;
}

/** What came of the studies of one truth. */
interface Tally {
  verdicts: Verdict[];
  covered: boolean[];
  level: number;
}

/** Intervals of no width miss the truth by a rounding error. */
const ROUNDING = 1e-9;

/**
 * Simulates studies of one kind of assertion.
 *
 * @param experiment What is simulated.
 * @returns What came of them in all worlds that are not lopsided, and then in
 * each.
 */
export function calibrate(
  experiment: Experiment,
  options: CalibrateOptions,
): Calibration[] {
  const { seeds, seed, level = 0.95 } = options;
  const studies = options.studies ?? experiment.studies(seeds);
  const generator = mersenne(seed);
  const { justFalse, justTrue, effect } = experiment;
  const each = experiment.worlds.map((world): Calibration => {
    const drawn = { world, seeds, generator };
    const run = (truth: Truth) =>
      simulate(experiment, truth, { ...drawn, studies, level });
    const atFalse = run(justFalse);
    // Where one truth is the last of both, its studies serve for both.
    const atTrue = justTrue.means.join() === justFalse.means.join()
      ? atFalse
      : run(justTrue);
    const atEffect = run(effect);
    const tallies = new Set([atFalse, atTrue, atEffect]);
    return {
      world: world.name,
      seeds,
      level: atFalse.level,
      falseSupport: rateOf(atFalse.verdicts, "supported"),
      falseContradiction: rateOf(atTrue.verdicts, "contradicted"),
      coverage: rateOf([...tallies].flatMap(({ covered }) => covered), true),
      power: rateOf(atEffect.verdicts, "supported"),
    };
  });
  const even = each.filter((_, at) => !experiment.worlds[at]?.isLopsided);
  return [together(even), ...each];
}

function simulate(
  { statement, draw, evidenceOf }: Experiment,
  { means, value }: Truth,
  options: DrawOptions & { studies: number; level: number },
): Tally {
  const tally: Tally = { verdicts: [], covered: [], level: NaN };
  for (let study = 0; study < options.studies; study++) {
    const evidence = evidenceOf(draw(means, options), options);
    const { lower, upper, level } = evidence.estimate ??
      { lower: NaN, upper: NaN, level: NaN };
    tally.verdicts.push(verdictOf(statement, evidence));
    tally.covered.push(lower - ROUNDING <= value && value <= upper + ROUNDING);
    tally.level = level;
  }
  return tally;
}

function rateOf<Outcome>(
  outcomes: readonly Outcome[],
  wanted: Outcome,
): Rate {
  const hits = outcomes.filter((outcome) => outcome === wanted).length;
  return { hits, of: outcomes.length };
}

function together(each: readonly Calibration[]): Calibration {
  const sum = (of: (calibration: Calibration) => Rate): Rate => ({
    hits: each.reduce((total, one) => total + of(one).hits, 0),
    of: each.reduce((total, one) => total + of(one).of, 0),
  });
  return {
    world: "all",
    seeds: each[0]?.seeds ?? 0,
    level: each[0]?.level ?? 0,
    falseSupport: sum(({ falseSupport }) => falseSupport),
    falseContradiction: sum(({ falseContradiction }) => falseContradiction),
    coverage: sum(({ coverage }) => coverage),
    power: sum(({ power }) => power),
  };
}
