/** `deno task bench`: checks the claims of all bench files. */
import type { RunDocument } from "../../reports/document.ts";
import { closingLines } from "../../reports/terminal/closing_lines.ts";
import { departureTexts } from "../../reports/terminal/departure_texts.ts";
import { checkClaims } from "../run/check_claims.ts";
import type {
  FinishedEvent,
  RunView,
} from "../../reports/terminal/run_view.ts";
import { noteLastRun } from "../run/outputs/last_run.ts";
import { HELP } from "../run/settings/help.ts";
import { openView } from "../run/open_view.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { dryRun, runShard } from "../run/plan_run.ts";
import { readSettings, type Settings } from "../run/settings/settings.ts";
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
  const claims = await loadClaims(settings.filter, settings.protocol);
  if (settings.dryRun) {
    console.log((await dryRun(claims, settings)).join("\n"));
    return ExitCode.asExpected;
  }
  const view = openView(settings);
  const signal = stopSignal(settings, view);
  try {
    if (settings.shard !== undefined) {
      const shard = { ...settings, shard: settings.shard };
      const options = { signal, view, args };
      const { line, failedTrials } = await runShard(claims, shard, options);
      console.log(line);
      if (signal.aborted) return ExitCode.interrupted;
      return failedTrials > 0 ? ExitCode.failure : ExitCode.asExpected;
    }
    const document = await checkClaims(claims, settings, {
      signal,
      view,
      args,
    });
    const { out, strict } = settings;
    const isInterrupted = signal.aborted;
    const finished: FinishedEvent = {
      event: "finished",
      exitCode: exitCodeOf(document, { strict, isInterrupted }),
      ...outcomeOf(document),
      isInterrupted,
      out,
    };
    if (document.trials.length > 0) await noteLastRun(out);
    report(document, { finished, settings });
    view.show(finished);
    return finished.exitCode;
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

/** Trials and departures of a run. */
function outcomeOf(document: RunDocument) {
  const { trials } = document;
  return {
    trials: trials.length,
    failedTrials: trials.filter(({ result }) => result.status !== "ok").length,
    ...departureTexts(document),
  };
}

/** Says where the reports are, what was checked, and what to do then. */
function report(
  document: RunDocument,
  { finished, settings: { quiet, json, strict } }: {
    finished: FinishedEvent;
    settings: Pick<Settings, "quiet" | "json" | "strict">;
  },
): void {
  const { failedTrials, isInterrupted, out, trials } = finished;
  const isTold = !quiet && !json;
  const partial = isInterrupted ? " (partial: the run was interrupted)" : "";
  if (isTold && trials > 0) {
    console.log(`reports: ${out}/index.html, ${out}/claims.csv${partial}`);
  }
  const { well, wrong } = closingLines(document, { out, strict, quiet });
  for (const line of json ? [] : well) console.log(line);
  for (const line of wrong) console.error(line);
  if (failedTrials > 0) {
    console.error(`\n${failedTrials} trials failed: see ${out}/trials.csv`);
  }
}
