/**
 * How often verdicts are wrong, by simulated studies of which the truth is
 * known.
 *
 * @module
 */
import { mersenne } from "pure-rand/generator/mersenne";
import type { Truth } from "../../bench/study/kinds/kind.ts";
import type { Schedule } from "../../statistics/standing.ts";
import type { Experiment } from "./experiments.ts";
import { type Outcome, simulateStudy } from "./simulate_study.ts";

/** How many studies are simulated, and how. */
export interface CalibrateOptions {
  /** When a study looks for a verdict. */
  schedule: Schedule;
  /** Studies of each world and truth. @default {the experiment's} */
  studies?: number | undefined;
  /** Seed of the simulation, a whole number from 0 to 4294967295. */
  seed: number;
}

/** How often something happened. */
export interface Rate {
  hits: number;
  of: number;
}

/** What came of the studies of a world. */
export interface Calibration {
  /** The name of the world, or `"all"`. */
  world: string;
  /** "supported" where the claim is just false. */
  falseSupport: Rate;
  /** ... by somebody who stops at the best-looking seed. */
  everSupport: Rate;
  /** ... by somebody who first runs a third of the seeds. */
  resumedSupport: Rate;
  /** "contradicted" where the claim is just true. */
  falseContradiction: Rate;
  /** Intervals that hold the true value when the study stops. */
  coverage: Rate;
  /** "supported" where there is the effect. */
  power: Rate;
  /** Seeds that these took, ascending. */
  seeds: readonly number[];
}

/**
 * Simulates studies of one kind of assertion.
 *
 * The claim is just false, then just true; between both, where either verdict is
 * right, only the interval is looked at; and then there is an effect.
 *
 * @param experiment What is simulated.
 * @returns What came of them in all worlds, and then in each.
 */
export function calibrate(
  experiment: Experiment,
  options: CalibrateOptions,
): Calibration[] {
  const { schedule, seed, studies = experiment.studies } = options;
  const { justFalse, justTrue, effect } = experiment.kind.calibration;
  const generator = mersenne(seed);
  const each = experiment.worlds.map((world): Calibration => {
    const run = (truth: Truth) =>
      Array.from(
        { length: studies },
        () => simulateStudy(experiment, { truth, world, schedule, generator }),
      );
    const atFalse = run(justFalse);
    // Where one truth is the last of both, its studies serve for both.
    const isOne = justTrue.means.join() === justFalse.means.join();
    const atTrue = isOne ? atFalse : run(justTrue);
    const between = isOne ? [] : run(middleOf(justFalse, justTrue));
    const atEffect = run(effect);
    const all = [...new Set([atFalse, atTrue, between, atEffect])].flat();
    const found = atEffect.filter(({ verdict }) => verdict === "supported");
    return {
      world: world.name,
      falseSupport: rateOf(atFalse, ({ verdict }) => verdict === "supported"),
      everSupport: rateOf(atFalse, ({ isEverSupported }) => isEverSupported),
      resumedSupport: rateOf(atFalse, ({ resumed }) => resumed === "supported"),
      falseContradiction: rateOf(
        atTrue,
        ({ verdict }) => verdict === "contradicted",
      ),
      coverage: rateOf(all, ({ isCovered }) => isCovered),
      power: rateOf(atEffect, ({ verdict }) => verdict === "supported"),
      seeds: found.map(({ seeds }) => seeds).sort((a, b) => a - b),
    };
  });
  return [together(each), ...each];
}

/** The truth between two, where a claim is true and not by its margin. */
function middleOf(one: Truth, other: Truth): Truth {
  return {
    means: one.means.map((mean, at) => (mean + other.means[at]!) / 2),
    value: (one.value + other.value) / 2,
  };
}

function rateOf(
  outcomes: readonly Outcome[],
  isHit: (outcome: Outcome) => boolean,
): Rate {
  return { hits: outcomes.filter(isHit).length, of: outcomes.length };
}

function together(each: readonly Calibration[]): Calibration {
  const sum = (of: (calibration: Calibration) => Rate): Rate => ({
    hits: each.reduce((total, one) => total + of(one).hits, 0),
    of: each.reduce((total, one) => total + of(one).of, 0),
  });
  return {
    world: "all",
    falseSupport: sum(({ falseSupport }) => falseSupport),
    everSupport: sum(({ everSupport }) => everSupport),
    resumedSupport: sum(({ resumedSupport }) => resumedSupport),
    falseContradiction: sum(({ falseContradiction }) => falseContradiction),
    coverage: sum(({ coverage }) => coverage),
    power: sum(({ power }) => power),
    seeds: each.flatMap(({ seeds }) => seeds).sort((a, b) => a - b),
  };
}
