/**
 * Checks claims: runs their trials, decides, prints what came out, and writes
 * the reports.
 */
import type { RunDocument } from "../../reports/document.ts";
import { formatSeconds } from "../../reports/format.ts";
import { leftOutLine } from "../../reports/statements.ts";
import type { RunView } from "../../reports/terminal/run_view.ts";
import type { Claim } from "../study/claim.ts";
import { placedStatements } from "../study/standings.ts";
import { buildDocument } from "./build_document.ts";
import { ClaimRun } from "./claim_run.ts";
import { describeProtocol } from "./describe_protocol.ts";
import { startedEvent } from "./events.ts";
import { openRun } from "./open_run.ts";
import { openView } from "./open_view.ts";
import { lockFolder } from "./outputs/lock_folder.ts";
import { printOutcome } from "./outputs/print_outcome.ts";
import { assertPlaces, writeRun } from "./outputs/write_run.ts";
import type { RunOptions } from "./settings/run_options.ts";
import type { Settings } from "./settings/settings.ts";
import { firstTrials } from "./train_rounds.ts";

/** Settings of {@linkcode checkClaims} that are not a matter of the claims. */
export interface CheckOptions {
  /** When aborted, running trials are finished and the reports are partial. */
  signal?: AbortSignal;
  /** Who is told of what happens. @default {as the settings say} */
  view?: RunView;
  /** What was called. @default {"deno task bench"} */
  command?: string | undefined;
  /** The options that the settings were read from. */
  options?: RunOptions;
}

/**
 * Checks claims, shows how far it is on standard error, prints each claim's
 * summary, and writes the reports.
 *
 * @param claims What to check.
 * @param settings On what, how, and where the reports go.
 * @param options Who is told of it, and what stops it.
 * @returns Everything that was found.
 * @throws {UsageError} If the settings ask for what cannot be had: more images
 * than there are, or too few seeds to reach the level.
 * @throws {Error} If the data, the engine or the store is missing or broken.
 *
 * @example It trains, and so is not run here.
 * ```ts ignore
 * import { departureTexts } from "../../reports/terminal/departure_texts.ts";
 * import { checkClaims } from "./check_claims.ts";
 * import { readSettings } from "./settings/settings.ts";
 * import gain from "../gain_bench.ts";
 * const settings = await readSettings(["--dataset", "mnist"], { cores: 2 });
 * const document = await checkClaims([gain], settings);
 * console.log(departureTexts(document).departures);
 * ```
 */
export async function checkClaims(
  claims: readonly Claim[],
  settings: Settings,
  options: CheckOptions = {},
): Promise<RunDocument> {
  const { out, formats, strict, json, quiet } = settings;
  const { view = openView(settings), signal, ...called } = options;
  const began = new Date();
  await assertPlaces({ out, formats });
  using _lock = await lockFolder(out);
  const opened = await openRun(claims, settings, {
    onNote: view.note,
    signal,
  });
  await using session = opened.session;
  const { studies, sites, leftOut, reviewed } = opened;
  view.note(describeProtocol(settings));
  for (const each of leftOut) view.note(`left out: ${leftOutLine(each)}`);
  const first = firstTrials(placedStatements(studies), settings.seeds);
  for (const line of session.warnings(first, settings)) {
    view.note(`note: ${line}`);
  }
  const run = new ClaimRun({
    rules: settings,
    reviewed,
    session,
    studies,
    sites,
    view,
    signal,
  });
  let document: RunDocument;
  try {
    view.show(startedEvent(first, { ...settings, ...opened }));
    await run.train();
  } finally {
    view.end();
    document = buildDocument(
      { ...called, settings, began, opened },
      run.found,
    );
    // What was trained is kept, whatever stopped the rest; what an earlier run
    // left is not replaced by nothing.
    const hasTrials = document.trials.length > 0;
    if (hasTrials) await writeRun(document, { out, formats, strict });
  }
  const waiting = unfinishedLine(document, {
    ...settings,
    trials: first.length,
  });
  if (!json && !quiet && waiting !== undefined) console.log(waiting);
  if (!json) {
    printOutcome(document, { quiet });
  }
  return document;
}

/**
 * What there is to say of a run that was stopped in its first round: no verdict
 * is due before that has ended.
 */
function unfinishedLine(
  { isComplete, claims, trials: trained }: RunDocument,
  { trials, workers, queue }:
    & Pick<Settings, "workers" | "queue">
    & { trials: number },
): string | undefined {
  const isDecided = claims.some(({ statements }) => statements.length > 0);
  if (isComplete || isDecided || trained.length === 0) return undefined;
  const done = "no round was finished, so nothing is decided yet: " +
    `${trained.length} of the ${trials} trainings of the first round are done`;
  // How many train through a queue is not known.
  if (queue !== undefined) return done;
  const seconds = trained
    .reduce((sum, { result }) => sum + result.trainSeconds, 0);
  const round = seconds / trained.length * trials / workers;
  return `${done}, and the whole round takes about ${formatSeconds(round)}`;
}
