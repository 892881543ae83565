/** What a measurement comes to. */
import type { Measurement } from "./contest.ts";
import { SUITE } from "./peer.ts";
import { type PeerDifference, peerDifferences } from "./peer_differences.ts";
import { type PeerRow, peerRows } from "./peer_rows.ts";
import type { MultiplyAdds } from "./trial_operations.ts";

/** One set-up, measured and summarized. */
export interface PeersReport extends Measurement {
  /** One for each number of processes and peer. */
  rows: PeerRow[];
  differences: PeerDifference[];
}

/**
 * Summarizes what was measured.
 *
 * @param measurement Trials of this suite among those of others.
 */
export function peersReport(measurement: Measurement): PeersReport {
  const { samples, starts } = measurement;
  const own = starts.find(({ peer }) => peer === SUITE);
  return {
    ...measurement,
    rows: peerRows(samples, {
      ...measurement,
      suite: SUITE,
      multiplyAdds: own?.multiplyAdds as MultiplyAdds,
    }),
    differences: peerDifferences(samples, {
      suite: SUITE,
      peers: starts.map(({ peer }) => peer).filter((peer) => peer !== SUITE),
    }),
  };
}

/**
 * Whether a peer is shown to train something else than this suite, which makes
 * its figures void. "no" does not say that it trains the same.
 */
export function shownToDiffer(
  peer: string,
  differences: readonly PeerDifference[],
): "itself" | "unknown" | "yes" | "no" {
  if (peer === SUITE) return "itself";
  const own = differences.filter((difference) => difference.peer === peer);
  if (own.length === 0) return "unknown";
  return own.some(({ isShown }) => isShown) ? "yes" : "no";
}
