/** A Vega-Lite chart as SVG for a page: small, and with words beside it. */
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { escapeHtml } from "../html/html.ts";
import { compactSvg } from "./compact_svg.ts";

/** A chart, and what it says to those who do not see it. */
export interface Chart {
  spec: TopLevelSpec;
  /** What it is; one line. */
  title: string;
  /** What tells it from the others of its figure, if that is to be said. */
  label?: string;
  /** What can be seen in it. */
  says: string;
}

/** Colours are the page's: it has a light and a dark set of them. */
const CONFIG = {
  aria: false,
  background: "transparent",
  font: "inherit",
  padding: 4,
  view: { stroke: null },
  axis: {
    labelColor: "var(--quiet)",
    titleColor: "var(--ink)",
    domainColor: "var(--line)",
    tickColor: "var(--line)",
    gridColor: "var(--grid)",
    labelFontSize: 11,
    titleFontSize: 11.5,
    titleFontWeight: "normal",
    titlePadding: 7,
    tickSize: 4,
    domain: false,
  },
  legend: {
    labelColor: "var(--ink)",
    titleColor: "var(--quiet)",
    labelFontSize: 11,
    symbolStrokeWidth: 2,
    orient: "top",
    title: null,
  },
  text: { color: "var(--ink)", fontSize: 11 },
} as const;

/**
 * Draws a chart.
 *
 * @param chart The chart, with its words.
 * @param options A name that no other chart of the page has.
 * @returns An `svg` element; it is an image to those who do not see it.
 */
export async function toSvg(
  { spec, title, says }: Chart,
  { id }: { id: string },
): Promise<string> {
  const { config } = spec as { config?: object };
  const full = { ...spec, config: { ...CONFIG, ...config } } as TopLevelSpec;
  const view = new View(parse(compile(full).spec), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ??
    [];
  const body = compactSvg(svg.slice(svg.indexOf(">") + 1));
  return `<svg role="img" aria-labelledby="${id}t ${id}d" width="${width}" ` +
    `height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<title id="${id}t">${escapeHtml(title)}</title>` +
    `<desc id="${id}d">${escapeHtml(says)}</desc>` + body;
}
