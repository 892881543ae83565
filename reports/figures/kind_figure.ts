/** How statements are drawn, by their kinds: until kinds say so themselves. */
import type { Figure } from "./drawing.ts";

/** How a statement is drawn. */
export const kindFigure: Figure = (
  { kind, bound, margin = 0, peakSet = [] },
) => {
  if (kind === "peak") {
    const says = "where the peak is likely, by the bootstrap";
    return { shape: "curve", highlight: { labels: peakSet, says } };
  }
  if (kind === "differ") return { shape: "curve" };
  const from = kind === "equivalent" ? -margin : bound;
  if (from === undefined) return undefined;
  const to = kind === "equivalent" ? margin : from + margin;
  return { shape: "estimate", ignorable: margin > 0 ? [from, to] : undefined };
};
