/** How far rare and common images lie from the decision, a panel a network. */
import { asIs, type Layer, layer, pixels, words } from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

/** Images of one kind, by how far they lie from the decision. */
export interface MarginShares {
  /** The share of them in each bin, from its lower edge to its upper one. */
  bins: readonly { from: number; to: number; share: number }[];
  /** The share of them that is named rare. */
  namedRare: number;
}

/** A network, used in some way. */
export interface MarginsPanel {
  label: string;
  rare: MarginShares;
  common: MarginShares;
}

const WIDTH = 262;

/** Pixels of a panel: its words, its curves, and what is left below them. */
const WORDS = 33;
const CURVES = 50;
const PANEL = WORDS + CURVES + 8;

/** Numbers of the axis, which is linear near 0 and logarithmic beyond. */
const TICKS = [-30, -10, -3, -1, 0, 1, 3, 10, 30];

/** Both kinds, in the order in which they are drawn. */
const COLOURS = { common: "var(--other)", rare: "var(--rare)" };

/**
 * Draws both kinds of images over each other, the decision between them.
 *
 * @param panels From top to bottom.
 * @returns The chart.
 */
export function marginsChart(panels: readonly MarginsPanel[]): Chart {
  const height = panels.length * PANEL;
  return {
    spec: {
      width: WIDTH,
      height,
      // Vega takes words for wider than they are, and would make room for them.
      autosize: { type: "none" },
      padding: { left: 14, right: 14, top: 22, bottom: 42 },
      data: { values: rowsOf(panels) },
      layer: [
        ...curveLayers(panels, height),
        ...Object.entries(COLOURS).flatMap(([kind, color], at) => [
          words("\u25a0", { x: at * 108, y: -8, color }),
          words(`${kind} images`, { x: at * 108 + 12, y: -8 }),
        ]),
        ...panels.flatMap((panel, at) => [
          words(panel.label, { x: 0, y: at * PANEL + 12, fontWeight: 600 }),
          words(namedText(panel), {
            x: 0,
            y: at * PANEL + 26,
            color: "var(--quiet)",
          }),
        ]),
      ],
    },
    title: "How far test images lie from the decision",
    says: panels.map((panel) => `${panel.label}: ${namedText(panel)}`)
      .join("; ") + ".",
  };
}

/** Such as `"named rare: 12 % of rare, 0.4 % of common"`. */
function namedText({ rare, common }: MarginsPanel): string {
  const [of, other] = [rare, common].map(({ namedRare }) =>
    `${Number((100 * namedRare).toPrecision(2))} %`
  );
  return `named rare: ${of} of rare, ${other} of common`;
}

function curveLayers(
  panels: readonly MarginsPanel[],
  height: number,
): Layer[] {
  const bins = panels[0]?.rare.bins ?? [];
  const x = (field: string) => ({
    field,
    type: "quantitative" as const,
    scale: {
      type: "symlog" as const,
      domain: [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0],
      nice: false,
    },
    axis: {
      title: "margin of the rare classes, in logits",
      values: TICKS,
      grid: false,
    },
  });
  const y = (field: string) => pixels(field, height);
  const bases = panels.map((_, at) => ({ zero: 0, ...placeOf(at) }));
  const color = asIs("colour");
  const high = { y: y("top"), y2: { field: "base" } };
  return [
    layer(
      { type: "area", interpolate: "step-after", opacity: 0.4 },
      { x: x("margin"), ...high, color, detail: { field: "key" } },
    ),
    layer(
      { type: "line", interpolate: "step-after", strokeWidth: 1.3 },
      { x: x("margin"), y: y("top"), color, detail: { field: "key" } },
    ),
    layer(
      { type: "rule", color: "var(--ink)", strokeWidth: 1.5 },
      { x: x("zero"), ...high },
      { values: bases },
    ),
  ];
}

/** The upper end of a panel's curves, and the line that they stand on. */
function placeOf(panel: number): { top: number; base: number } {
  const top = panel * PANEL + WORDS;
  return { top, base: top + CURVES };
}

/** The lower edge of each bin, and the end of the last, panel by panel. */
function rowsOf(panels: readonly MarginsPanel[]) {
  const highest = Math.max(
    ...panels.flatMap(({ rare, common }) => [...rare.bins, ...common.bins])
      .map(({ share }) => share),
  );
  return panels.flatMap((panel, at) =>
    (["common", "rare"] as const).flatMap((kind) => {
      const { bins } = panel[kind];
      const { base } = placeOf(at);
      const end = bins.slice(-1).map(({ to, share }) => ({ from: to, share }));
      // A bin that is as high as the one before it goes on without a point.
      const steps = bins.filter(({ share }, bin) =>
        share !== bins[bin - 1]?.share
      );
      return [...steps, ...end].map(({ from, share }) => ({
        key: `${at} ${kind}`,
        colour: COLOURS[kind],
        margin: from,
        base,
        top: base - CURVES * share / highest,
      }));
    })
  );
}
