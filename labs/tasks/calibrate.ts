/** `deno task calibrate`: simulates studies, and counts wrong verdicts. */
import type { Assertion } from "../../bench/study/kinds/mod.ts";
import { ROUND_SEEDS } from "../../bench/study/profiles.ts";
import { UsageError } from "../../bench/study/usage_error.ts";
import { readFlags } from "../../bench/tasks/read_flags.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";
import { calibrate } from "../calibration/calibrate.ts";
import { calibrateRuns } from "../calibration/calibrate_runs.ts";
import {
  calibrationTable,
  runTable,
} from "../calibration/calibration_table.ts";
import { EXPERIMENTS } from "../calibration/experiments.ts";
import { readCount } from "./_read_count.ts";

const KINDS = Object.keys(EXPERIMENTS) as Assertion["kind"][];

const HELP =
  `Simulates whole studies of which the truth is known, decides them as
a run does, with a look after every round, and counts in percent:

  false support        "supported" where the claim is false, if only just
  at its best          ... by somebody who looks after every seed, and stops
                       when it looks best
  resumed              ... by somebody who runs a third of the seeds, and all of
                       them if that was not enough
  false contradiction  "contradicted" where the claim is true, if only just
  coverage             intervals that hold the truth when the study stops
  power                "supported" where there is an effect
  seeds                that these took: the median, and 9 in 10 of them

Each is counted in worlds that differ in how scores lie around their mean, and
in all of them together. A number is one arm less another that lies alike. In
lopsided worlds it is not: most trainings gain, say, and a few lose as much. In
the last world, trainings fail, and most of all those that score badly. A rate
has its simulation error beside it; what is beyond 2.5, or short of its coverage
of 95, by more than three of these has an exclamation mark.

Then runs of 20 assertions are simulated: which share of their verdicts is wrong,
which share of the runs has a wrong verdict with a star, and how many of the
assertions are decided, and starred.

deno task calibrate [--kind K] [--first N] [--seeds N] [--studies N] [--seed N]

  --kind K     ${KINDS.join(", ")}, runs  [all]
  --first N    seeds before the first look                     [8]
  --seeds N    seeds before the last look                      [60]
  --studies N  studies of each world and truth, and runs       [what takes
               some minutes in all]
  --seed N     decides what is drawn                           [1]
`;

if (import.meta.main) {
  await runTask(() => Promise.resolve(calibrateAll(Deno.args)));
}

function calibrateAll(args: readonly string[]): number {
  const flags = readFlags(args, {
    task: "calibrate",
    string: ["kind", "first", "seeds", "studies", "seed"],
    boolean: [],
  });
  if (flags.help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const options = {
    seed: readCount(flags, { name: "seed", usual: 1, least: 0 }),
    studies: flags.studies === undefined
      ? undefined
      : readCount(flags, { name: "studies", usual: 1 }),
    schedule: {
      first: readCount(flags, { name: "first", usual: 8 }),
      step: ROUND_SEEDS,
      most: readCount(flags, { name: "seeds", usual: 60 }),
    },
  };
  const kinds = kindsOf(flags.kind);
  for (const kind of KINDS.filter((kind) => kinds.includes(kind))) {
    const experiment = EXPERIMENTS[kind];
    const { statement, effect } = experiment.kind.calibration;
    const { says, margin } = statement;
    console.log(`${kind}: ${says}; margin ${margin}, effect ${effect.value}`);
    console.log(calibrationTable(calibrate(experiment, options)) + "\n");
  }
  if (kinds.includes("runs")) {
    const runs = (isShared: boolean) => calibrateRuns({ ...options, isShared });
    console.log(runTable({
      "each by itself": runs(false),
      "with shared luck": runs(true),
    }));
  }
  return ExitCode.asExpected;
}

function kindsOf(text: unknown): readonly string[] {
  const all = [...KINDS, "runs"];
  if (text === undefined) return all;
  if (typeof text === "string" && all.includes(text)) return [text];
  throw new UsageError(
    `Cannot use --kind ${text}: wanted one of ${all.join(", ")}`,
  );
}
