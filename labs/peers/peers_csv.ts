/** What was measured of peers, as CSV. */
import {
  number,
  type Table,
  tableCsv,
  text,
  whole,
} from "../../reports/formats/csv/table.ts";
import type { ArmResult } from "./messages.ts";
import type { PeerDifference } from "./peer_differences.ts";
import type { PeerRow } from "./peer_rows.ts";
import { type PeersReport, shownToDiffer } from "./peers_report.ts";
import type { Sample } from "./sample.ts";

/** Something of a set-up. */
type In<Row> = Row & { report: PeersReport };

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** A duration, in every row. */
const SECONDS = { ...ALWAYS, unit: "s" };

/** A loss, in every row. */
const NATS = { ...ALWAYS, unit: "nats" };

const PEERS: Table<In<PeerRow>> = {
  path: "peers.csv",
  says: "A row for each set-up, number of processes and peer",
  key: ["set_up", "processes", "peer"],
  columns: {
    set_up: text("network and images", ({ report }) => nameOf(report), ALWAYS),
    processes: whole(
      "processes at once, one on each core",
      ({ processes }) => processes,
      ALWAYS,
    ),
    peer: text("who trained", ({ peer }) => peer, ALWAYS),
    versions: text(
      "what computed",
      (row) => startOf(row)?.versions,
      ALWAYS,
    ),
    variant: text(
      "the way in which it was run",
      ({ peer, report }) => report.variants.get(peer)?.[0]?.variant.name,
      ALWAYS,
    ),
    shown_to_differ: text(
      "whether it is shown to train something else than this suite: then its " +
        "figures are void",
      ({ peer, report }) => shownToDiffer(peer, report.differences),
      { choices: ["itself", "yes", "no", "unknown"], isRequired: true },
    ),
    rounds: whole("rounds that were measured", ({ rounds }) => rounds, ALWAYS),
    images_per_second: number(
      "median of the rounds",
      ({ rate }) => rate.median,
      ALWAYS,
    ),
    images_per_second_lowest: number(
      "the slowest round",
      ({ rate }) => rate.lowest,
      ALWAYS,
    ),
    images_per_second_highest: number(
      "the fastest round",
      ({ rate }) => rate.highest,
      ALWAYS,
    ),
    suite_ratio: number(
      "median of this suite's rate over the peer's",
      ({ suiteRatio }) => suiteRatio.median,
      ALWAYS,
    ),
    suite_ratio_lowest: number(
      "the least of any round",
      ({ suiteRatio }) => suiteRatio.lowest,
      ALWAYS,
    ),
    suite_ratio_highest: number(
      "the most of any round",
      ({ suiteRatio }) => suiteRatio.highest,
      ALWAYS,
    ),
    peak_share: number(
      "median share of the cores' peak; empty if not measured",
      ({ peakShare }) => peakShare?.median,
    ),
    core_share: number(
      "the least that a process got of its core",
      ({ coreShare }) => coreShare.lowest,
      ALWAYS,
    ),
    ready_seconds: number(
      "of the first process, until it waits for work",
      (row) => startOf(row)?.readySeconds,
      SECONDS,
    ),
    first_trial_seconds: number(
      "of its first trial, with all compilation",
      (row) => startOf(row)?.firstTrialSeconds,
      SECONDS,
    ),
    peak_memory: whole(
      "the most that a process held; empty if not told",
      ({ peer, report }) => report.memory.get(peer),
      { unit: "bytes" },
    ),
  },
};

const PEER_TRIALS: Table<In<Sample> & { arm: ArmResult }> = {
  path: "peer_trials.csv",
  says: "A row for each arm that was trained in a round",
  key: ["set_up", "processes", "round", "peer", "process", "seed", "head"],
  columns: {
    set_up: text("network and images", ({ report }) => nameOf(report), ALWAYS),
    processes: whole(
      "processes at once, one on each core",
      ({ processes }) => processes,
      ALWAYS,
    ),
    round: whole("which round, from 1", ({ round }) => round, ALWAYS),
    peer: text("who trained", ({ peer }) => peer, ALWAYS),
    process: whole(
      "which of the processes, from 0",
      ({ process }) => process,
      ALWAYS,
    ),
    seed: whole("the seed of weights and order", ({ seed }) => seed, ALWAYS),
    head: text("the arm", ({ arm }) => arm.head, ALWAYS),
    train_seconds: number(
      "from the initial weights to the last step",
      ({ arm }) => arm.trainSeconds,
      SECONDS,
    ),
    evaluate_seconds: number(
      "to the class of each test image",
      ({ arm }) => arm.evaluateSeconds,
      SECONDS,
    ),
    cpu_seconds: number(
      "what the process computed in both",
      ({ arm }) => arm.cpuSeconds,
      SECONDS,
    ),
    first_loss: number(
      "mean training loss of the first epoch",
      ({ arm }) => arm.losses[0],
      NATS,
    ),
    last_loss: number(
      "mean training loss of the last epoch",
      ({ arm }) => arm.losses.at(-1),
      NATS,
    ),
    minority_f1: number(
      "F1 of the minority class",
      ({ arm }) => arm.minorityF1,
      ALWAYS,
    ),
  },
};

const PEER_DIFFERENCES: Table<In<PeerDifference>> = {
  path: "peer_differences.csv",
  says: "How far peers are from this suite: a row for each arm and measure",
  key: ["set_up", "peer", "head", "measure"],
  columns: {
    set_up: text("network and images", ({ report }) => nameOf(report), ALWAYS),
    peer: text("who trained", ({ peer }) => peer, ALWAYS),
    head: text("the arm", ({ head }) => head, ALWAYS),
    measure: text(
      "loss of the last epoch, or F1 of the minority class",
      ({ measure }) => measure,
      ALWAYS,
    ),
    trials: whole(
      "trials of each of the two, at the least",
      ({ trials }) => trials,
      ALWAYS,
    ),
    suite_mean: number(
      "the mean over this suite's trials",
      ({ suite }) => suite,
      ALWAYS,
    ),
    peer_mean: number("the mean over the peer's", ({ own }) => own, ALWAYS),
    difference: number(
      "the peer's mean minus this suite's",
      ({ point }) => point,
      ALWAYS,
    ),
    lower: number(
      "the lower end of its interval",
      ({ lower }) => lower,
      ALWAYS,
    ),
    upper: number(
      "the upper end of its interval",
      ({ upper }) => upper,
      ALWAYS,
    ),
    margin: number(
      "differences below it do not matter",
      ({ margin }) => margin,
      ALWAYS,
    ),
    shown_to_differ: text(
      "whether all of the interval is beyond the margin; if not, the " +
        "difference may be as large as the interval reaches",
      ({ isShown }) => isShown ? "yes" : "no",
      { choices: ["yes", "no"], isRequired: true },
    ),
  },
};

/**
 * Writes what was measured of peers.
 *
 * @param reports One for each set-up.
 * @returns The texts of the files, by their names.
 */
export function peersCsv(
  reports: readonly PeersReport[],
): Record<string, string> {
  const rows = reports.flatMap((report) =>
    report.rows.map((row) => ({ ...row, report }))
  );
  const arms = reports.flatMap((report) =>
    report.samples.flatMap((sample) =>
      sample.arms.map((arm) => ({ ...sample, arm, report }))
    )
  );
  const differences = reports.flatMap((report) =>
    report.differences.map((difference) => ({ ...difference, report }))
  );
  return {
    [PEERS.path]: tableCsv(PEERS, rows),
    [PEER_TRIALS.path]: tableCsv(PEER_TRIALS, arms),
    [PEER_DIFFERENCES.path]: tableCsv(PEER_DIFFERENCES, differences),
  };
}

function nameOf({ setUp }: PeersReport): string {
  return setUp.name;
}

/** How the processes of a row's peer started. */
function startOf({ peer, report }: In<PeerRow>) {
  return report.starts.find((start) => start.peer === peer);
}
