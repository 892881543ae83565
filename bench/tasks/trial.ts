/** `deno task trial`: trains one trial of a run again. */
import {
  readResults,
  type ResultSet,
} from "../../reports/tables/read_results.ts";
import type { TrialRow } from "../../reports/tables/trials_csv.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { runTrial } from "../run/run_trial.ts";
import { readSettings } from "../run/settings/settings.ts";
import { UsageError } from "../study/usage_error.ts";
import { loadClaims } from "../study/load_claims.ts";
import { ExitCode, runTask } from "./run_task.ts";

const HELP = `Trains one trial of a run again, and holds it against what is
recorded.

deno task trial NAME [options of the run]

  NAME  the trial, as trials.csv and index.html have it, or its first digits

The options are those of deno task bench that decide what is trained, as the
report has them beside the trial; --out DIR says where the run's reports are
[reports/latest]. Exit codes: 0 the same as recorded, or not recorded; 1 it
differs; 2 usage; 4 it failed.
`;

/** What is measured, and should come out the same. */
const MEASURED = [
  "minority_f1",
  "balanced_accuracy",
  "mcc",
  "ece_equal_width",
  "final_loss",
] as const satisfies readonly (keyof TrialRow)[];

if (import.meta.main) await runTask(() => trial(Deno.args));

async function trial(args: readonly string[]): Promise<number> {
  const [name, ...options] = args;
  if (args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  if (name === undefined || !/^[0-9a-f]+$/.test(name)) {
    throw new UsageError(
      `Cannot train ${name ?? "nothing"} again: wanted the name of a trial ` +
        "first, such as 3fa9c1b2e4d0",
    );
  }
  const settings = await readSettings(options, machineDefaults());
  const claims = await loadClaims(settings.filter);
  const rows = await runTrial(claims, { settings, trial: name });
  const recorded = await recordedRows(settings.out);
  let isSame = true;
  for (const row of rows) {
    const before = recorded.find((other) =>
      other.trial === row.trial && other.epoch === row.epoch &&
      other.inference === row.inference
    );
    const [line, same] = describe(row, before);
    console.log(line);
    isSame &&= same;
  }
  if (rows.some(({ status }) => status !== "ok")) return ExitCode.failure;
  return isSame ? ExitCode.asExpected : ExitCode.departure;
}

/** A line for people, and whether it says what is recorded. */
function describe(
  row: TrialRow,
  before: TrialRow | undefined,
): [string, boolean] {
  const where = row.inference === undefined
    ? ""
    : ` after epoch ${row.epoch}, ${row.inference}`;
  const values = MEASURED.flatMap((column) =>
    row[column] === undefined ? [] : [`${column} ${row[column]}`]
  );
  const found = [`${row.trial}${where}: ${row.status}`, ...values].join(", ");
  if (before === undefined) return [`${found}; not recorded`, true];
  const other = MEASURED.filter((column) => row[column] !== before[column]);
  return other.length === 0 && row.status === before.status
    ? [`${found}; as recorded`, true]
    : [
      `${found}; recorded: ` + [
        before.status,
        ...other.map((column) => `${column} ${before[column]}`),
      ].join(", "),
      false,
    ];
}

/** What the run's reports have, if they are there. */
async function recordedRows(folder: string): Promise<ResultSet["trials"]> {
  try {
    return (await readResults(folder)).trials;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
