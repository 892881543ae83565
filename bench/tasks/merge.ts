/** `deno task merge`: the trials of several machines, put together. */
import {
  cacheDirectory,
  countNvidiaGpus,
} from "../../models/engines/tensorflow/locate.ts";
import { instructionSet } from "../../models/engines/tensorflow/instruction_set.ts";
import { shellWord } from "../../reports/shell_word.ts";
import { SUITE_COMMAND } from "../../reports/suite_command.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { path } from "../run/settings/option.ts";
import type { ShardGap } from "../trials/store/shard_gaps.ts";
import {
  type MergeOutcome,
  mergeStores,
} from "../trials/store/merge_stores.ts";
import type { EngineDescription } from "../trials/trial.ts";
import { UsageError } from "../study/usage_error.ts";
import { ExitCode, runTask } from "./run_task.ts";
import { StopSignal } from "./stop_signal.ts";

const OPTIONS = {
  store: {
    kind: path("FILE"),
    help: "the store that they are merged into",
    otherwise: "in the cache",
  },
};

/** Characters of a plan's hash that tell it from others. */
const PLAN_DIGITS = 6;

/** Milliseconds in which a press during the merge is heard of. */
const PRESS_TIME = 20;

if (import.meta.main) {
  await runTask({
    name: "merge",
    about: "Puts the trials of several machines together in one store.",
    words: {
      "DIR...": "folders of shards, or the .sqlite files in them; only read",
    },
    options: OPTIONS,
    notes:
      `Run each part of a run on a machine of its own, with the same options:
  deno task bench --seeds 200 --shard 1/3
  deno task bench --seeds 200 --shard 2/3
  deno task bench --seeds 200 --shard 3/3
bring the folders of their reports together, and decide:
  deno task merge reports/shard-*
  deno task bench --seeds 200

Merging again changes nothing. If two machines have different results for the
same trial, the trial is named and nothing is merged.

Exit codes: 0 all trials are there; 2 usage; 4 shards or trials are missing (the
others are merged), or nothing could be merged.`,
    run: merge,
  });
}

async function merge(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const { words: paths } = given;
  if (paths.length === 0) {
    throw new UsageError(
      "Cannot merge: no store is given. Next step: name the folders that " +
        "deno task bench --shard wrote, such as reports/shard-*",
    );
  }
  const target = given.value("store") ?? `${cacheDirectory()}/trials.sqlite`;
  // A merge takes seconds, and leaves copies behind if it is ended: a press
  // waits for its end.
  const done = "stopped: all trials are merged";
  const stop = new StopSignal({ nothing: done, atOnce: done, say: () => {} });
  const outcome = mergeStores(paths, target);
  await new Promise((resolve) => setTimeout(resolve, PRESS_TIME));
  const { trials, stores, added, engines } = outcome;
  console.log(
    `merged ${counted(trials, "trial")} from ${counted(stores, "store")} ` +
      `into ${target}: ${added} new`,
  );
  const foreign = foreignEngines(engines, await instructionSet());
  if (foreign !== undefined) console.log(`note: ${foreign}`);
  const problems = problemsOf(outcome);
  if (problems.length === 0) {
    const options = [
      ...foreign === undefined ? [] : ["--any-engine"],
      ...given.has("store") ? [`--store ${shellWord(target)}`] : [],
    ];
    console.log(
      `next step: ${[SUITE_COMMAND, ...options].join(" ")} with the same ` +
        "options uses them",
    );
  }
  for (const problem of problems) console.error(problem);
  if (stop.isPressed) return ExitCode.interrupted;
  return problems.length === 0 ? ExitCode.asExpected : ExitCode.failure;
}

/** Says which engines trials are from, if not all from one like this one's. */
function foreignEngines(
  engines: readonly EngineDescription[],
  own: string,
): string | undefined {
  // WebAssembly's instructions are no processor's: it is always told of, since
  // this machine may have TensorFlow.
  const isForeign = ({ device, instructionSet }: EngineDescription) =>
    device === "gpu" ? countNvidiaGpus() === 0 : instructionSet !== own;
  if (engines.length < 2 && !engines.some(isForeign)) return undefined;
  const titles = { tensorflow: "TensorFlow", wasm: "WebAssembly" };
  const names = engines.map(({ name, version, device, instructionSet }) =>
    `${titles[name]} ${version} on ${device}, ${instructionSet}`
  );
  return `they were computed by ${
    names.join("; ")
  }. This machine has ${own}: ` +
    "deno task bench --any-engine uses them all";
}

/** What keeps the stores from being all there is to a run. */
function problemsOf({ gaps, damaged, empty }: MergeOutcome): string[] {
  return [
    ...damaged.map((path) =>
      `${path} is damaged: what could be read of it was merged, and the file ` +
      "is as it was. Next step: run its shard again"
    ),
    ...empty.map((path) => `${path} holds no trials`),
    ...gaps.map(describeGap),
  ];
}

function describeGap(gap: ShardGap): string {
  const { plan, shard, shards, wanted, settled, failed } = gap;
  const name = `shard ${shard}/${shards} of plan ${plan.slice(0, PLAN_DIGITS)}`;
  const nextStep = `Next step: deno task bench --shard ${shard}/${shards} ` +
    "with the run's options, then merge again";
  if (wanted === undefined) return `${name} is missing. ${nextStep}`;
  const failures = failed === 0 ? "" : ` (${counted(failed, "trial")} failed)`;
  return `${name} has ${settled} of ${counted(wanted, "trial")}${failures}. ` +
    nextStep;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
