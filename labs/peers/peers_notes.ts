/** What has to be said beside the figures of one set-up. */
import type { VariantTime } from "./choose_variant.ts";
import { PEERS } from "./peer.ts";
import type { PeersReport } from "./peers_report.ts";

/** A process that got less of its core than it uses otherwise was not alone. */
const QUIET_SHARE = 0.95;

/**
 * Says how each peer was run, which ones are left out, and whether the machine
 * was quiet.
 *
 * @param report What was measured.
 * @param isPinned Whether processes were kept on their cores.
 * @returns A note each, without the full stop.
 */
export function peersNotes(
  report: PeersReport,
  { isPinned }: { isPinned: boolean },
): string[] {
  const { starts, variants, leftOut, rows } = report;
  const ways = starts.map(({ peer, versions }) => {
    const title = PEERS.find(({ name }) => name === peer)?.title ?? peer;
    return `${peer}: ${title} (${versions})${tried(variants.get(peer) ?? [])}`;
  });
  const missing = [...leftOut].map(([peer, reason]) =>
    `${peer} is left out: ${reason.replaceAll(/\s+/g, " ").trim()}`
  );
  // Some wait for threads of their own in each round: that is theirs.
  const least = Math.min(
    ...rows.map(({ coreShare }) => coreShare.lowest / coreShare.median),
  );
  return [
    ...ways,
    ...missing,
    ...isPinned ? [] : [
      "processes are not kept on their cores: there is no taskset on this " +
      "system",
    ],
    ...least >= QUIET_SHARE ? [] : [
      "the machine was not quiet: in a round, a process got " +
      `${(100 * least).toFixed(0)} % of what it gets of its core in the ` +
      "median round; measure again when it is",
    ],
  ];
}

/** The ways that were tried, the fastest first. */
function tried(times: readonly VariantTime[]): string {
  if (times.length < 2) return "";
  const texts = times.map(({ variant, cpuSeconds }) =>
    cpuSeconds === undefined
      ? `${variant.name}: does not run`
      : `${variant.name}: ${cpuSeconds.toFixed(2)}`
  );
  return `; seconds of the core for an arm, the least taken: ${
    texts.join(", ")
  }`;
}
