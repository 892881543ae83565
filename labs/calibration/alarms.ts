/**
 * How often a reviewed verdict alarms, by one run and where a departure must
 * come again on fresh seeds.
 *
 * @module
 */
import { mersenne } from "pure-rand/generator/mersenne";
import type { Verdict } from "../../statistics/verdict.ts";
import { verdictOf } from "../../bench/study/decide.ts";
import type { CalibrateOptions, Rate } from "./calibrate.ts";
import type { Truth } from "../../bench/study/kinds/kind.ts";
import type { Experiment } from "./experiments.ts";

/** What came of a run that is held against a reviewed verdict. */
export interface Alarms {
  seeds: number;
  /** Alarms of one run where nothing has changed since the review. */
  falseOnce: Rate;
  /** ... that fresh seeds repeat. */
  falseConfirmed: Rate;
  /** Alarms of one run where the effect has gone. */
  trueOnce: Rate;
  /** ... that fresh seeds repeat. */
  trueConfirmed: Rate;
}

/** What was reviewed: there is the effect, and a run found it. */
const REVIEWED: Verdict = "supported";

/**
 * Simulates runs of one assertion with the reviewed verdict "supported": the
 * effect is still there, or has gone to the last truth at which the claim is
 * false. Each departure is followed by a second study.
 *
 * @param experiment What is simulated, in its worlds that are not lopsided.
 */
export function simulateAlarms(
  experiment: Experiment,
  options: CalibrateOptions,
): Alarms {
  const { seeds, seed, level = 0.95 } = options;
  const studies = options.studies ?? experiment.studies(seeds);
  const generator = mersenne(seed);
  const count = (truth: Truth): [once: Rate, confirmed: Rate] => {
    const once = { hits: 0, of: 0 };
    const confirmed = { hits: 0, of: 0 };
    const worlds = experiment.worlds.filter(({ isLopsided }) => !isLopsided);
    for (const world of worlds) {
      const departs = () => {
        const drawn = { world, seeds, generator };
        const sample = experiment.draw(truth.means, drawn);
        const evidence = experiment.evidenceOf(sample, { level });
        return verdictOf(experiment.statement, evidence) !== REVIEWED;
      };
      for (let study = 0; study < studies; study++) {
        const first = departs();
        once.hits += Number(first);
        confirmed.hits += Number(first && departs());
      }
      once.of += studies;
      confirmed.of += studies;
    }
    return [once, confirmed];
  };
  const [falseOnce, falseConfirmed] = count(experiment.effect);
  const [trueOnce, trueConfirmed] = count(experiment.justFalse);
  return { seeds, falseOnce, falseConfirmed, trueOnce, trueConfirmed };
}
