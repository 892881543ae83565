/**
 * How often verdicts of whole runs are wrong: of many assertions that share a
 * promise, and their seeds.
 *
 * @module
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import { meanQuantity } from "../../statistics/mean_quantity.ts";
import { replay } from "../../statistics/replay.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import { wagerGreater } from "../../statistics/wager.ts";
import type { CalibrateOptions } from "./calibrate.ts";
import { drawScores } from "./draw_scores.ts";
import { WORLDS } from "./worlds.ts";

/** What came of runs. */
export interface RunCalibration {
  /** The mean share of wrong verdicts among those of a run, from 0 to 1. */
  wrong: number;
  /** The same of claims, of two assertions each. */
  wrongClaims: number;
  /** The same for starred verdicts: the share of runs that have a wrong one. */
  wrongStar: number;
  /** The mean share of assertions that were decided, and starred. */
  decided: number;
  starred: number;
  runs: number;
}

const MARGIN = 0.05;

/**
 * True means of "the mean > 0": of some, "supported" is just wrong; of some,
 * "contradicted" is; and of some there is an effect.
 */
const MEANS = [
  ...new Array<number>(10).fill(0),
  ...new Array<number>(5).fill(MARGIN),
  ...new Array<number>(5).fill(0.3),
];

/** How often all assertions have the same luck with a seed. */
const SHARED = 0.8;

/**
 * Simulates runs of 20 assertions, each in one of the worlds.
 *
 * @param options How many runs there are; and whether assertions share their
 * luck with a seed, as those do that look at the same networks.
 */
export function calibrateRuns(
  { schedule, studies = 500, seed, isShared }: CalibrateOptions & {
    isShared: boolean;
  },
): RunCalibration {
  const generator = mersenne(seed);
  const bounds = { lower: -1, upper: 1 };
  const sums = {
    wrong: 0,
    wrongClaims: 0,
    wrongStar: 0,
    decided: 0,
    starred: 0,
  };
  for (let run = 0; run < studies; run++) {
    const world = WORLDS[run % WORLDS.length]!;
    const draw = () =>
      drawScores([0], { world, seeds: schedule.most, generator })
        .map(([number]) => number);
    const common = draw();
    const entries = MEANS.map((mean, at) => {
      const scores = draw().map((own, seed) => {
        const isCommon = isShared && uniformFloat64(generator) < SHARED;
        const number = isCommon ? common[seed] : own;
        return number === undefined ? undefined : number + mean;
      });
      const wager = wagerGreater(meanQuantity(scores, bounds), {
        bound: 0,
        margin: MARGIN,
      });
      // Two assertions make a claim.
      const claim = String(at >> 1);
      return { key: String(at), claim, family: "run", wager };
    });
    const { standings, claims } = replay(entries, schedule);
    const parts = entries.map(({ key, claim }, at) => ({
      ...standings.get(key)!,
      claim,
      mean: MEANS[at]!,
    }));
    const found = parts.filter(isDecided);
    const wrong = found.filter(isWrong);
    const foundClaims = [...claims].map(([name, { verdict }]) => ({
      verdict,
      // The smaller mean of a claim is what both of its verdicts go by.
      mean: Math.min(
        ...parts.filter(({ claim }) => claim === name).map(({ mean }) => mean),
      ),
    })).filter(isDecided);
    const starred = found.filter(({ isStarred }) => isStarred);
    sums.wrong += wrong.length / Math.max(found.length, 1);
    sums.wrongClaims += foundClaims.filter(isWrong).length /
      Math.max(foundClaims.length, 1);
    sums.wrongStar += Number(wrong.some(({ isStarred }) => isStarred));
    sums.decided += found.length / MEANS.length;
    sums.starred += starred.length / MEANS.length;
  }
  return {
    wrong: sums.wrong / studies,
    wrongClaims: sums.wrongClaims / studies,
    wrongStar: sums.wrongStar / studies,
    decided: sums.decided / studies,
    starred: sums.starred / studies,
    runs: studies,
  };
}

function isDecided({ verdict }: { verdict: Verdict }): boolean {
  return verdict !== "inconclusive";
}

/** Whether a verdict on "the mean > 0" is wrong. */
function isWrong(
  { verdict, mean }: { verdict: Verdict; mean: number },
): boolean {
  return mean <= 0
    ? verdict === "supported"
    : mean >= MARGIN && verdict === "contradicted";
}
