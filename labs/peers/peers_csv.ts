/** `peers.csv`: a row for each set-up, number of processes and peer. */
import { toCsv } from "../../reports/tables/csv.ts";
import {
  namesOf,
  number,
  type RowOf,
  text,
  whole,
} from "../../reports/tables/field.ts";
import type { PeerRow } from "./peer_rows.ts";
import { agreementOf, type PeersReport } from "./peers_report.ts";

/** Every row has it. */
const ALWAYS = { isRequired: true };

/** The columns, in order. */
export const PEER_FIELDS = {
  set_up: text("network and images", ALWAYS),
  processes: whole("processes at once, one on each core", ALWAYS),
  peer: text("who trained", ALWAYS),
  versions: text("what computed", ALWAYS),
  variant: text("the way in which it was run", ALWAYS),
  agreement: text("whether it trains the same; what does not is void", {
    choices: ["itself", "yes", "no", "unknown"],
    isRequired: true,
  }),
  rounds: whole("rounds that were measured", ALWAYS),
  images_per_second: number("median of the rounds", ALWAYS),
  images_per_second_lowest: number("the slowest round", ALWAYS),
  images_per_second_highest: number("the fastest round", ALWAYS),
  suite_ratio: number("median of this suite's rate over the peer's", ALWAYS),
  suite_ratio_lowest: number("the least of any round", ALWAYS),
  suite_ratio_highest: number("the most of any round", ALWAYS),
  peak_share: number("median share of the cores' peak; empty if not measured"),
  core_share: number("the least that a process got of its core", ALWAYS),
  ready_seconds: number("of the first process, until it waits for work", {
    ...ALWAYS,
    unit: "s",
  }),
  first_trial_seconds: number("of its first trial, with all compilation", {
    ...ALWAYS,
    unit: "s",
  }),
  peak_memory: whole("the most that a process held; empty if not told", {
    unit: "bytes",
  }),
} as const;

/**
 * Writes `peers.csv`.
 *
 * @param reports One for each set-up.
 * @returns The text of the file.
 */
export function toPeersCsv(reports: readonly PeersReport[]): string {
  const rows = reports.flatMap((report) =>
    report.rows.map((row) => rowOf(row, report))
  );
  return toCsv(namesOf(PEER_FIELDS), rows);
}

function rowOf(
  row: PeerRow,
  { setUp, starts, variants, memory, agreements }: PeersReport,
): RowOf<typeof PEER_FIELDS> {
  const { peer, processes, rounds, rate, suiteRatio } = row;
  const start = starts.find((own) => own.peer === peer);
  return {
    set_up: setUp.name,
    processes,
    peer,
    rounds,
    versions: start?.versions,
    variant: variants.get(peer)?.[0]?.variant.name,
    agreement: agreementOf(peer, agreements),
    images_per_second: rate.median,
    images_per_second_lowest: rate.lowest,
    images_per_second_highest: rate.highest,
    suite_ratio: suiteRatio.median,
    suite_ratio_lowest: suiteRatio.lowest,
    suite_ratio_highest: suiteRatio.highest,
    peak_share: row.peakShare?.median,
    core_share: row.coreShare.lowest,
    ready_seconds: start?.readySeconds,
    first_trial_seconds: start?.firstTrialSeconds,
    peak_memory: memory.get(peer),
  };
}
