/** Names of places on the page, made of names that may hold anything. */
import { contrastKey } from "../figures/_values.ts";
import type { Condition, ReportModel, Statement } from "../report_model.ts";
import { TRIAL_SETTINGS } from "../trial_settings.ts";
import type { TrialRow } from "../tables/trials_csv.ts";

/** Trials that differ in their seed alone. */
export interface TrialGroup {
  anchor: string;
  /** The last evaluations of each trial: as trained first. */
  trials: (readonly TrialRow[])[];
}

/** Where the numbers of a report are from. */
export interface Anchors {
  /** Trials in groups, in the order of their rows. */
  groups: TrialGroup[];
  /** The group of each trial, by the trial's name. */
  groupOf: Map<string, TrialGroup>;
}

/** Sorts trials into groups that have a place on the page. */
export function anchorsOf({ trialRows }: ReportModel): Anchors {
  const groups = new Map<string, TrialGroup>();
  const groupOf = new Map<string, TrialGroup>();
  for (const [trial, rows] of trialRows) {
    const [first = {}] = rows;
    const key = JSON.stringify(TRIAL_SETTINGS.map((name) => first[name]));
    const group = groups.get(key) ?? { anchor: `g${groups.size}`, trials: [] };
    const last = rows.at(-1)?.epoch;
    group.trials.push(rows.filter(({ epoch }) => epoch === last));
    groups.set(key, group);
    groupOf.set(trial, group);
  }
  return { groups: [...groups.values()], groupOf };
}

/** A line of values: statements about the same scores share it. */
export interface ValueLine {
  anchor: string;
  /** The first of the statements. */
  statement: Statement;
  condition: Condition;
}

/**
 * The lines of values of a claim at a site.
 *
 * @param statements Its statements there.
 * @param place What the anchors begin with.
 * @returns The lines, and for each statement the first of its own.
 */
export function valueLines(
  statements: readonly Statement[],
  place: string,
): { lines: ValueLine[]; lineOf: Map<Statement, ValueLine> } {
  const lines = new Map<string, ValueLine>();
  const lineOf = new Map<Statement, ValueLine>();
  for (const statement of statements) {
    for (const condition of statement.conditions) {
      const own = { ...statement, conditions: [condition] };
      const epochs = condition.seeds[0]?.epochs ?? "";
      const key = `${contrastKey(own)} ${epochs}`;
      const line = lines.get(key) ??
        { anchor: `${place}-${lines.size + 1}`, statement, condition };
      lines.set(key, line);
      if (!lineOf.has(statement)) lineOf.set(statement, line);
    }
  }
  return { lines: [...lines.values()], lineOf };
}
