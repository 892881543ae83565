/** `peer_trials.csv`: a row for each arm that was trained in a round. */
import { toCsv } from "../../reports/tables/csv.ts";
import { namesOf, number, text, whole } from "../../reports/tables/field.ts";
import type { PeersReport } from "./peers_report.ts";

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** A duration, in every row. */
const SECONDS = { ...ALWAYS, unit: "s" };

/** A loss, in every row. */
const NATS = { ...ALWAYS, unit: "nats" };

/** The columns, in order. */
export const PEER_TRIAL_FIELDS = {
  set_up: text("network and images", ALWAYS),
  processes: whole("processes at once, one on each core", ALWAYS),
  round: whole("which round, from 1", ALWAYS),
  peer: text("who trained", ALWAYS),
  process: whole("which of the processes, from 0", ALWAYS),
  seed: whole("the seed of weights and order", ALWAYS),
  head: text("the arm", ALWAYS),
  train_seconds: number("from the initial weights to the last step", SECONDS),
  evaluate_seconds: number("to the class of each test image", SECONDS),
  cpu_seconds: number("what the process computed in both", SECONDS),
  first_loss: number("mean training loss of the first epoch", NATS),
  last_loss: number("mean training loss of the last epoch", NATS),
  minority_f1: number("F1 of the minority class", ALWAYS),
} as const;

/**
 * Writes `peer_trials.csv`.
 *
 * @param reports One for each set-up.
 * @returns The text of the file.
 */
export function toPeerTrialsCsv(reports: readonly PeersReport[]): string {
  const rows = reports.flatMap(({ setUp, samples }) =>
    samples.flatMap(({ arms, peer, processes, round, process, seed }) =>
      arms.map((arm) => ({
        set_up: setUp.name,
        processes,
        round,
        peer,
        process,
        seed,
        head: arm.head,
        train_seconds: arm.trainSeconds,
        evaluate_seconds: arm.evaluateSeconds,
        cpu_seconds: arm.cpuSeconds,
        first_loss: arm.losses[0],
        last_loss: arm.losses.at(-1),
        minority_f1: arm.minorityF1,
      }))
    )
  );
  return toCsv(namesOf(PEER_TRIAL_FIELDS), rows);
}
