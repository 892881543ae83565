/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** How the evidence on an assertion grew with the seeds: a small picture. */
import type { VNode } from "preact";
import type { DocumentEvidence } from "../document.ts";
import { bothSidesText, oddsText } from "../evidence_text.ts";

const WIDTH = 132;
const HEIGHT = 44;

/** Room for the ends of lines, in pixels. */
const ROOM = 3;

/** Evidence against both sides below it is not drawn: nobody asks for it. */
const LEAST = -Math.log(10);

/**
 * Draws the evidence for an assertion and against it, seed by seed, with the
 * bar that a verdict takes. Its height is logarithmic.
 */
export function EvidencePicture(
  { id, evidence }: {
    /** A name that no other picture of the page has. */
    id: string;
    evidence: DocumentEvidence;
  },
): VNode {
  const { path, bar } = evidence;
  const limit = Math.log(bar);
  const seeds = path.support.length;
  const highest = Math.max(limit * 1.2, ...path.support, ...path.contradiction);
  const y = (log: number) =>
    ROOM + (HEIGHT - 2 * ROOM) *
      (1 - (Math.max(log, LEAST) - LEAST) / (highest - LEAST));
  const x = (seed: number) =>
    ROOM + (WIDTH - 2 * ROOM) * seed / Math.max(seeds, 1);
  // Before the first seed there is one coin.
  const pointsOf = (logs: readonly number[]) =>
    [0, ...logs].map((log, at) => `${x(at).toFixed(1)},${y(log).toFixed(1)}`)
      .join(" ");
  const says = `Evidence after ${seeds} seeds: ${bothSidesText(evidence)}; a ` +
    `verdict takes ${oddsText(limit)}.`;
  return (
    <svg
      class="evidence"
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <title id={`${id}t`}>How the evidence grew with the seeds</title>
      <desc id={`${id}d`}>{says}</desc>
      <line x1="0" x2={WIDTH} y1={y(limit)} y2={y(limit)} class="bar" />
      <polyline points={pointsOf(path.contradiction)} class="against" />
      <polyline points={pointsOf(path.support)} class="for" />
    </svg>
  );
}
