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
    about: `Simulates whole studies whose truth is known, decides them as a run
does, with a look after every round, and counts in percent:

  false support        "supported" though the claim is just false
  at its best          ... by somebody who looks after every seed, and stops
                       when it looks best
  resumed              ... by somebody who runs a third of the seeds, and then
                       all of them if the third was not enough
  false contradiction  "contradicted" though the claim is just true
  coverage             intervals that hold the truth when the study stops
  power                "supported" where there is an effect
  seeds                for a support: the median, and 9 in 10 studies

It does so in worlds with different distributions of scores, and in all of them
together. In most worlds, the scores of both arms have the same shape. In
lopsided worlds they do not: for example, most trainings gain, and a few lose as
much. In the last world, trainings fail, and bad ones more often. A rate comes
with its simulation error. An exclamation mark stands where a rate is above 2.5,
or a coverage below 95, by more than three simulation errors.

Then it simulates runs of 20 assertions, and counts wrong verdicts, wrong
verdicts on claims of two assertions each, runs with a wrong starred verdict,
and decided and starred assertions.`,
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
