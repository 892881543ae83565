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
import { GROUPS } from "../run/settings/option.ts";
import { type BenchOptions, OPTIONS } from "../run/settings/options.ts";
import { openView } from "../run/open_view.ts";
import { machineDefaults } from "../run/settings/machine_defaults.ts";
import { chooseOwnNetwork } from "../run/settings/own_network.ts";
import { dryRun } from "../run/dry_run.ts";
import { runShard } from "../run/run_shard.ts";
import { runOptions } from "../run/settings/run_options.ts";
import { type Settings, settingsOf } from "../run/settings/settings.ts";
import { exitCodeOf } from "./_exit_code_of.ts";
import { loadClaims } from "../study/load_claims.ts";
import { after } from "../trials/after.ts";
import { EXIT_CODES } from "./exit_codes.ts";
import { ExitCode, type Task } from "./run_task.ts";
import { NOTHING, StopSignal } from "./stop_signal.ts";

/** `deno task bench`. */
export const BENCH: Task<typeof OPTIONS> = {
  name: "bench",
  about: "Checks the paper's claims and writes reports.",
  options: OPTIONS,
  groups: GROUPS,
  notes: `Exit codes:
${
    Object.entries(EXIT_CODES).map(([code, meaning]) =>
      `  ${code.padEnd(4)} ${meaning.replaceAll("`", "")}`
    ).join("\n")
  }

The environment: FINALBN_DATA=DIR is a --data for every run (without either,
files are downloaded once); FINALBN_QUEUE=URL a --queue; NO_COLOR=1 switches
colours off. On GitHub Actions a summary and annotations are written.`,
  run: (given) => bench(given, { claimsOf: loadClaims }),
};

/** Checks claims, which depend on what is asked for. */
export async function bench(
  asked: BenchOptions,
  { command, claimsOf }: {
    /** What was called. @default {the task itself} */
    command?: string;
    claimsOf: typeof loadClaims;
  },
): Promise<number> {
  const machine = machineDefaults();
  const { given, note } = await chooseOwnNetwork(asked, machine);
  const settings = await settingsOf(given, machine);
  const claims = await claimsOf(settings.filter, settings.protocol);
  if (settings.dryRun) {
    if (note !== undefined) console.log(`note: ${note}`);
    console.log((await dryRun(claims, settings)).join("\n"));
    return ExitCode.asExpected;
  }
  // What was typed: the network is chosen again in the same way.
  const options = runOptions(asked);
  const view = openView(settings);
  if (note !== undefined) view.note(`note: ${note}`);
  const stop = stopOf(settings, view);
  const { signal } = stop;
  try {
    const called = { signal, view, command, options };
    const { shard } = settings;
    if (shard !== undefined) {
      const part = await runShard(claims, { ...settings, shard }, called);
      const isInterrupted = signal.aborted && part.trained < part.planned;
      console.log(part.line);
      if (isInterrupted) console.log(goOnLine(settings, part.trained));
      if (isInterrupted || stop.isPressed) return ExitCode.interrupted;
      return part.failedTrials > 0 ? ExitCode.failure : ExitCode.asExpected;
    }
    const document = await checkClaims(claims, settings, called);
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
    if (document.trials.length > 0) await noteLastRun(out);
    report(document, { finished, settings });
    if (isInterrupted && finished.trials === 0) {
      console.error(NOTHING);
    } else if (isInterrupted && !settings.quiet && !settings.json) {
      console.log(goOnLine(settings, finished.trials));
    }
    view.show(finished);
    return finished.exitCode;
  } finally {
    view.end();
  }
}

/** How a run that was stopped goes on. */
function goOnLine({ fresh }: Settings, trained: number): string {
  return `the same command${fresh ? " without --fresh" : ""} goes on: ` +
    `${trained} training${trained === 1 ? " is" : "s are"} kept`;
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
    after(maxSeconds, () => stop.stop("the time is up"));
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
