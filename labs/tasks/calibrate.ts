/** `deno task calibrate`: simulates studies, and counts wrong verdicts. */
import { z } from "zod";
import type { Assertion } from "../../bench/study/kinds/mod.ts";
import { calibrate } from "../calibration/calibrate.ts";
import { simulateAlarms } from "../calibration/alarms.ts";
import {
  alarmTable,
  calibrationTable,
} from "../calibration/calibration_table.ts";
import { EXPERIMENTS } from "../calibration/experiments.ts";
import type { GivenOptions } from "../../bench/run/settings/given_options.ts";
import { fitting } from "../../bench/run/settings/option.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";

const KINDS = Object.keys(EXPERIMENTS) as Assertion["kind"][];

/** The fewest that have a spread. */
const LEAST_SEEDS = 2;

const count = fitting(z.int().min(1));
const seedCount = fitting(z.int().min(LEAST_SEEDS));

const OPTIONS = {
  kind: {
    kind: fitting(z.enum(KINDS)),
    help: KINDS.join(", "),
    otherwise: "all",
  },
  seeds: {
    kind: {
      placeholder: "N,...",
      wanted: `numbers of at least ${LEAST_SEEDS}, separated by commas`,
      read(text: string): number[] | undefined {
        const counts = text.split(",").map((each) => seedCount.read(each));
        return counts.every((each) => each !== undefined) ? counts : undefined;
      },
    },
    help: "seeds of a study",
    otherwise: "6,10,20,40",
  },
  studies: {
    kind: count,
    help: "studies of each world and truth",
    otherwise: "what takes minutes in all, fewer of slow kinds",
  },
  seed: {
    kind: fitting(z.int().min(0)),
    help: "decides what is drawn",
    otherwise: "1",
  },
  alarms: {
    help: 'how often a run departs from a reviewed "supported", and does so ' +
      "again on fresh seeds: where the effect is still there (a false alarm), " +
      "and where the claim is now just false",
  },
};

if (import.meta.main) {
  await runTask({
    name: "calibrate",
    about: `Simulates studies of which the truth is known, decides them as a
run does, at level 0.95 with one assertion a study, and counts in percent:

  false support        "supported" where the claim is false, if only just
  false contradiction  "contradicted" where the claim is true, if only just
  coverage             intervals that contain the truth: 95, and 90 where
                       something is claimed to be nothing
  power                "supported" where there is an effect

A number is one arm less another that lies alike. In lopsided worlds it is not:
most trainings gain, say, and a few lose as much. No test of few seeds knows of
the few before it has seen them, so these are not counted in "all".

Each is counted in worlds that differ in how scores lie around their mean, and
in all of them together. A rate has its simulation error beside it; what is
beyond 5, or short of its coverage, by more than three of these has an
exclamation mark.`,
    options: OPTIONS,
    run: calibrateAll,
  });
}

function calibrateAll(given: GivenOptions<typeof OPTIONS>): number {
  const seed = given.value("seed") ?? 1;
  const studies = given.value("studies");
  const counts = given.value("seeds") ?? [6, 10, 20, 40];
  const only = given.value("kind");
  const kinds = only === undefined ? KINDS : [only];
  for (const kind of kinds) {
    const experiment = EXPERIMENTS[kind];
    const { says, margin } = experiment.statement;
    const { value } = experiment.effect;
    console.log(`${kind}: ${says}; margin ${margin}, effect ${value}`);
    const table = given.has("alarms")
      ? alarmTable(
        counts.map((seeds) =>
          simulateAlarms(experiment, { seeds, studies, seed })
        ),
      )
      : calibrationTable(
        counts.flatMap((seeds) =>
          calibrate(experiment, { seeds, studies, seed })
        ),
      );
    console.log(table + "\n");
  }
  return ExitCode.asExpected;
}
