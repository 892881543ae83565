/** `deno task calibrate`: simulates studies, and counts wrong verdicts. */
import { z } from "zod";
import type { GivenOptions } from "../../bench/run/settings/given_options.ts";
import { COUNT, fitting } from "../../bench/run/settings/option.ts";
import type { Assertion } from "../../bench/study/kinds/mod.ts";
import { ROUND_SEEDS } from "../../bench/study/profiles.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";
import { calibrate } from "../calibration/calibrate.ts";
import { calibrateRuns } from "../calibration/calibrate_runs.ts";
import {
  calibrationTable,
  runTable,
} from "../calibration/calibration_table.ts";
import { EXPERIMENTS } from "../calibration/experiments.ts";
import { SEED } from "./_seed.ts";

const KINDS = Object.keys(EXPERIMENTS) as Assertion["kind"][];

const KINDS_AND_RUNS = [...KINDS, "runs"] as const;

const OPTIONS = {
  kind: {
    kind: fitting(z.enum(KINDS_AND_RUNS)),
    help: KINDS_AND_RUNS.join(", "),
    otherwise: "all",
  },
  first: {
    kind: COUNT,
    help: "seeds before the first look",
    otherwise: "8",
  },
  seeds: {
    kind: COUNT,
    help: "seeds before the last look",
    otherwise: "60",
  },
  studies: {
    kind: COUNT,
    help: "studies of each world and truth, and runs",
    otherwise: "what takes some minutes in all",
  },
  seed: SEED,
};

if (import.meta.main) {
  await runTask({
    name: "calibrate",
    about: `Simulates whole studies of which the truth is known, decides them as
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
in all of them together. A number is one arm minus another that lies alike. In
lopsided worlds it is not: most trainings gain, say, and a few lose as much. In
the last world, trainings fail, and most of all those that score badly. A rate
has its simulation error beside it; what is beyond 2.5, or short of its coverage
of 95, by more than three of these has an exclamation mark.

Then runs of 20 assertions are simulated: which share of their verdicts is
wrong, which share of the runs has a wrong verdict with a star, and how many of
the assertions are decided, and starred.`,
    options: OPTIONS,
    run: calibrateAll,
  });
}

function calibrateAll(given: GivenOptions<typeof OPTIONS>): number {
  const options = {
    seed: given.value("seed") ?? 1,
    studies: given.value("studies"),
    schedule: {
      first: given.value("first") ?? 8,
      step: ROUND_SEEDS,
      most: given.value("seeds") ?? 60,
    },
  };
  const only = given.value("kind");
  const isAsked = (kind: string) => only === undefined || only === kind;
  for (const kind of KINDS.filter(isAsked)) {
    const experiment = EXPERIMENTS[kind];
    const { statement, effect } = experiment.kind.calibration;
    const { says, margin } = statement;
    console.log(`${kind}: ${says}; margin ${margin}, effect ${effect.value}`);
    console.log(calibrationTable(calibrate(experiment, options)) + "\n");
  }
  if (isAsked("runs")) {
    const runs = (isShared: boolean) => calibrateRuns({ ...options, isShared });
    console.log(runTable({
      "each by itself": runs(false),
      "with shared luck": runs(true),
    }));
  }
  return ExitCode.asExpected;
}
