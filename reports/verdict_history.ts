/** Several runs, oldest first: what became of each assertion. */
import type { Verdict } from "../statistics/verdict.ts";
import type {
  DocumentClaim,
  DocumentStatement,
  RunDocument,
} from "./document.ts";
import { changesOf } from "./changed_rules.ts";
import { engineText } from "./run_facts.ts";
import { type Setup, setupId, setupOf } from "./setup_of.ts";
import { assertionsOf } from "./statements.ts";

/** What computed a run, as far as it is told. */
export interface RunOrigin {
  /** Name and version of the suite. */
  suite: string;
  /** Hash of the code that computes trials. */
  code: string | undefined;
  /** What trained, on what. */
  engine: string | undefined;
}

/** An assertion that a run decided. */
export interface RecordedVerdict {
  claim: Pick<DocumentClaim, "name" | "sentence" | "source" | "verdict">;
  /** Its numbers seed by seed are left out: it has no `series`. */
  statement: DocumentStatement;
  verdict: Verdict;
  /** What it was decided on. */
  setup: Setup;
}

/** What a history keeps of a run. */
export interface RecordedRun extends RunOrigin {
  /** The folder of the run. */
  folder: string;
  /** When it began, in ISO 8601 and UTC. */
  began: string;
  isComplete: boolean;
  settings: RunDocument["settings"];
  /** In the order of the run; none if it was stopped before the first. */
  verdicts: RecordedVerdict[];
}

/** What a run says of an assertion. */
export interface HistoryPoint extends Omit<RecordedVerdict, "setup"> {
  /** The place of the run, from 1. */
  run: number;
}

/** An assertion in one set-up: what can be joined to a line. */
export interface HistoryLine {
  claim: string;
  assertion: string;
  place: string;
  /** The name of the set-up. */
  id: string;
  setup: Setup;
  /**
   * What tells the set-up from others of the assertion; empty for a lone one.
   */
  variant: string;
  /**
   * In the order of the runs; runs that have not the assertion are left out.
   */
  points: HistoryPoint[];
}

/** All of it. */
export interface VerdictHistory {
  /** Oldest first. */
  runs: RecordedRun[];
  /** As the last run has them, those that it has not after them. */
  lines: HistoryLine[];
}

/** A verdict, or what decides it, that is another than in the run before it. */
export interface VerdictChange {
  before: HistoryPoint;
  after: HistoryPoint;
  /** What of the run is not the same either, by name. */
  also: string[];
}

/**
 * Takes from a run what a history of runs needs, so that many runs can be held
 * at once.
 *
 * @param document The run.
 * @param folder Where it is from.
 * @throws {SyntaxError} If it lacks a trial that an assertion names.
 */
export function recordRun(document: RunDocument, folder: string): RecordedRun {
  const { settings, environment, isComplete } = document;
  const trials = new Map(document.trials.map(({ id, result }) => [id, result]));
  const origins = document.trials.flatMap(({ result }) => result.origin ?? []);
  return {
    folder,
    began: environment.began,
    isComplete,
    settings,
    suite: environment.suite,
    code: listed(origins.map(({ code }) => `SHA-256 ${code}`)),
    engine: listed(origins.map(({ engine }) => engineText(engine))),
    verdicts: assertionsOf(document).map(({ claim, statement }) => {
      const { name, sentence, source, verdict } = claim;
      return {
        claim: { name, sentence, source, verdict },
        statement: { ...statement, series: [] },
        verdict: statement.verdict!,
        setup: setupOf(statement, { document, trials }),
      };
    }),
  };
}

/** Each text once; nothing of none. */
function listed(texts: readonly string[]): string | undefined {
  const distinct = [...new Set(texts)].sort();
  return distinct.length === 0 ? undefined : distinct.join("; ");
}

/**
 * Puts runs in order, and joins their verdicts to lines.
 *
 * @param recorded Runs in any order.
 */
export function verdictHistory(
  recorded: readonly RecordedRun[],
): VerdictHistory {
  const runs = recorded.toSorted((a, b) =>
    compare(a.began, b.began) || compare(a.folder, b.folder)
  );
  const lines = new Map<string, HistoryLine>();
  for (const [at, run] of [...runs.entries()].reverse()) {
    for (const { setup, ...verdict } of run.verdicts) {
      const { claim: { name: claim }, statement } = verdict;
      const { name: assertion, place } = statement;
      const id = setupId(setup);
      const key = JSON.stringify([claim, assertion, place, id]);
      const line = lines.get(key) ??
        { claim, assertion, place, id, setup, variant: "", points: [] };
      line.points.unshift({ run: at + 1, ...verdict });
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

/** The changes of a line's verdict, and of what decides it, oldest first. */
export function verdictChanges(
  { points }: HistoryLine,
  { runs }: VerdictHistory,
): VerdictChange[] {
  return points.flatMap((after, at) => {
    const before = points[at - 1];
    if (before === undefined) return [];
    const rules = changesOf(before.statement, after.statement)
      .map(({ rule, before, after }) => `${rule} ${before} to ${after}`);
    if (before.verdict === after.verdict && rules.length === 0) return [];
    const [earlier, later] = [runs[before.run - 1], runs[after.run - 1]];
    const isOther = (name: keyof RunOrigin) =>
      earlier?.[name] !== later?.[name];
    const also = (["suite", "code", "engine"] as const).filter(isOther);
    const seeds = before.statement.seeds === after.statement.seeds
      ? []
      : ["seeds"];
    return [{ before, after, also: [...rules, ...also, ...seeds] }];
  });
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function withVariants(lines: readonly HistoryLine[]): HistoryLine[] {
  const keyOf = ({ claim, assertion, place }: HistoryLine) =>
    JSON.stringify([claim, assertion, place]);
  const groups = Map.groupBy(lines, keyOf);
  return lines.map((line) => {
    const others = (groups.get(keyOf(line)) ?? [])
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
  const parts = [...setup.keys()].filter((name) =>
    others.some((other) => shown(other.setup, name) !== shown(setup, name))
  );
  const text = parts.map((name) => shown(setup, name)).join(", ");
  const isAlone = others.every((other) =>
    parts.some((name) => shown(other.setup, name) !== shown(setup, name))
  );
  // The same values in another order, of which no words can be made.
  return isAlone ? text : [text, `set-up ${id}`].filter(Boolean).join(", ");
}

/** A setting in words, such as `"batch size 64"`. */
function shown(setup: Setup, name: string): string {
  const title = name === "majority" || name === "minority"
    ? `${name} class`
    : name.replaceAll("_", " ");
  const values = (setup.get(name) ?? [])
    .filter((value) => value !== undefined);
  if (values.length === 0) return `no ${title}`;
  const texts = values.map((value) =>
    // Of a hash its beginning will do.
    [value].flat().join(" and ").replace(/[0-9a-f]{40,}/g, (hash) =>
      hash.slice(0, 12))
  );
  return `${title} ${[...new Set(texts)].join(", ")}`;
}
