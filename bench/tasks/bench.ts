/** `deno task bench`: checks the claims of all bench files. */
import type { RunDocument } from "../../reports/document.ts";
import { assertionsOf, isDeparture } from "../../reports/statements.ts";
import { departureTexts } from "../../reports/terminal/departure_text.ts";
import { printable } from "../../reports/terminal/printable.ts";
import { checkClaims } from "../run/check_claims.ts";
import type {
  FinishedEvent,
  RunView,
} from "../../reports/terminal/run_view.ts";
import { GROUPS } from "../run/settings/option.ts";
import { type BenchOptions, OPTIONS } from "../run/settings/options.ts";
import { openView } from "../run/open_view.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { dryRun, runShard } from "../run/plan_run.ts";
import { runOptions } from "../run/settings/run_options.ts";
import { type Settings, settingsOf } from "../run/settings/settings.ts";
import { departureStep } from "./_departure_step.ts";
import { exitCodeOf } from "./_exit_code_of.ts";
import { loadClaims } from "../study/load_claims.ts";
import { ExitCode, runTask, type Task } from "./run_task.ts";
import { StopSignal } from "./stop_signal.ts";

/** What comes of a run that is stopped before its first training. */
const NOTHING = "stopped: nothing was trained, and nothing is written";

/** `deno task bench`. */
export const BENCH: Task<typeof OPTIONS> = {
  name: "bench",
  about: "Checks the paper's claims and writes reports.",
  options: OPTIONS,
  groups: GROUPS,
  notes: `Exit codes: 0 all verdicts as expected; 1 a verdict differs; 2 usage;
3 inconclusive, as expected, under --strict; 4 a trial or the set-up failed;
130 interrupted, or out of time.

The environment: FINALBN_DATA=DIR is a --data for every run (without either,
files are downloaded once); FINALBN_QUEUE=URL a --queue; NO_COLOR=1 switches
colours off. On GitHub Actions a summary and annotations are written.`,
  run: bench,
};

if (import.meta.main) await runTask(BENCH);

async function bench(given: BenchOptions): Promise<number> {
  const settings = await settingsOf(given, machineDefaults());
  const claims = await loadClaims(settings.filter);
  if (settings.dryRun) {
    console.log((await dryRun(claims, settings)).join("\n"));
    return ExitCode.asExpected;
  }
  const trialOptions = runOptions(given);
  const { view, planned } = countingView(openView(settings));
  const stop = stopOf(settings, view);
  const { signal } = stop;
  try {
    const options = { signal, view, trialOptions };
    const { shard } = settings;
    if (shard !== undefined) {
      const part = await runShard(claims, { ...settings, shard }, options);
      console.log(part.line);
      if (signal.aborted) console.log(goOnLine(settings, part));
      if (signal.aborted) return ExitCode.interrupted;
      return part.failedTrials > 0 ? ExitCode.failure : ExitCode.asExpected;
    }
    const document = await checkClaims(claims, settings, options);
    const { out, strict } = settings;
    const isInterrupted = signal.aborted && !document.isComplete;
    const finished: FinishedEvent = {
      event: "finished",
      exitCode: exitCodeOf(document, {
        strict,
        isInterrupted: isInterrupted || stop.isPressed,
      }),
      ...outcomeOf(document),
      isInterrupted,
      out,
    };
    report(document, { finished, settings });
    if (isInterrupted && finished.trials === 0) {
      console.error(NOTHING);
    } else if (isInterrupted && !settings.quiet && !settings.json) {
      const trained = finished.trials;
      console.log(goOnLine(settings, { trained, planned: planned() }));
    }
    view.show(finished);
    return finished.exitCode;
  } finally {
    view.end();
  }
}

/** Counts what is planned beside showing it. */
function countingView(view: RunView) {
  let trials = 0;
  const show: RunView["show"] = (event) => {
    if (event.event === "started") trials = event.trials;
    view.show(event);
  };
  return { view: { ...view, show }, planned: () => trials };
}

/** How a run that was stopped goes on. */
function goOnLine(
  { fresh }: Settings,
  { trained, planned }: { trained: number; planned: number },
): string {
  const command = `the same command${fresh ? " without --fresh" : ""}`;
  // What is tried again on fresh seeds was not planned.
  const left = planned - trained;
  return left > 0
    ? `${command} goes on: ${left} of ${planned} trainings left`
    : `${command} goes on`;
}

/** Stops by Ctrl-C, or when the time is up. */
function stopOf({ maxSeconds }: Settings, view: RunView): StopSignal {
  const stop = new StopSignal({
    nothing: NOTHING,
    atOnce: "stopped: no reports are written. Finished trainings are kept: " +
      "the same command goes on",
    say: view.note,
    tidy: view.end,
  });
  if (maxSeconds !== undefined) {
    setTimeout(() => stop.stop("the time is up"), maxSeconds * 1000);
  }
  return stop;
}

/** Trials and departures of a run. */
function outcomeOf(document: RunDocument) {
  const { trials } = document;
  return {
    trials: trials.length,
    failedTrials: trials.filter(({ result }) => result.status !== "ok").length,
    ...departureTexts(document),
  };
}

/** Says where the reports are, what departed, and what to do then. */
function report(
  document: RunDocument,
  { finished, settings: { quiet, json } }: {
    finished: FinishedEvent;
    settings: Pick<Settings, "quiet" | "json">;
  },
): void {
  const { departures, unconfirmed, failedTrials, isInterrupted } = finished;
  const { out, trials } = finished;
  const isTold = !quiet && !json;
  const partial = isInterrupted ? " (partial: the run was interrupted)" : "";
  if (isTold && trials > 0) {
    console.log(`reports: ${out}/index.html, ${out}/claims.csv${partial}`);
  }
  if (isTold) console.log(expectedLine(document));
  for (const text of quiet ? [] : departures) {
    console.error(printable(`\ndeparture from what is expected:\n${text}`));
  }
  if (isTold && departures.length > 0) {
    console.error(`\nnext step: ${departureStep(out)}`);
  }
  for (const text of quiet ? [] : unconfirmed) {
    console.error(
      printable(`\ndeparture that fresh seeds did not repeat:\n${text}`),
    );
  }
  if (failedTrials > 0) {
    console.error(`\n${failedTrials} trials failed: see ${out}/trials.csv`);
  }
}

/** How many verdicts are as expected. */
function expectedLine(document: RunDocument): string {
  const reviewed = assertionsOf(document).map(({ statement }) => statement)
    .filter(({ expected }) => expected !== undefined);
  if (reviewed.length === 0) {
    return "no expected verdicts for these settings: nothing to compare with";
  }
  const same = reviewed.filter((statement) => !isDeparture(statement)).length;
  return `${same} of ${reviewed.length} verdicts as expected`;
}
