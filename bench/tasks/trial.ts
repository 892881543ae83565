/** `deno task trial`: trains one trial of a run again. */
import { isDeepStrictEqual } from "node:util";
import { DOCUMENT_FILE } from "../../reports/document.ts";
import { readDocument } from "../../reports/read_document.ts";
import { runTrial } from "../run/run_trial.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { chooseOwnNetwork } from "../run/settings/own_network.ts";
import { settingsOf } from "../run/settings/settings.ts";
import { GROUPS } from "../run/settings/option.ts";
import { type BenchOptions, OPTIONS } from "../run/settings/options.ts";
import { UsageError } from "../study/usage_error.ts";
import { loadClaims } from "../study/load_claims.ts";
import type { TrialResult } from "../trials/trial.ts";
import { ExitCode, runTask } from "./run_task.ts";

const { checks, data, training } = GROUPS;

if (import.meta.main) {
  await runTask({
    name: "trial",
    about: `Trains one trial of a run again, and compares it with what was
recorded.`,
    words: { NAME: "the trial, as index.html has it, or its first digits" },
    options: OPTIONS,
    groups: { checks, data, training },
    notes:
      `Give the options of the run: index.html shows the command beside each trial.
--out DIR is the folder of the run [reports/latest].
Exit codes: 0 the same as recorded, or not recorded; 1 it differs; 2 usage;
4 it failed.`,
    run: trial,
  });
}

async function trial(asked: BenchOptions): Promise<number> {
  const [name = "", ...others] = asked.words;
  if (!/^[0-9a-f]+$/.test(name) || others.length > 0) {
    throw new UsageError(
      `Cannot train ${asked.words.join(" ") || "nothing"} again: wanted the ` +
        "name of a trial, such as 3fa9c1b2e4d0",
    );
  }
  const machine = machineDefaults();
  const { given } = await chooseOwnNetwork(asked, machine);
  const settings = await settingsOf(given, machine);
  const claims = await loadClaims(settings.filter, settings.protocol);
  const { id, result } = await runTrial(claims, { settings, trial: name });
  const recorded = await recordedTrial(settings.out, id);
  const before = recorded === undefined ? undefined : measuredOf(recorded);
  let isSame = true;
  for (const [how, found] of measuredOf(result)) {
    const old = before?.get(how);
    const isAsBefore = before === undefined || isDeepStrictEqual(found, old);
    const note = before === undefined
      ? "not recorded"
      : isAsBefore
      ? "as recorded"
      : `recorded: ${old === undefined ? "nothing" : wordsOf(old)}`;
    console.log(`${id}${how}: ${wordsOf(found)}; ${note}`);
    isSame &&= isAsBefore;
  }
  if (result.status !== "ok") return ExitCode.failure;
  return isSame ? ExitCode.asExpected : ExitCode.departure;
}

/** What is measured, and should come out the same. */
type Measured = Readonly<Record<string, string | number | undefined>>;

/** What a trial came to, by the epoch and the way in which it was evaluated. */
function measuredOf(
  { status, evaluations, losses }: TrialResult,
): Map<string, Measured> {
  if (evaluations.length === 0) return new Map([["", { status }]]);
  return new Map(evaluations.map(({ epoch, inference, metrics }) => [
    ` after epoch ${epoch}, ${inference}`,
    {
      status,
      "minority F1": metrics.minorityF1,
      "balanced accuracy": metrics.balancedAccuracy,
      "MCC": metrics.mcc,
      "calibration error": metrics.eceEqualWidth,
      "training loss": losses.at(-1),
    },
  ]));
}

function wordsOf({ status, ...numbers }: Measured): string {
  const texts = Object.entries(numbers).map(([name, value]) =>
    `${name} ${value}`
  );
  return [status, ...texts].join(", ");
}

/** What the run recorded of a trial, if its folder is there. */
async function recordedTrial(
  folder: string,
  id: string,
): Promise<TrialResult | undefined> {
  try {
    await Deno.stat(`${folder}/${DOCUMENT_FILE}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const { trials } = await readDocument(folder);
  return trials.find((trial) => trial.id === id)?.result;
}
