/** Several runs, oldest first: what became of each assertion. */
import type { Verdict } from "../statistics/verdict.ts";
import type { ClaimRow } from "./tables/claims_csv.ts";
import type { RecordedRun, RunOrigin } from "./tables/read_run.ts";
import { readList } from "./tables/read_list.ts";
import { type Setup, setupId } from "./setup_of.ts";
import { statementKey } from "./statement_key.ts";

/** What a run says of an assertion. */
export interface HistoryPoint {
  /** The place of the run, from 1. */
  run: number;
  verdict: Verdict;
  row: ClaimRow;
}

/** An assertion in one set-up: what can be joined to a line. */
export interface HistoryLine {
  claim: string;
  assertion: string;
  site: string;
  /** The name of the set-up. */
  id: string;
  setup: Setup;
  /** What tells the set-up from others of the assertion; empty for a lone one. */
  variant: string;
  /** In the order of the runs; runs that have not the assertion are left out. */
  points: HistoryPoint[];
}

/** All of it. */
export interface RunHistory {
  /** Oldest first. */
  runs: RecordedRun[];
  /** As the last run has them, those that it has not after them. */
  lines: HistoryLine[];
}

/** A verdict that is another than that of the run before it. */
export interface VerdictChange {
  before: HistoryPoint;
  after: HistoryPoint;
  /** What of the run is not the same either, by name. */
  also: string[];
}

/**
 * Puts runs in order, and joins their verdicts to lines.
 *
 * @param recorded Runs in any order.
 */
export function runHistory(recorded: readonly RecordedRun[]): RunHistory {
  const runs = recorded.toSorted((a, b) =>
    compare(a.began, b.began) || compare(a.folder, b.folder)
  );
  const lines = new Map<string, HistoryLine>();
  for (const [at, run] of [...runs.entries()].reverse()) {
    for (const { verdict, row, setup } of run.verdicts) {
      const id = setupId(setup);
      const key = `${id} ${statementKey(row)}`;
      const { claim, assertion, site = "" } = row;
      const line = lines.get(key) ??
        { claim, assertion, site, id, setup, variant: "", points: [] };
      line.points.unshift({ run: at + 1, verdict, row });
      lines.set(key, line);
    }
  }
  return { runs, lines: withVariants([...lines.values()]) };
}

/** The name of an assertion, with its set-up where there are several. */
export function lineName({ claim, assertion, variant }: HistoryLine): string {
  const name = `${claim}/${assertion}`;
  return variant === "" ? name : `${name} (${variant})`;
}

/** The changes of a line's verdict, oldest first. */
export function verdictChanges(
  { points }: HistoryLine,
  { runs }: RunHistory,
): VerdictChange[] {
  return points.flatMap((after, at) => {
    const before = points[at - 1];
    if (before === undefined || before.verdict === after.verdict) {
      return [];
    }
    const [old, young] = [runs[before.run - 1], runs[after.run - 1]];
    const isOther = (name: keyof RunOrigin) => old?.[name] !== young?.[name];
    const also = (["suite", "code", "engine"] as const).filter(isOther);
    const seeds = before.row.seeds === after.row.seeds ? [] : ["seeds"];
    return [{ before, after, also: [...also, ...seeds] }];
  });
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function withVariants(lines: readonly HistoryLine[]): HistoryLine[] {
  const groups = Map.groupBy(lines, statementKey);
  return lines.map((line) => {
    const others = (groups.get(statementKey(line)) ?? [])
      .filter((other) => other !== line);
    return { ...line, variant: variantOf(line, others) };
  });
}

/** The settings in which a line is not like the others of its assertion. */
function variantOf(
  { setup, id }: HistoryLine,
  others: readonly HistoryLine[],
): string {
  if (others.length === 0) return "";
  const parts = [...setup].filter(([name]) =>
    others.some((other) => shown(other.setup, name) !== shown(setup, name))
  );
  const text = parts.map(([name]) => shown(setup, name)).join(", ");
  const isAlone = others.every((other) =>
    parts.some(([name]) => shown(other.setup, name) !== shown(setup, name))
  );
  // The same values in another order, of which no words can be made.
  return isAlone ? text : [text, `set-up ${id}`].filter(Boolean).join(", ");
}

/** What settings are called that have other names than their columns. */
const NAMES: Readonly<Record<string, string>> = {
  content_sha256: "data",
  majority: "majority class",
  minority: "minority class",
};

/** A setting in words, such as `"epochs 4"`. */
function shown(setup: Setup, name: string): string {
  const title = NAMES[name] ?? name.replaceAll("_", " ");
  const values = (setup.get(name) ?? []).filter((value) => value !== "");
  if (values.length === 0) return `no ${title}`;
  const texts = [...new Set(values)].map((value) =>
    // Of a hash its beginning will do.
    readList(value).join(" and ").replace(/[0-9a-f]{40,}/g, (hash) =>
      hash.slice(0, 12))
  );
  return `${title} ${texts.join(", ")}`;
}
