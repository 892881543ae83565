/**
 * Alarms as a table of Markdown.
 *
 * @module
 */
import type { Alarms } from "./simulate_alarms.ts";

const HEAD = [
  "what happened",
  "scores changed",
  "opposite",
  "lost, once",
  "lost again",
  "red",
  "notice",
  "seen after",
];

/** Writes a row for each scenario, in percent of runs. */
export function alarmTable(all: readonly Alarms[]): string {
  const rows = all.map((each) => [
    each.scenario.name,
    ...[each.scores, each.opposite, each.lost, each.lostAgain, each.alarms]
      .map((share) => rate(share, each.runs)),
    rate(each.notices, each.runs),
    !each.scenario.isChange
      ? ""
      : each.seeds === undefined
      ? "not in half of them"
      : `${each.seeds} seeds`,
  ]);
  return [HEAD, HEAD.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** In percent, with its simulation error: one of a run more than there was. */
function rate(share: number, runs: number): string {
  const smoothed = (share * runs + 0.5) / (runs + 1);
  const error = Math.sqrt(smoothed * (1 - smoothed) / runs);
  return `${(100 * share).toFixed(1)} ±${(100 * error).toFixed(1)}`;
}
