/** What a run would do, without doing it; and a part of it, without verdicts. */
import { leftOutLine } from "../../reports/statements.ts";
import { formatSeconds } from "../../reports/terminal/progress.ts";
import type { Claim } from "../study/claim.ts";
import type { CheckOptions } from "./check_claims.ts";
import { openRun } from "./open_run.ts";
import { predictSeconds } from "./predict_seconds.ts";
import { openView } from "./open_view.ts";
import { sortLike } from "./session.ts";
import type { Settings } from "./settings/settings.ts";
import { type Study, studyTrials } from "../study/study.ts";
import { planOf, type Shard, shardOf } from "../trials/plan.ts";
import type { TrialResult } from "../trials/trial.ts";
import { assertWritable } from "./outputs/write_files.ts";
import { writeRun } from "./outputs/write_run.ts";
import { buildDocument } from "./build_document.ts";

/**
 * Counts the trials of a run, and judges how long they will take.
 *
 * @returns Lines for people.
 */
export async function dryRun(
  claims: readonly Claim[],
  settings: Settings,
): Promise<string[]> {
  const { studies, leftOut, session } = await openRun(
    claims,
    settings,
    { onNote: console.error },
  );
  await using _open = session;
  const { mine: trials } = trialsOf(studies, settings);
  const { kept, missing } = session.trials.lookUp(trials);
  const seconds = predictSeconds(missing, session);
  const lines = leftOut.map((each) => `left out: ${leftOutLine(each)}`);
  if (settings.explain) lines.push(...session.explain(trials));
  const { workers } = settings;
  const time = missing.length === 0
    ? "nothing is left to run"
    : seconds === undefined
    ? "no time can be told: nothing like them was run before"
    : `about ${formatSeconds(seconds / workers)} with ${workers} ` +
      `worker${workers === 1 ? "" : "s"}`;
  return [
    ...lines,
    `trials: ${trials.length}, kept: ${kept.length}, to run: ${missing.length}`,
    time,
  ];
}

/** What was done of a shard. */
export interface ShardOutcome {
  /** For people. */
  line: string;
  /** Its trials, and those of them that have ended or were kept. */
  planned: number;
  trained: number;
  /** Trials without a result. */
  failedTrials: number;
}

/**
 * Runs one part of a run's trials and keeps them, for a merge to put together.
 *
 * @returns What was done.
 * @throws {UsageError} If the settings ask for what cannot be had.
 */
export async function runShard(
  claims: readonly Claim[],
  settings: Settings & { shard: Shard },
  options: CheckOptions = {},
): Promise<ShardOutcome> {
  const { shard, shards } = settings.shard;
  const began = new Date();
  await assertWritable(settings.out);
  const { signal, view = openView(settings), trialOptions } = options;
  const opened = await openRun(claims, settings, {
    onNote: view.note,
    signal,
  });
  const { studies, session } = opened;
  await using _open = session;
  const { plan, mine } = trialsOf(studies, settings);
  if (settings.explain) console.log(session.explain(mine).join("\n"));
  for (const line of session.warnings(mine, settings)) {
    view.note(`note: ${line}`);
  }
  const keys = mine.map(({ key }) => key);
  session.store.recordShard({ plan: plan.id, shard, shards, keys });
  const results: TrialResult[] = [];
  const name = `shard ${shard}/${shards}`;
  try {
    for await (const result of session.run(mine, { name, view, signal })) {
      results.push(result);
    }
  } finally {
    view.end();
    if (results.length > 0) {
      const document = buildDocument(
        { settings, trialOptions, began, opened },
        {
          isComplete: false,
          claims: [],
          results: sortLike(mine, results),
        },
      );
      await writeRun(document, { out: settings.out, formats: {} });
    }
  }
  const failed = results.filter(({ status }) => status !== "ok").length;
  return {
    line: `${name}: ${results.length} of its ${mine.length} trials (of ` +
      `${plan.trials.length} in all) are in ${settings.store}`,
    planned: mine.length,
    trained: results.length,
    failedTrials: failed,
  };
}

/** All trials of the studies, and those that are this run's. */
function trialsOf(studies: readonly Study[], { shard }: Settings) {
  const plan = planOf(studies.flatMap(studyTrials));
  const mine = shard === undefined ? plan.trials : shardOf(plan, shard);
  return { plan, mine };
}
