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
import { FIRM_SHARE } from "../../bench/review/accept_run.ts";
import { compareScores } from "../../bench/review/compare_scores.ts";
import type { MeasuredCell } from "../../bench/review/measured_cells.ts";
import type { ReviewedCell } from "../../bench/review/reviewed_scores.ts";
import { verdictCheck } from "../../bench/review/verdict_check.ts";
import type { Schedule, Standing } from "../../statistics/standing.ts";
import { confirmLost } from "./confirm_lost.ts";
import { drawSeeds, type Scenario } from "./scenarios.ts";
import {
  decideScores,
  type ScoredAssertion,
  type Scores,
} from "./scored_run.ts";

/** A cell, with its margin and what it can be. */
export type AlarmCell =
  & Omit<ReviewedCell, "scores">
  & Pick<MeasuredCell, "margin" | "bounds">;

/** What runs are made of. */
export interface AlarmOptions {
  /** The cells of a run. */
  cells: readonly AlarmCell[];
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
  const reviewed = draw(drawing);
  const now = draw(drawing, {
    scenario,
    ...(scenario.isOtherSeeds ? {} : { drawn: reviewed.drawn }),
  });
  const then = decideScores(assertions, { scores: reviewed.scores, schedule });
  const standings = decideScores(assertions, { scores: now.scores, schedule });
  const checks = checksOf(standings, { ...drawing, then });
  const lost = assertions.filter((_, at) => checks[at] === "lost");
  const again = draw(drawing, { scenario });
  const found = confirmLost(lost, { ...drawing, then, scores: again.scores });
  const isLostAgain = ({ key, verdict }: Standing) =>
    lost.some((each) => each.key === key) &&
    then.some((each) => each.key === key && each.verdict !== verdict);
  const before = trainedCells(reviewed.scores, then, drawing);
  const after = trainedCells(now.scores, standings, drawing);
  const fresh = namedCells(trainedCells(again.scores, found, drawing));
  const isSeen = (most: number, fresh: readonly MeasuredCell[] = []) => {
    const first = after.map((cell) => ({
      ...cell,
      scores: cell.scores.slice(0, most),
    }));
    return compareScores(namedCells(first), before, fresh)?.isChanged ?? false;
  };
  const looks = [];
  for (let n = 2; n <= schedule.most; n += 2) looks.push(n);
  return {
    opposite: checks.filter((check) => check === "opposite").length,
    lost: lost.length,
    lostAgain: found.filter(isLostAgain).length,
    notices: checks.filter((check) => check === "notice").length,
    isChanged: isSeen(schedule.most, fresh),
    seenAfter: scenario.isChange
      ? looks.find((most) => isSeen(most)) ?? Infinity
      : Infinity,
  };
}

/** What each assertion departs in; nothing where it is as reviewed. */
function checksOf(
  standings: readonly Standing[],
  { then, schedule }: Drawing & { then: readonly Standing[] },
): (ReturnType<typeof verdictCheck> | undefined)[] {
  return standings.map(({ verdict }, at) => {
    const { verdict: expected, seeds } = then[at]!;
    const isFirm = seeds <= schedule.most * FIRM_SHARE;
    return verdict === expected
      ? undefined
      : verdictCheck(verdict, { expected, isFirm });
  });
}

/** The scores of a run, as far as its assertions were trained. */
function trainedCells(
  scores: Scores,
  standings: readonly Standing[],
  { cells, assertions }: Drawing,
): (AlarmCell & ReviewedCell)[] {
  const seeds = new Map(standings.map(({ key, trained }) => [key, trained]));
  const counts = cells.map(() => 0);
  for (const { key, conditions } of assertions) {
    for (const { cell } of conditions.flat()) {
      counts[cell] = Math.max(counts[cell]!, seeds.get(key) ?? 0);
    }
  }
  return cells.map((cell, at) => ({
    ...cell,
    scores: scores[at]!.slice(0, counts[at]).map((score) => score ?? null),
  }));
}

/** Cells of the same scores, each by its name. */
function namedCells(
  cells: readonly (AlarmCell & ReviewedCell)[],
): MeasuredCell[] {
  return cells.flatMap(({ cells: names, ...cell }) =>
    names.map((name) => ({ ...cell, cell: name }))
  );
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
