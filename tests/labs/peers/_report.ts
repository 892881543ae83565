/** A report of trials that nobody trained. */
import type { Measurement } from "../../../labs/peers/contest.ts";
import type { PeerStart } from "../../../labs/peers/peer_team.ts";
import {
  type PeersReport,
  peersReport,
} from "../../../labs/peers/peers_report.ts";
import { sampleOf, TINY } from "./_samples.ts";

function startOf(peer: string, fields: Partial<PeerStart> = {}): PeerStart {
  return {
    peer,
    versions: `${peer} 1.0`,
    readySeconds: 1.25,
    firstTrialSeconds: 2.5,
    ...fields,
  };
}

/**
 * This suite, a peer that takes twice as long, and one that comes to other
 * losses: four rounds of one process, and of two.
 */
export function reportOf(fields: Partial<Measurement> = {}): PeersReport {
  const samples = [1, 2].flatMap((processes) =>
    [1, 2, 3, 4].flatMap((round) =>
      Array.from({ length: processes }, (_, process) => {
        const where = { processes, round, process, seed: round };
        const losses = [0.5, 0.3 + round / 1000];
        return [
          sampleOf({ ...where, peer: "suite" }, { losses }),
          sampleOf({ ...where, peer: "keras" }, {
            losses,
            trainSeconds: 1.75,
            cpuSeconds: 2,
          }),
          sampleOf({ ...where, peer: "pytorch" }, { losses: [0.5, 0.4] }),
        ];
      }).flat()
    )
  );
  return peersReport({
    setUp: TINY,
    samples,
    peaks: [],
    starts: [
      startOf("suite", { multiplyAdds: { forward: 1e6, first: 1e5 } }),
      startOf("keras"),
      startOf("pytorch"),
    ],
    variants: new Map(),
    memory: new Map([["suite", 2 ** 29]]),
    leftOut: new Map(),
    ...fields,
  });
}
