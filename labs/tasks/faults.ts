/** `deno task faults`: disturbs runs on purpose, and counts what survives. */
import { mersenne } from "pure-rand/generator/mersenne";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { readDocument } from "../../reports/read_document.ts";
import { BenchRun } from "../faults/bench_run.ts";
import type { Fault } from "../faults/fault.ts";
import { LOCAL_FAULTS } from "../faults/local_faults.ts";
import { QUEUE_FAULTS } from "../faults/queue_faults.ts";
import { TrialStore } from "../../bench/trials/store/store.ts";
import type { GivenOptions } from "../../bench/run/settings/given_options.ts";
import { COUNT, text } from "../../bench/run/settings/option.ts";
import { ExitCode, runTask } from "../../bench/tasks/run_task.ts";
import { StopSignal } from "../../bench/tasks/stop_signal.ts";

const OPTIONS = {
  rounds: {
    kind: COUNT,
    help: "times that each thing is done, at random moments",
    otherwise: "4",
  },
  seed: {
    kind: COUNT,
    help: "decides the moments",
    otherwise: "1",
  },
  filter: {
    kind: text("TEXT"),
    help: "what has TEXT in its name",
    otherwise: "all",
  },
};

/** A run that takes seconds and several rounds, and has moments enough. */
const RUN = [
  "--filter gain --dataset leaves --seeds 4..20 --epochs 2",
  "--majority-count 200 --minority-count 4",
].flatMap((options) => options.split(" "));

/** What trains it, where no queue does. */
const HERE = "--device cpu --workers 2".split(" ");

/** What came of one fault. */
interface Tally {
  fault: string;
  rounds: number;
  survived: number;
  /** Rows that the undisturbed run has and a resumed one has not. */
  lost: number;
  /** Trials that were computed although they were kept. */
  repeated: number;
  /** What was wrong, or why it was not tried. */
  remarks: string[];
}

if (import.meta.main) {
  await runTask({
    name: "faults",
    about: `Disturbs runs in every way, resumes them, and compares what comes
out, byte for byte, with a run that nothing disturbed.`,
    options: OPTIONS,
    run: faults,
  });
}

async function faults(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const rounds = given.value("rounds") ?? 4;
  const generator = mersenne(given.value("seed") ?? 1);
  const random = () => uniformFloat64(generator);
  const chosen = [...LOCAL_FAULTS, ...QUEUE_FAULTS].filter(({ name }) =>
    name.includes(given.value("filter") ?? "")
  );
  const { signal } = new StopSignal({
    nothing: "stopped: nothing was disturbed",
    atOnce: "stopped: what was disturbed last is not counted",
  });
  signal.addEventListener(
    "abort",
    () => console.error("finishing the running fault"),
  );
  const folder = await Deno.makeTempDir({ prefix: "finalbn-faults-" });
  try {
    const started = performance.now();
    const usual = await resume(`${folder}/undisturbed`);
    const usualSeconds = (performance.now() - started) / 1000;
    console.log(
      `undisturbed: ${usual.rows.length} rows in ${usualSeconds.toFixed(1)} s`,
    );
    const tallies: Tally[] = [];
    for (const fault of chosen) {
      if (signal.aborted) return ExitCode.interrupted;
      const tally = await tryFault(fault, {
        rounds,
        usual: usual.rows,
        usualSeconds,
        random,
        folder,
        signal,
      });
      console.log(lineOf(tally));
      tallies.push(tally);
    }
    const isSound = tallies.every(({ survived, rounds, repeated }) =>
      survived === rounds && repeated === 0
    );
    if (signal.aborted) return ExitCode.interrupted;
    return isSound ? ExitCode.asExpected : ExitCode.failure;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function tryFault(
  fault: Fault,
  options: {
    rounds: number;
    usual: readonly string[];
    usualSeconds: number;
    random: () => number;
    folder: string;
    signal: AbortSignal;
  },
): Promise<Tally> {
  const { usual, usualSeconds, random, signal } = options;
  const obstacle = await fault.obstacle?.();
  const tally: Tally = {
    fault: fault.name,
    rounds: 0,
    survived: 0,
    lost: 0,
    repeated: 0,
    remarks: obstacle === undefined ? [] : [`skipped: ${obstacle}`],
  };
  if (obstacle !== undefined) return tally;
  while (tally.rounds < options.rounds && !signal.aborted) {
    tally.rounds++;
    const folder = `${options.folder}/${fault.name}-${tally.rounds}`;
    const wrong = await fault.inflict({
      folder,
      store: `${folder}/store/trials.sqlite`,
      start: (args = HERE, out) =>
        new BenchRun([...argumentsFor(folder, out), ...args]),
      usualSeconds,
      random,
    });
    const { rows, repeated } = await resume(folder);
    const lost = usual.filter((row) => !rows.includes(row)).length;
    const isSame = rows.join("\n") === usual.join("\n");
    tally.lost += lost;
    tally.repeated += repeated;
    if (isSame && wrong === undefined) tally.survived++;
    else tally.remarks.push(wrong ?? firstDifference(usual, rows));
  }
  return tally;
}

/** The first row that is another, as it was and as it is. */
function firstDifference(
  usual: readonly string[],
  rows: readonly string[],
): string {
  const at = usual.findIndex((row, index) => row !== rows[index]);
  return `row ${at + 1} was ${usual[at]}, and is ${rows[at]}`;
}

function argumentsFor(folder: string, out = "out"): string[] {
  return [
    ...RUN,
    "--store",
    `${folder}/store/trials.sqlite`,
    "--out",
    `${folder}/${out}`,
  ];
}

/** Runs to the end what was begun in a folder. */
async function resume(
  folder: string,
): Promise<{ rows: string[]; repeated: number }> {
  await new BenchRun([...argumentsFor(folder), ...HERE]).end();
  const { trials } = await readDocument(`${folder}/out`);
  const rows = trials.map(({ result }) => {
    const { started: _, trainSeconds: __, ...computed } = result;
    return JSON.stringify(computed);
  });
  using store = new TrialStore(`${folder}/store/trials.sqlite`);
  const counts = new Map<string, number>();
  for (const { key, status } of store.attempts()) {
    if (status === "ok") counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const repeated = [...counts.values()].reduce((sum, n) => sum + n - 1, 0);
  return { rows, repeated };
}

function lineOf(tally: Tally): string {
  const { fault, rounds, survived, lost, repeated, remarks } = tally;
  const counts = rounds === 0
    ? ""
    : `survived ${survived} of ${rounds}, rows lost ${lost}, trials run twice ` +
      `${repeated}`;
  return [`${fault.padEnd(26)}${counts}`, ...remarks].join("\n  ").trim();
}
