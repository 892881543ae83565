/**
 * How often a run alarms that is compared with a review, from real scores:
 * where nothing has changed but the machine or the seeds, and where something
 * has.
 *
 * @module
 */
import { mersenne } from "pure-rand/generator/mersenne";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { MeasuredCell } from "../../bench/review/measured_cells.ts";
import { verdictCheck } from "../../bench/review/verdict_check.ts";
import { detectChange } from "../../statistics/detect_change.ts";
import type { Schedule, Standing } from "../../statistics/standing.ts";
import { drawSeeds, type Scenario, type ScenarioCell } from "./scenarios.ts";
import {
  decideScores,
  type ScoredAssertion,
  type Scores,
} from "./scored_run.ts";

/** What runs are made of. */
export interface AlarmOptions {
  /** The cells of a run, with their margins and what they can be. */
  cells: readonly (ScenarioCell & Pick<MeasuredCell, "margin">)[];
  /** Their scores. */
  scores: Scores;
  /**
   * The same on another engine; cells that were not measured there are empty.
   */
  elsewhere: Scores;
  assertions: readonly ScoredAssertion[];
  schedule: Schedule;
  /** How many runs. */
  runs: number;
  /** Decides what is drawn. */
  seed: number;
}

/** What came of runs; shares are from 0 to 1. */
export interface Alarms {
  scenario: Scenario;
  runs: number;
  /** Runs whose scores were called changed. */
  scores: number;
  /** Runs with an opposite verdict. */
  opposite: number;
  /** Runs with a firm verdict that was lost, and was lost again. */
  lost: number;
  lostAgain: number;
  /** Runs with any alarm, lost verdicts confirmed. */
  alarms: number;
  /** Runs with a notice. */
  notices: number;
  /**
   * Half of the runs saw the change with so many seeds; absent if they did not.
   */
  seeds: number | undefined;
}

/** A share of the most seeds within which a verdict is firm. */
const FIRM_SHARE = 1 / 3;

/** Simulates reviews, and a run after each. */
export function simulateAlarms(
  scenario: Scenario,
  options: AlarmOptions,
): Alarms {
  const { runs, seed } = options;
  const generator = mersenne(seed);
  const all = Array.from(
    { length: runs },
    () => simulateRun(scenario, { ...options, generator }),
  );
  const shareOf = (is: (run: RunAlarms) => boolean) =>
    all.filter(is).length / runs;
  const seeds = all.map(({ seenAfter }) => seenAfter)
    .sort((one, other) => one - other)[Math.ceil(runs / 2) - 1]!;
  return {
    scenario,
    runs,
    scores: shareOf(({ isChanged }) => isChanged),
    opposite: shareOf(({ opposite }) => opposite > 0),
    lost: shareOf(({ lost }) => lost > 0),
    lostAgain: shareOf(({ lostAgain }) => lostAgain > 0),
    alarms: shareOf(({ isChanged, opposite, lostAgain }) =>
      isChanged || opposite + lostAgain > 0
    ),
    notices: shareOf(({ notices }) => notices > 0),
    seeds: Number.isFinite(seeds) ? seeds : undefined,
  };
}

/** What came of a run. */
interface RunAlarms {
  isChanged: boolean;
  opposite: number;
  lost: number;
  lostAgain: number;
  notices: number;
  /** Seeds; infinite if it was not seen. */
  seenAfter: number;
}

type Drawing = AlarmOptions & { generator: RandomGenerator };

function simulateRun(scenario: Scenario, drawing: Drawing): RunAlarms {
  const { assertions, schedule } = drawing;
  const decide = (scores: Scores) =>
    decideScores(assertions, { scores, schedule });
  const reviewed = draw(drawing);
  const now = draw(drawing, {
    scenario,
    ...(scenario.isOtherSeeds ? {} : { drawn: reviewed.drawn }),
  });
  const then = decide(reviewed.scores);
  const standings = decide(now.scores);
  const fresh = decide(draw(drawing, { scenario }).scores);
  const counts = { opposite: 0, lost: 0, lostAgain: 0, notices: 0 };
  for (const [at, { verdict }] of standings.entries()) {
    const { verdict: expected, seeds } = then[at]!;
    if (verdict === expected) continue;
    const isFirm = seeds <= schedule.most * FIRM_SHARE;
    const check = verdictCheck(verdict, { expected, isFirm });
    if (check === "opposite") counts.opposite++;
    else if (check === "notice") counts.notices++;
    else {
      counts.lost++;
      if (fresh[at]!.verdict !== expected) counts.lostAgain++;
    }
  }
  const isSeen = (most: number) =>
    isChangeSeen({ then: reviewed.scores, now: now.scores }, {
      ...drawing,
      standings,
      most,
    });
  const looks = [];
  for (let n = 2; n <= schedule.most; n += 2) looks.push(n);
  return {
    ...counts,
    isChanged: isSeen(schedule.most),
    seenAfter: scenario.isChange ? looks.find(isSeen) ?? Infinity : Infinity,
  };
}

/** Tests the seeds that the cells of a run have when it ends. */
function isChangeSeen(
  { then, now }: { then: Scores; now: Scores },
  { cells, assertions, standings, schedule, most }: Drawing & {
    standings: readonly Standing[];
    most: number;
  },
): boolean {
  const seeds = cells.map(() => schedule.first);
  for (const [at, { conditions }] of assertions.entries()) {
    for (const { cell } of conditions.flat()) {
      seeds[cell] = Math.max(seeds[cell]!, standings[at]!.seeds);
    }
  }
  return detectChange(cells.map(({ margin = 0.05, bounds }, cell) => {
    const end = Math.min(seeds[cell]!, most);
    return {
      reviewed: then[cell]!.slice(0, end),
      now: now[cell]!.slice(0, end),
      margin,
      bounds,
    };
  })).isChanged;
}

/**
 * Draws the scores of a run: seeds of the real one, with what happens to them.
 */
function draw(
  { cells, scores, elsewhere, schedule, generator }: Drawing,
  { scenario, drawn }: { scenario?: Scenario; drawn?: readonly number[] } = {},
): { drawn: readonly number[]; scores: Scores } {
  const of = scores[0]!.length;
  const seeds = drawn ??
    drawSeeds({ seeds: schedule.most, of, generator });
  if (scenario === undefined) {
    return {
      drawn: seeds,
      scores: scores.map((cell) => seeds.map((seed) => cell[seed])),
    };
  }
  const luck = seeds.map(() => uniformFloat64(generator));
  return {
    drawn: seeds,
    scores: cells.map((cell, at) =>
      seeds.map((seed, n) => {
        const score = elsewhere[at]![seed] ?? scores[at]![seed];
        return score === undefined
          ? undefined
          : scenario.change?.(score, { cell, luck: luck[n]! }) ?? score;
      })
    ),
  };
}
