/** A part of a run, without verdicts. */
import type { Claim } from "../study/claim.ts";
import { studyTrials } from "../study/study.ts";
import { isSettled } from "../trials/is_settled.ts";
import { planOf, type Shard, shardOf } from "../trials/plan.ts";
import type { TrialResult } from "../trials/trial.ts";
import { buildDocument, documentTrials } from "./build_document.ts";
import type { CheckOptions } from "./check_claims.ts";
import { openRun } from "./open_run.ts";
import { openView } from "./open_view.ts";
import { lockFolder } from "./outputs/lock_folder.ts";
import { assertWritable } from "./outputs/write_files.ts";
import { writeRun } from "./outputs/write_run.ts";
import { sortLike } from "./session.ts";
import type { Settings } from "./settings/settings.ts";

/** What was done of a shard. */
export interface ShardOutcome {
  /** For people. */
  line: string;
  /** Its trials, and those of them that have ended or were kept. */
  planned: number;
  trained: number;
  /** Trials without a result that another attempt could have. */
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
  using _lock = await lockFolder(settings.out);
  const { signal, view = openView(settings), ...called } = options;
  const opened = await openRun(claims, settings, {
    onNote: view.note,
    signal,
  });
  const { studies, session } = opened;
  await using _open = session;
  const plan = planOf(studies.flatMap(studyTrials));
  const mine = shardOf(plan, settings.shard);
  if (settings.explain) console.log(session.explain(mine).join("\n"));
  for (const line of session.warnings(mine, settings)) {
    view.note(`note: ${line}`);
  }
  const keys = mine.map(({ key }) => key);
  // An attempt with other options that was given up is not to be missed.
  session.store.forgetShard(settings.shard);
  session.store.recordShard({ plan: plan.id, shard, shards, keys });
  const results: TrialResult[] = [];
  const name = `shard ${shard}/${shards}`;
  try {
    for await (const result of session.run(mine, { view, signal })) {
      results.push(result);
    }
  } finally {
    view.end();
    if (results.length > 0) {
      const document = buildDocument(
        { ...called, settings, began, opened },
        {
          isComplete: false,
          claims: [],
          review: undefined,
          trials: documentTrials(sortLike(mine, results)),
        },
      );
      await writeRun(document, { out: settings.out, formats: {} });
    }
  }
  const failed = results.filter(({ status }) => !isSettled(status)).length;
  return {
    line: `${name}: ${results.length} of its ${mine.length} trials (of ` +
      `${plan.trials.length} in all) are in ${settings.store}`,
    planned: mine.length,
    trained: results.length,
    failedTrials: failed,
  };
}
