/** `deno task alarms`: how often a run alarms that is held against a review. */
import { readFlags } from "../../bench/tasks/read_flags.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";
import { UsageError } from "../../bench/study/usage_error.ts";
import { ROUND_SEEDS } from "../../bench/study/profiles.ts";
import { alarmTable } from "../alarms/alarm_table.ts";
import { loadRuns } from "../alarms/load_runs.ts";
import { SCENARIOS } from "../alarms/scenarios.ts";
import { simulateAlarms } from "../alarms/simulate_alarms.ts";
import { readCount } from "./_read_count.ts";

const HELP =
  `Simulates reviews and runs from the scores of real ones, and counts
in percent of the runs what deno task bench would say of them:

  scores changed  the change test of the scores is an alarm
  opposite        a verdict is the opposite of the reviewed one
  lost, once      a firm verdict is lost; ... again, on fresh seeds too
  red             an alarm of any kind, lost verdicts confirmed
  notice          something that may well be chance
  seen after      seeds with which half of the runs find that scores changed

deno task alarms RUN OTHER [--runs N] [--seed N]

  RUN       the folder of a run with a fixed number of seeds: the seeds of
            reviews and runs are drawn from these
  OTHER     the folder of a run of the same cells, or some of them, by another
            engine: what another processor changes
  --runs N  reviews, each with a run, of each scenario      [500]
  --seed N  decides what is drawn                           [1]
`;

if (import.meta.main) await runTask(() => alarms(Deno.args));

async function alarms(args: readonly string[]): Promise<number> {
  const folders: string[] = [];
  const flags = readFlags(args, {
    task: "alarms",
    string: ["runs", "seed"],
    onWord: (word) => folders.push(word),
  });
  if (flags.help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const [run, other] = folders;
  if (run === undefined || other === undefined || folders.length > 2) {
    throw new UsageError("Cannot simulate runs: name two, RUN and OTHER");
  }
  const runs = readCount(flags, { name: "runs", usual: 500 });
  const seed = readCount(flags, { name: "seed", usual: 1, least: 0 });
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
