/** Reads of a result set what a history of runs needs: who decided what, when. */
import type { Verdict } from "../../statistics/verdict.ts";
import { CLAIM_FIELDS, type ClaimRow } from "./claims_csv.ts";
import { CONTRAST_FIELDS, type ContrastRow } from "./contrasts_csv.ts";
import {
  ENVIRONMENT_FIELDS,
  type EnvironmentRow,
  RUN_BEGAN,
} from "./environment_csv.ts";
import { readList } from "./read_list.ts";
import { readTable } from "./read_table.ts";
import { RESULT_TABLES } from "./result_tables.ts";
import { type Setup, SETUP_COLUMNS, setupOf } from "../setup_of.ts";
import { statementKey } from "../statement_key.ts";
import { TRIAL_FIELDS, type TrialRow } from "./trials_csv.ts";

/** An assertion that a run decided, and what it was decided on. */
export interface RecordedVerdict {
  verdict: Verdict;
  row: ClaimRow;
  setup: Setup;
}

/** What computed a run, as far as it is told. */
export interface RunOrigin {
  /** Name and version of the suite. */
  suite: string | undefined;
  /** Hash of the code that computes trials. */
  code: string | undefined;
  /** What trained, on what. */
  engine: string | undefined;
}

/** A run, as its result set tells of it. */
export interface RecordedRun extends RunOrigin {
  /** The folder of the result set. */
  folder: string;
  /** When it began, in ISO 8601 and UTC. */
  began: string;
  /** Whether it came to its end. */
  isComplete: boolean;
  /** In the order of `claims.csv`; none if it was stopped before the first. */
  verdicts: RecordedVerdict[];
}

/**
 * Reads a run.
 *
 * @param folder The folder of its result set.
 * @returns Its assertions, without what is only measured. A run of before there
 * was a time of its own has that of its last trial.
 * @throws {Deno.errors.NotFound} If a file that is needed is missing.
 * @throws {SyntaxError} If one is damaged, has not the columns of this version,
 * or does not say when the run began.
 */
export async function readRun(folder: string): Promise<RecordedRun> {
  const facts = await readFacts(folder);
  return {
    folder,
    began: beganOf(facts, folder),
    isComplete: facts.get("complete") === "yes",
    suite: facts.get("suite"),
    code: withoutCounts(facts.get("code")),
    engine: withoutCounts(facts.get("engines")),
    verdicts: await readVerdicts(folder),
  };
}

async function readFacts(
  folder: string,
): Promise<Map<string, string | undefined>> {
  const { path } = RESULT_TABLES.environment;
  const rows: EnvironmentRow[] = await readTable(folder, {
    ...{ path, fields: ENVIRONMENT_FIELDS },
  });
  return new Map(rows.map(({ name = "", value }) => [name, value]));
}

function beganOf(
  facts: ReadonlyMap<string, string | undefined>,
  folder: string,
): string {
  const text = facts.get(RUN_BEGAN) ?? facts.get("last trial");
  const began = new Date(text ?? "");
  if (!Number.isNaN(began.getTime())) return began.toISOString();
  throw new SyntaxError(
    `Cannot tell when the run in ${folder} began: wanted a time in ISO 8601 ` +
      `as "${RUN_BEGAN}" or "last trial" in its environment.csv, got ` +
      `${text === undefined ? "neither" : `"${text}"`}. Next step: make it ` +
      "again with this version, by deno task bench, or leave it out",
  );
}

/** The environment says of how many trials each is: that is no other code. */
function withoutCounts(text: string | undefined): string | undefined {
  return text?.replace(/ \(\d+\)(?=;|$)/g, "");
}

async function readVerdicts(folder: string): Promise<RecordedVerdict[]> {
  const { claims, contrasts, trials } = RESULT_TABLES;
  const rows = await readTable(folder, { ...claims, fields: CLAIM_FIELDS });
  const { claim, assertion, site, condition, ...others } = CONTRAST_FIELDS;
  const { weights, metrics, inferences, trials: names } = others;
  const terms = firstOfEach(
    await readTable(folder, {
      path: contrasts.path,
      fields: {
        ...{ claim, assertion, site, condition },
        ...{ weights, metrics, inferences, trials: names },
      },
    }),
  );
  const byName = new Map(
    (await readTable(folder, {
      path: trials.path,
      fields: Object.fromEntries(
        (["trial", ...SETUP_COLUMNS] as const)
          .map((name) => [name, TRIAL_FIELDS[name]]),
      ),
    }) as TrialRow[]).map((row) => [row.trial, row]),
  );
  const trialOf = (name: string): TrialRow => {
    const row = byName.get(name);
    if (row !== undefined) return row;
    throw new SyntaxError(
      `Cannot read ${folder}/${trials.path}: it has no trial ${name}, which ` +
        `${contrasts.path} names`,
    );
  };
  return (rows as ClaimRow[]).flatMap((row) => {
    const { verdict } = row;
    if (verdict === undefined) return []; // it is only measured
    const own = terms.get(statementKey(row)) ?? [];
    const of = own.flatMap((each) => readList(each.trials).map(trialOf));
    return [{
      ...{ verdict, row },
      setup: setupOf(row, { contrasts: own, trials: of }),
    }];
  });
}

/** The first seed of each condition: the others have the same settings. */
function firstOfEach(
  rows: readonly ContrastRow[],
): Map<string, ContrastRow[]> {
  const seen = new Set<string>();
  const first = new Map<string, ContrastRow[]>();
  for (const row of rows) {
    const statement = statementKey(row);
    const key = `${statement} ${row.condition ?? ""}`;
    if (seen.has(key)) continue;
    seen.add(key);
    first.set(statement, [...first.get(statement) ?? [], row]);
  }
  return first;
}
