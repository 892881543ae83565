/**
 * `deno task alarms`: how often a run alarms that is compared with a review.
 */
import type { GivenOptions } from "../../bench/run/settings/given_options.ts";
import { COUNT } from "../../bench/run/settings/option.ts";
import { ROUND_SEEDS } from "../../bench/study/profiles.ts";
import { UsageError } from "../../bench/study/usage_error.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";
import { alarmTable } from "../alarms/alarm_table.ts";
import { loadRuns } from "../alarms/load_runs.ts";
import { SCENARIOS } from "../alarms/scenarios.ts";
import { simulateAlarms } from "../alarms/simulate_alarms.ts";
import { SEED } from "./_seed.ts";

const OPTIONS = {
  runs: {
    kind: COUNT,
    help: "reviews, each with a run, of each scenario",
    otherwise: "500",
  },
  seed: SEED,
};

if (import.meta.main) {
  await runTask({
    name: "alarms",
    about: `Simulates reviews and runs from the scores of real runs, and counts
in percent of the runs what deno task bench would report:

  scores changed  an alarm, as scores differ from the reviewed ones
  opposite        a verdict is the opposite of the reviewed one
  lost, once      a firm verdict is lost; ... again, on fresh seeds too
  red             an alarm of any kind, with --confirm
  notice          a change that may be chance
  seen after      seeds until half of the runs find that scores changed`,
    words: {
      RUN: "the folder of a run with a fixed number of seeds: the seeds of " +
        "reviews and runs are drawn from these",
      OTHER: "the folder of a run of the same cells, or some of them, by " +
        "another engine: what another processor changes",
    },
    options: OPTIONS,
    run: alarms,
  });
}

async function alarms(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const [run, other, ...more] = given.words;
  if (run === undefined || other === undefined || more.length > 0) {
    throw new UsageError("Cannot simulate runs: name two, RUN and OTHER");
  }
  const runs = given.value("runs") ?? 500;
  const seed = given.value("seed") ?? 1;
  const loaded = await loadRuns(run, other);
  const most = loaded.scores[0]!.length;
  const schedule = { first: 8, step: ROUND_SEEDS, most };
  const found = SCENARIOS.map((scenario) => {
    const options = { ...loaded, schedule, runs, seed };
    return simulateAlarms(scenario, options);
  });
  console.log(alarmTable(found));
  return ExitCode.asExpected;
}
