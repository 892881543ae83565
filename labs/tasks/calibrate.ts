/** `deno task calibrate`: simulates studies, and counts wrong verdicts. */
import type { Assertion } from "../../bench/study/kinds/mod.ts";
import { calibrate } from "../calibration/calibrate.ts";
import { simulateAlarms } from "../calibration/alarms.ts";
import {
  alarmTable,
  calibrationTable,
} from "../calibration/calibration_table.ts";
import { EXPERIMENTS } from "../calibration/experiments.ts";
import { UsageError } from "../../bench/study/usage_error.ts";
import { readFlags } from "../../bench/tasks/read_flags.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";
import { readCount } from "./_read_count.ts";

const KINDS = Object.keys(EXPERIMENTS) as Assertion["kind"][];

const HELP = `Simulates studies of which the truth is known, decides them as a
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
exclamation mark.

deno task calibrate [--kind K] [--seeds N,...] [--studies N] [--seed N]
                    [--alarms]

  --kind K       ${KINDS.join(", ")}  [all]
  --seeds N,...  seeds of a study                             [6,10,20,40]
  --studies N    studies of each world and truth              [what takes
                 minutes in all, fewer of slow kinds]
  --seed N       decides what is drawn                        [1]
  --alarms       how often a run departs from a reviewed "supported", and does
                 so again on fresh seeds: where the effect is still there (a
                 false alarm), and where the claim is now just false
`;

const SEEDS = "6,10,20,40";

/** The fewest that have a spread. */
const LEAST_SEEDS = 2;

if (import.meta.main) {
  await runTask(() => Promise.resolve(calibrateAll(Deno.args)));
}

function calibrateAll(args: readonly string[]): number {
  const flags = readFlags(args, {
    task: "calibrate",
    string: ["kind", "seeds", "studies", "seed"],
    boolean: ["alarms"],
  });
  if (flags.help) {
    console.log(HELP);
    return ExitCode.asExpected;
  }
  const seed = readCount(flags, { name: "seed", usual: 1, least: 0 });
  const studies = flags.studies === undefined
    ? undefined
    : readCount(flags, { name: "studies", usual: 1 });
  const counts = String(flags.seeds ?? SEEDS).split(",").map((seeds) =>
    readCount({ seeds }, { name: "seeds", usual: 0, least: LEAST_SEEDS })
  );
  const kinds = flags.kind === undefined ? KINDS : [kindOf(flags.kind)];
  for (const kind of kinds) {
    const experiment = EXPERIMENTS[kind];
    const { says, margin } = experiment.statement;
    const { value } = experiment.effect;
    console.log(`${kind}: ${says}; margin ${margin}, effect ${value}`);
    const table = flags.alarms
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

function kindOf(text: unknown): Assertion["kind"] {
  const kind = KINDS.find((kind) => kind === text);
  if (kind !== undefined) return kind;
  throw new UsageError(
    `Cannot use --kind ${text}: wanted one of ${KINDS.join(", ")}`,
  );
}
