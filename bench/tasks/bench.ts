/** `deno task bench`: checks the claims of all bench files. */
import { checkClaims, type CheckOutcome } from "../run/check_claims.ts";
import type {
  FinishedEvent,
  RunView,
} from "../../reports/terminal/run_view.ts";
import { HELP } from "../run/settings/help.ts";
import { openView } from "../run/open_view.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { dryRun, runShard } from "../run/plan_run.ts";
import { readSettings, type Settings } from "../run/settings/settings.ts";
import { departureStep } from "./_departure_step.ts";
import { exitCodeOf } from "./_exit_code_of.ts";
import { loadClaims } from "../study/load_claims.ts";
import { ExitCode, runTask } from "./run_task.ts";

if (import.meta.main) await runTask(() => bench(Deno.args));

async function bench(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const settings = await readSettings(args, machineDefaults());
  const claims = await loadClaims(settings.filter);
  if (settings.dryRun) {
    console.log((await dryRun(claims, settings)).join("\n"));
    return ExitCode.asExpected;
  }
  const view = openView(settings);
  const signal = stopSignal(settings, view);
  try {
    if (settings.shard !== undefined) {
      const shard = { ...settings, shard: settings.shard };
      const { line, failedTrials } = await runShard(claims, shard, {
        ...{ signal, view, args },
      });
      console.log(line);
      if (signal.aborted) return ExitCode.interrupted;
      return failedTrials > 0 ? ExitCode.failure : ExitCode.asExpected;
    }
    const outcome = await checkClaims(claims, settings, {
      ...{ signal, view, args },
    });
    report(outcome, settings);
    const exitCode = exitCodeOf(outcome, settings);
    view.show(finishedEvent(outcome, { exitCode, out: settings.out }));
    return exitCode;
  } catch (error) {
    // What was stopped on purpose need not explain itself.
    if (signal.aborted) return ExitCode.interrupted;
    throw error;
  } finally {
    view.end();
  }
}

/** Aborted by Ctrl-C, or when the time is up. */
function stopSignal({ maxSeconds }: Settings, view: RunView): AbortSignal {
  const stop = new AbortController();
  const stopFor = (reason: string) => {
    stop.abort();
    view.note(
      `\nstopping${reason}: what is being trained is finished, and the ` +
        "reports are written; Ctrl-C stops at once",
    );
  };
  Deno.addSignalListener("SIGINT", () => {
    if (stop.signal.aborted) {
      view.end();
      Deno.exit(ExitCode.interrupted);
    }
    stopFor("");
  });
  if (maxSeconds !== undefined) {
    setTimeout(() => stopFor(", the time is up"), maxSeconds * 1000);
  }
  return stop.signal;
}

function report(
  outcome: CheckOutcome,
  { out, quiet, json }: Settings,
): void {
  const { claims, departures, failedTrials, interrupted, trials } = outcome;
  const isTold = !quiet && !json;
  const partial = interrupted ? " (partial: the run was interrupted)" : "";
  if (isTold && trials > 0) {
    console.log(`reports: ${out}/index.html, ${out}/claims.csv${partial}`);
  }
  if (isTold && claims.every(({ expected }) => expected === undefined)) {
    console.log("no verdict was reviewed for these settings: none is expected");
  }
  for (const text of quiet ? [] : departures) {
    console.error(`\ndeparture from what is expected:\n${text}`);
  }
  if (isTold && departures.length > 0) {
    console.error(`\nnext step: ${departureStep(out)}`);
  }
  for (const text of quiet ? [] : outcome.unconfirmed) {
    console.error(`\ndeparture that fresh seeds did not repeat:\n${text}`);
  }
  if (failedTrials > 0) {
    console.error(`\n${failedTrials} trials failed: see ${out}/trials.csv`);
  }
}

function finishedEvent(
  outcome: CheckOutcome,
  { exitCode, out }: { exitCode: number; out: string },
): FinishedEvent {
  const { trials, failedTrials, departures, unconfirmed } = outcome;
  return {
    event: "finished",
    ...{ exitCode, trials, failedTrials, departures, unconfirmed },
    isInterrupted: outcome.interrupted,
    out,
  };
}
