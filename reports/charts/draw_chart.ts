/** Draws a Vega-Lite chart as SVG. */
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

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

/** The inside of an SVG element, and its size. */
export interface Drawing {
  /** Markup, in which Vega has escaped what is text. */
  markup: string;
  /** In pixels. */
  width: number;
  height: number;
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

/** What Vega writes around what it draws. */
const SVG = /^<svg [^>]*width="([\d.]+)" height="([\d.]+)"[^>]*>(.*)<\/svg>$/s;

/**
 * Draws a chart, without a browser.
 *
 * @param chart The chart; its words are not drawn.
 */
export async function drawChart(
  { spec }: Pick<Chart, "spec">,
): Promise<Drawing> {
  const view = new View(parse(compile({ ...spec, config: CONFIG }).spec), {
    renderer: "none",
  });
  try {
    const svg = await view.toSVG();
    const [, width, height, markup] = SVG.exec(svg) ?? [];
    if (markup === undefined) {
      throw new TypeError(
        `Cannot draw a chart: wanted one SVG element, got ${svg.slice(0, 80)}`,
      );
    }
    return {
      markup: rounded(markup),
      width: Number(width),
      height: Number(height),
    };
  } finally {
    view.finalize();
  }
}

/** Places to a hundredth of a pixel: Vega writes 15 digits. Words stay whole. */
function rounded(markup: string): string {
  return markup.replace(
    /<[^>]+>/g,
    (tag) =>
      tag.replace(/\d+\.\d{3,}/g, (digits) => `${+Number(digits).toFixed(2)}`),
  );
}
