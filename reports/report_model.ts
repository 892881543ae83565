/** A result set in the order of a report: claims, and what each is made of. */
import type { ClaimRow } from "./tables/claims_csv.ts";
import type { ContrastRow } from "./tables/contrasts_csv.ts";
import type { HistoryRow } from "./tables/history_csv.ts";
import type { ResultSet } from "./tables/read_results.ts";
import { readList } from "./tables/read_list.ts";
import { statementKey } from "./statement_key.ts";
import type { TrialRow } from "./tables/trials_csv.ts";

/** One score of a seed, and where it is from. */
export interface Term {
  cell: string;
  weight: number;
  metric: string;
  inference: string;
  /** Absent where the trial failed. */
  score: number | undefined;
  /** The trial's name. */
  trial: string;
}

/** What the statistics saw of one seed. */
export interface SeedValue {
  seed: number;
  /** Absent where a trial failed. */
  value: number | undefined;
  /** The epochs after which the scores were taken, as a list. */
  epochs: string;
  terms: Term[];
}

/** The values of one condition of a statement, in the order of the seeds. */
export interface Condition {
  /** Empty where there is only one. */
  label: string;
  seeds: SeedValue[];
}

/** An assertion or a measure at a site, with its values. */
export interface Statement {
  row: ClaimRow;
  conditions: Condition[];
}

/** A claim with everything that was found of it. */
export interface ClaimReport {
  name: string;
  sentence: string;
  source: string;
  /** Where it was checked one by one, in order. */
  sites: string[];
  /** What decides. */
  assertions: Statement[];
  /** What is measured beside. */
  measures: Statement[];
}

/** Everything that a report shows. */
export interface ReportModel extends ResultSet {
  claimReports: ClaimReport[];
  /** The rows of each trial, by its name. */
  trialRows: Map<string, TrialRow[]>;
  /** The epochs of each trial, by its name. */
  epochs: Map<string, HistoryRow[]>;
}

/**
 * Sorts a result set for reports.
 *
 * @param results The rows of its files.
 */
export function modelOf(results: ResultSet): ReportModel {
  const values = groupBy(results.contrasts, statementKey);
  const statements = results.claims.map((row): Statement => ({
    row,
    conditions: conditionsOf(values.get(statementKey(row)) ?? []),
  }));
  const claims = groupBy(statements, ({ row }) => row.claim);
  return {
    ...results,
    // In the paper's order: sources name its parts.
    claimReports: [...claims].map(([name, own]) => claimOf(name, own))
      .sort((a, b) =>
        Number(a.source > b.source) - Number(a.source < b.source)
      ),
    trialRows: groupBy(results.trials, ({ trial }) => trial ?? ""),
    epochs: groupBy(results.history, ({ trial }) => trial ?? ""),
  };
}

function claimOf(name: string, statements: Statement[]): ClaimReport {
  const isMeasure = ({ row }: Statement) => row.role === "reported";
  const single = statements.filter(({ row }) => row.kind !== "pooled");
  return {
    name,
    sentence: statements[0]?.row.sentence ?? name,
    source: statements[0]?.row.source ?? "",
    sites: [...new Set(single.map(({ row }) => row.site ?? ""))],
    assertions: statements.filter((each) => !isMeasure(each)),
    measures: statements.filter(isMeasure),
  };
}

function conditionsOf(rows: readonly ContrastRow[]): Condition[] {
  return [...groupBy(rows, ({ condition = "" }) => condition)]
    .map(([label, own]) => ({ label, seeds: own.map(seedValue) }));
}

function seedValue(row: ContrastRow): SeedValue {
  const [weights, metrics, inferences, scores, trials] = [
    ...[row.weights, row.metrics, row.inferences, row.scores, row.trials],
  ].map(readList) as [string[], string[], string[], string[], string[]];
  const terms = readList(row.cells).map((cell, at): Term => ({
    cell,
    weight: Number(weights[at]),
    metric: metrics[at] ?? "",
    inference: inferences[at] ?? "",
    score: scores[at] ? Number(scores[at]) : undefined,
    trial: trials[at] ?? "",
  }));
  const { seed = 0, value, epochs = "" } = row;
  return { seed, value, epochs, terms };
}

/** Groups in the order in which their keys come first. */
function groupBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
