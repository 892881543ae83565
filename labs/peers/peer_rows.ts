/** From trials to one row for each peer: how fast, and against this suite. */
import { type MedianRange, medianRange } from "./median_range.ts";
import { coreShare, imagesPerSecond, type Sample } from "./sample.ts";
import { imagesPerTrial, type SetUp } from "./set_up.ts";
import { type MultiplyAdds, trialOperations } from "./trial_operations.ts";

/** What a core managed in a round. */
export interface Peak {
  processes: number;
  /** From 1. */
  round: number;
  /** Of all processes together. */
  operationsPerSecond: number;
}

/** What a peer's processes managed together. */
export interface PeerRow {
  peer: string;
  processes: number;
  rounds: number;
  /** Images trained on in a second, evaluation being part of the time. */
  rate: MedianRange;
  /** This suite's rate over the peer's, round by round. */
  suiteRatio: MedianRange;
  /** Operations a second over the peak of the round, if that was measured. */
  peakShare: MedianRange | undefined;
  /** What a process computed of its time: below one, it waited. */
  coreShare: MedianRange;
}

/** What {@linkcode peerRows} summarizes. */
export interface PeerRowsOptions {
  setUp: SetUp;
  suite: string;
  multiplyAdds: MultiplyAdds;
  peaks: readonly Peak[];
}

/**
 * Summarizes rounds.
 *
 * @param samples The trials; this suite's are among them in every round.
 * @param options What they trained, and what the cores can do.
 * @returns One row for each number of processes and peer, in the order in which
 * they took turns.
 */
export function peerRows(
  samples: readonly Sample[],
  options: PeerRowsOptions,
): PeerRow[] {
  const counts = [...new Set(samples.map(({ processes }) => processes))];
  return counts.flatMap((processes) => {
    const together = samples.filter((sample) => sample.processes === processes);
    const peers = [...new Set(together.map(({ peer }) => peer))];
    return peers.map((peer) =>
      rowOf(together, { ...options, peer, processes })
    );
  });
}

function rowOf(
  samples: readonly Sample[],
  { peer, processes, setUp, suite, multiplyAdds, peaks }: PeerRowsOptions & {
    peer: string;
    processes: number;
  },
): PeerRow {
  const own = samples.filter((sample) => sample.peer === peer);
  const rounds = [...new Set(own.map(({ round }) => round))];
  const rateOf = (name: string, round: number) =>
    samples.filter((sample) => sample.peer === name && sample.round === round)
      .reduce((sum, sample) => sum + imagesPerSecond(sample, setUp), 0);
  const operations = trialOperations(setUp, multiplyAdds) /
    imagesPerTrial(setUp);
  const shares = rounds.flatMap((round) =>
    peaks.filter((peak) => peak.processes === processes && peak.round === round)
      .map((peak) =>
        rateOf(peer, round) * operations / peak.operationsPerSecond
      )
  );
  return {
    peer,
    processes,
    rounds: rounds.length,
    rate: medianRange(rounds.map((round) => rateOf(peer, round))),
    suiteRatio: medianRange(
      rounds.map((round) => rateOf(suite, round) / rateOf(peer, round)),
    ),
    peakShare: shares.length === 0 ? undefined : medianRange(shares),
    coreShare: medianRange(own.map(coreShare)),
  };
}
