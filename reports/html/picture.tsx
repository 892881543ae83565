/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** Charts on a page. */
import type { VNode } from "preact";
import { type Chart, drawChart } from "../charts/draw_chart.ts";

/** Charts are drawn for little room; on a page their words are to be read. */
const SCALE = 1.2;

/**
 * Draws a chart: an image to those who do not see it, with its words.
 *
 * @param chart The chart.
 * @param options A name that no other chart of the page has; and where the chart
 * is from, which its title says too.
 */
export async function picture(
  chart: Chart,
  { id, site = "" }: { id: string; site?: string },
): Promise<VNode> {
  const { markup, width, height } = await drawChart(chart);
  return (
    <svg
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      width={Math.round(width * SCALE)}
      height={Math.round(height * SCALE)}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title id={`${id}t`}>
        {site === "" ? chart.title : `${chart.title} on ${site}`}
      </title>
      <desc id={`${id}d`}>{chart.says}</desc>
      <g aria-hidden="true" dangerouslySetInnerHTML={{ __html: markup }} />
    </svg>
  );
}
