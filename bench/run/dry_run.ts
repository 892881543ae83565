/** What a run would do, without doing it. */
import { leftOutLine } from "../../reports/statements.ts";
import { formatSeconds } from "../../reports/format.ts";
import type { Claim } from "../study/claim.ts";
import { placedStatements, standingsOf } from "../study/standings.ts";
import { supportNotes } from "../study/support_notes.ts";
import { studyTrials } from "../study/study.ts";
import { planOf, shardOf } from "../trials/plan.ts";
import type { Trial } from "../trials/trial.ts";
import type { SecondsRange } from "../trials/trial_cost.ts";
import { decisionRules } from "./decision_rules.ts";
import { describeProtocol } from "./describe_protocol.ts";
import { type Forecast, forecast } from "./forecast.ts";
import { type OpenRun, openRun } from "./open_run.ts";
import { predictSeconds } from "./predict_seconds.ts";
import type { Settings } from "./settings/settings.ts";

/** Seconds before the first training: the data, the workers, the engine. */
const START = 3;

/**
 * Counts the trials of a run, and judges how long they will take.
 *
 * @returns Lines for people.
 */
export async function dryRun(
  claims: readonly Claim[],
  settings: Settings,
): Promise<string[]> {
  const opened = await openRun(claims, settings, {
    onNote: console.error,
  });
  const { leftOut, session, studies } = opened;
  await using _open = session;
  const { least, expected, most } = await foreseen(opened, settings);
  const toRun = (trials: readonly Trial[]) =>
    session.trials.lookUp(trials).missing;
  const { workers, queue } = settings;
  const predicted = (trials: readonly Trial[]) => {
    const missing = toRun(trials);
    const { low, high, isGuess } = predictSeconds(missing, session);
    const start = missing.length === 0 ? 0 : START;
    return {
      low: start + low / workers,
      high: start + high / workers,
      isGuess,
    };
  };
  const counts = {
    trials: [least.length, most.length],
    kept: [least, most].map((all) => all.length - toRun(all).length),
    "to run": [toRun(least).length, toRun(most).length],
  };
  // How many train through a queue, and on what, is not known.
  const isTimed = queue === undefined;
  const isKnown = expected === undefined || least.length === most.length;
  const guess = isKnown ? [] : [
    `about ${toRun(expected).length} to run, ` +
    (isTimed ? `${timeText(predicted(expected))}, ` : "") +
    "if evidence grows as it did",
  ];
  const timeLine = () => {
    const { low } = predicted(least);
    const { high, isGuess } = predicted(most);
    return `${timeText({ low, high })} with ${workers} ` +
      `worker${workers === 1 ? "" : "s"}` +
      (isGuess
        ? ": a guess, as no such trainings were timed on this machine yet"
        : "");
  };
  const [, atMost] = counts["to run"];
  return [
    describeProtocol(settings),
    ...leftOut.map((each) => `left out: ${leftOutLine(each)}`),
    ...supportNotes(studies, settings.seeds.most)
      .map((line) => `note: ${line}`),
    ...settings.explain ? session.explain(least) : [],
    Object.entries(counts)
      .map(([name, ends]) => `${name}: ${rangeOf(ends)}`).join(", "),
    ...guess,
    ...atMost === 0 ? ["nothing is left to run"] : isTimed ? [timeLine()] : [],
  ];
}

/** A shard has its part of a fixed number of trials. */
async function foreseen(
  { studies, sites, session, reviewed: { expectations } }: OpenRun,
  settings: Settings,
): Promise<Forecast> {
  const { seeds, shard } = settings;
  if (shard !== undefined) {
    const mine = shardOf(planOf(studies.flatMap(studyTrials)), shard);
    return { least: mine, expected: undefined, most: mine };
  }
  const rules = decisionRules(settings, { sites, expectations });
  return await forecast(placedStatements(studies), {
    seeds,
    trials: session.trials,
    standingsOf: (results) => standingsOf(studies, { ...rules, results }),
  });
}

/** Such as `"35 s to 2 min 10 s"`. */
function timeText({ low, high }: SecondsRange): string {
  return rangeOf([low, high].map(formatSeconds));
}

/** Two ends, or one where they are the same. */
function rangeOf(ends: readonly unknown[]): string {
  return [...new Set(ends)].join(" to ");
}
