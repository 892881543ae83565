/**
 * One study of which the truth is known. It goes the way that an assertion of a
 * run goes: from the numbers of its seeds, round by round, to a verdict.
 *
 * @module
 */
import type { SiteScores, Truth } from "../../bench/study/kinds/kind.ts";
import { logEvidence } from "../../statistics/bets.ts";
import { LEAST_EVIDENCE } from "../../statistics/e_benjamini_hochberg.ts";
import { intervalOf } from "../../statistics/interval.ts";
import { replay } from "../../statistics/replay.ts";
import type { Schedule } from "../../statistics/standing.ts";
import type { Verdict } from "../../statistics/verdict.ts";
import type { Wager } from "../../statistics/wager.ts";
import type { DrawOptions } from "./draw_scores.ts";
import type { Experiment } from "./experiments.ts";

/** What came of a study. */
export interface Outcome {
  verdict: Verdict;
  /** How many seeds it took. */
  seeds: number;
  /** Whether its interval holds the truth, at the seed where it stopped. */
  isCovered: boolean;
  /**
   * The verdict of somebody who looks after every seed, and stops when it looks
   * best.
   */
  isEverSupported: boolean;
  /**
   * The verdict of somebody who runs a third of the seeds, and all of them if
   * that was not enough.
   */
  resumed: Verdict;
}

/** How a study is simulated. */
export interface StudyOptions extends Omit<DrawOptions, "seeds"> {
  /** When it looks for a verdict. */
  schedule: Schedule;
}

/** Ends of no width miss the truth by a rounding error. */
const ROUNDING = 1e-9;

/**
 * Simulates a study.
 *
 * @param experiment What is asserted, and how numbers are drawn.
 * @param options What is true there, in which world, with how many seeds.
 */
export function simulateStudy(
  { kind, draw }: Experiment,
  { truth, schedule, ...options }: StudyOptions & { truth: Truth },
): Outcome {
  const { statement } = kind.calibration;
  const sites = draw(truth, { ...options, seeds: schedule.most });
  const wager = kind.wager(statement, kind.quantity(statement, sites));
  const { verdict, seeds } = verdictOf(wager, schedule);
  const early = verdictOf(wager, {
    ...schedule,
    most: Math.max(schedule.first, Math.floor(schedule.most / 3)),
  });
  const { lower = Infinity, upper = -Infinity } =
    intervalOf(kind.quantity(statement, firstOf(sites, seeds))) ?? {};
  const bar = Math.log(LEAST_EVIDENCE);
  return {
    verdict,
    seeds,
    isCovered: lower - ROUNDING <= truth.value &&
      truth.value <= upper + ROUNDING,
    isEverSupported: logEvidence(wager.support).some((log) => log >= bar),
    resumed: early.verdict === "inconclusive" ? verdict : early.verdict,
  };
}

/** The verdict on an assertion that is alone in its run. */
function verdictOf(
  wager: Wager,
  schedule: Schedule,
): Pick<Outcome, "verdict" | "seeds"> {
  const entry = { key: "alone", claim: "alone", family: "alone", wager };
  return replay([entry], schedule).standings.get("alone")!;
}

function firstOf(sites: readonly SiteScores[], seeds: number): SiteScores[] {
  return sites.map(({ scores, terms }) => ({
    scores: scores.slice(0, seeds),
    terms,
  }));
}
