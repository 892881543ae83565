/** A shard whose queue nobody serves: only trials that are kept have results. */
import { assertEquals, assertRejects } from "@std/assert";
import { openRun } from "../../../bench/run/open_run.ts";
import { lockFolder } from "../../../bench/run/outputs/lock_folder.ts";
import { runShard } from "../../../bench/run/run_shard.ts";
import { readSettings } from "../../../bench/run/settings/settings.ts";
import { loadClaims } from "../../../bench/study/load_claims.ts";
import { studyTrials } from "../../../bench/study/study.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";
import { codeHash } from "../../../bench/trials/code_hash.ts";
import { planOf, shardOf } from "../../../bench/trials/plan.ts";
import { TrialStore } from "../../../bench/trials/store/store.ts";
import type { RunView } from "../../../reports/terminal/run_view.ts";
import { words } from "../../_process.ts";
import { failedTrial, okTrial } from "../_trials.ts";
import { ORIGIN } from "../trials/_temp_store.ts";

const SHARD = { shard: 1, shards: 2 };

const OPTIONS = words(
  "--filter inference --model small-cnn --shard 1/2 --queue redis://127.0.0.1:1",
);

/** A shard of so many seeds in a folder. */
async function open(folder: string, seeds: number) {
  const settings = await readSettings([
    ...OPTIONS,
    `--seeds=${seeds}`,
    `--out=${folder}`,
  ], { cores: 1 });
  const claims = await loadClaims(settings.filter, settings.protocol);
  return { claims, settings: { ...settings, shard: SHARD } };
}

/** Runs a shard that is stopped when it comes to train. */
async function runStopped({ claims, settings }: Awaited<
  ReturnType<typeof open>
>) {
  const stop = new AbortController();
  const view: RunView = { show: () => stop.abort(), note() {}, end() {} };
  return await runShard(claims, settings, { view, signal: stop.signal });
}

async function withFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  await test(folder);
  await Deno.remove(folder, { recursive: true });
}

Deno.test("runShard() leaves an attempt with other options out of what a merge wants", () =>
  withFolder(async (folder) => {
    const other = { plan: "other", shard: 2, shards: 2, keys: ["a"] };
    {
      using store = new TrialStore(`${folder}/trials.sqlite`);
      store.recordShard(other);
    }
    const plans = new Set<string>();
    for (const seeds of [6, 8]) {
      const { planned, trained } = await runStopped(await open(folder, seeds));
      assertEquals([planned > 0, trained], [true, 0]);
      using store = new TrialStore(`${folder}/trials.sqlite`);
      const [first, mine, ...others] = store.shards();
      assertEquals([{ ...first }, others], [other, []]);
      plans.add(mine!.plan);
    }
    assertEquals(plans.size, 2);
  }));

Deno.test("runShard() counts a diverged training among those that have ended", () =>
  withFolder(async (folder) => {
    const run = await open(folder, 6);
    const { studies, data, session } = await openRun(
      run.claims,
      run.settings,
      { onNote() {} },
    );
    const mine = shardOf(planOf(studies.flatMap(studyTrials)), SHARD);
    {
      await using _open = session;
      const code = await codeHash();
      for (const [at, { spec }] of mine.entries()) {
        session.store.record(
          at === 0 ? failedTrial(spec, "diverged") : okTrial(spec, 0.5),
          { ...ORIGIN, data: data.datasetOf(spec).contentHash, code },
        );
      }
    }
    const { planned, trained, failedTrials } = await runStopped(run);
    assertEquals([planned, trained, failedTrials], [
      mine.length,
      mine.length,
      0,
    ]);
  }));

Deno.test("runShard() is refused where another run is writing", () =>
  withFolder(async (folder) => {
    using _other = await lockFolder(folder);
    const run = await open(folder, 6);
    await assertRejects(() => runStopped(run), UsageError, "another run is");
  }));
