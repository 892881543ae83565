/** @jsxRuntime automatic @jsxImportSource preact */
/** Charts on a page. */
import type { VNode } from "preact";
import { type Chart, drawChart, type Drawing } from "../charts/draw_chart.ts";

/** A chart that is drawn, with its words. */
export interface DrawnChart extends Omit<Chart, "spec"> {
  drawing: Drawing;
  /** A name that no other chart of the page has. */
  id: string;
}

/**
 * Draws a chart for a page.
 *
 * @param chart The chart.
 * @param options A name that no other chart of the page has.
 */
export async function drawn(
  { spec, ...words }: Chart,
  { id }: { id: string },
): Promise<DrawnChart> {
  return { ...words, drawing: await drawChart({ spec }), id };
}

/** Charts are drawn for little room; on a page their words are to be read. */
const SCALE = 1.2;

/** A chart: an image to those who do not see it, with its words. */
export function Picture({ title, says, drawing, id }: DrawnChart): VNode {
  const { markup, width, height } = drawing;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      width={Math.round(width * SCALE)}
      height={Math.round(height * SCALE)}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{says}</desc>
      <g aria-hidden="true" dangerouslySetInnerHTML={{ __html: markup }} />
    </svg>
  );
}
