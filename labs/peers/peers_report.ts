/** What a measurement comes to. */
import { type Agreement, agreements } from "./agreement.ts";
import type { Measurement } from "./contest.ts";
import { SUITE } from "./peer.ts";
import { type PeerRow, peerRows } from "./peer_rows.ts";
import type { MultiplyAdds } from "./trial_operations.ts";

/** One set-up, measured and summarized. */
export interface PeersReport extends Measurement {
  /** One for each number of processes and peer. */
  rows: PeerRow[];
  agreements: Agreement[];
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
    agreements: agreements(samples, {
      suite: SUITE,
      peers: starts.map(({ peer }) => peer).filter((peer) => peer !== SUITE),
    }),
  };
}

/** Whether a peer trains what this suite trains, as far as is known. */
export function agreementOf(
  peer: string,
  agreements: readonly Agreement[],
): "itself" | "unknown" | "yes" | "no" {
  if (peer === SUITE) return "itself";
  const own = agreements.filter((agreement) => agreement.peer === peer);
  if (own.length === 0) return "unknown";
  return own.every(({ agrees }) => agrees) ? "yes" : "no";
}
