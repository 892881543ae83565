/** The history of several runs, for a terminal. */
import { intervalText, minuteOf } from "../format.ts";
import { isDeparture } from "../statements.ts";
import {
  type HistoryLine,
  lineName,
  type RecordedRun,
  type VerdictChange,
  verdictChanges,
  type VerdictHistory,
} from "../verdict_history.ts";
import { verdictSpans } from "../verdict_spans.ts";
import { oneLine } from "./printable.ts";
import { wrap } from "./wrap.ts";

/** Columns that names and runs may take, so that a row fits a terminal. */
const WIDEST = 32;
const WIDEST_RUNS = 8;

/**
 * Writes what became of each assertion, in 80 columns as far as names allow:
 * the runs, what changed and in which run, then those that did not.
 *
 * @param history Of `verdictHistory()`.
 * @returns Lines, without the last line break.
 */
export function verdictHistoryText(history: VerdictHistory): string {
  const { runs, lines } = history;
  const changes = new Map(
    lines.map((line) => [line, verdictChanges(line, history)]),
  );
  const changed = lines.filter((line) => changes.get(line)!.length > 0);
  const others = lines.filter((line) => !changed.includes(line));
  const title = "assertions whose verdict, bound or margin changed: " +
    `${changed.length} of ${lines.length}`;
  return [
    `${runs.length} run${runs.length === 1 ? "" : "s"}, oldest first (UTC)`,
    ...runs.flatMap((run, at) => runLines(run, { at, of: runs.length })),
    "",
    title,
    ...changed.flatMap((line) =>
      changedLines(line, { changes: changes.get(line)!, history })
    ),
    ...blocks(others),
  ].join("\n");
}

function runLines(
  { began, folder, isComplete, verdicts }: RecordedRun,
  { at, of }: { at: number; of: number },
): string[] {
  const number = String(at + 1).padStart(String(of).length);
  const notes = [
    ...isComplete ? [] : ["stopped before its end"],
    ...verdicts.length > 0 ? [] : ["without a verdict"],
  ];
  const text = [oneLine(folder), ...notes].join(", ");
  return wrap(`  ${number}  ${minuteOf(began)}  ${text}`, " ".repeat(10));
}

function changedLines(
  line: HistoryLine,
  { changes, history }: {
    changes: readonly VerdictChange[];
    history: VerdictHistory;
  },
): string[] {
  const name = `${oneLine(lineName(line))} on ${oneLine(line.place)}`;
  const spans = verdictSpans(line.points)
    .map(({ verdict, runs }) => `${verdict} ${runs}`).join("; ");
  return [
    ...wrap(`  ${name}`, "    "),
    ...wrap(`    ${[spans, ...departure(line)].join("; ")}`, "      "),
    ...changes.flatMap((change) =>
      wrap(`    ${changeText(change, history)}`, "      ")
    ),
  ];
}

function changeText(
  { before, after, also }: VerdictChange,
  { runs }: VerdictHistory,
): string {
  const [earlier, later] = [before, after].map((point) =>
    intervalText(point.statement.estimate)
  );
  const notes = also.length === 0 ? "" : `; changed too: ${also.join(", ")}`;
  const when = runs[after.run - 1]?.began.slice(0, 10);
  return `run ${after.run}, ${when}: ${later}, before ${earlier}${notes}`;
}

/** Lines whose verdict is the same in all runs, by site. */
function blocks(lines: readonly HistoryLine[]): string[] {
  return [...Map.groupBy(lines, ({ place }) => place)].flatMap((
    [place, own],
  ) => [
    "",
    ...wrap(`unchanged on ${oneLine(place)}`, "  "),
    ...tableOf(own),
  ]);
}

/** Names, verdicts and runs under each other, with the last estimate. */
function tableOf(lines: readonly HistoryLine[]): string[] {
  const rows = lines.map((line) => {
    const [span] = verdictSpans(line.points);
    const { verdict = "", runs = "" } = span ?? {};
    return { line, name: oneLine(lineName(line)), verdict, runs };
  });
  const widest = (of: (row: typeof rows[number]) => string) =>
    Math.max(...rows.map((row) => of(row).length));
  const width = Math.min(WIDEST, widest(({ name }) => name));
  const room = Math.min(WIDEST_RUNS, widest(({ runs }) => runs));
  return rows.flatMap(({ line, name, verdict, runs }) => {
    const isLong = name.length > width;
    const parts = [
      (isLong ? "" : name).padEnd(width),
      verdict.padEnd(12),
      runs.padEnd(room),
      intervalText(line.points.at(-1)!.statement.estimate),
    ];
    return [
      ...isLong ? wrap(`  ${name}`, "    ") : [],
      ...wrap(`  ${parts.join("  ")}`, "    "),
      ...departure(line).map((text) => `    ${text}`),
    ];
  });
}

/** What was expected of the last run, where it came out otherwise. */
function departure({ points }: HistoryLine): string[] {
  const { statement } = points.at(-1)!;
  return isDeparture(statement) ? [`expected: ${statement.expected}`] : [];
}
