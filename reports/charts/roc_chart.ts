/** ROC curves of networks, and where each stands on its own. */
import { decimal } from "../format.ts";
import { asIs, layer, words } from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

/** A network, used in some way. */
export interface RocLine {
  label: string;
  colour: string;
  /** Mean area under the curve over seeds. */
  auroc: number;
  /** At each false-alarm rate: mean recall, and the middle half of the seeds. */
  points: readonly { rate: number; mean: number; low: number; high: number }[];
  /** Where the names that it gives lie: means over seeds. */
  named: { rate: number; recall: number };
}

const SIZE = 196;

/** Numbers of both axes. */
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Pixels of a line of words. */
const LINE = 15;

/**
 * Draws a line, a band and a dot for each network, their names above.
 *
 * @param lines What is drawn, the first on top.
 * @returns The chart.
 */
export function rocChart(lines: readonly RocLine[]): Chart {
  // What is drawn last is on top.
  const drawn = lines.toReversed();
  const values = drawn.flatMap(({ colour, points }) =>
    points.map((point) => ({ colour, ...point }))
  );
  const color = asIs("colour");
  const above = lines.length * LINE;
  return {
    spec: {
      width: SIZE,
      height: SIZE,
      // Vega takes words for wider than they are, and would make room for them.
      autosize: { type: "none" },
      padding: { left: 64, right: 20, top: above + 12, bottom: 42 },
      data: { values },
      layer: [
        layer(
          { type: "line", color: "var(--quiet)", strokeDash: [4, 3] },
          { x: x("at"), y: y("at") },
          { values: [{ at: 0 }, { at: 1 }] },
        ),
        layer({ type: "area", opacity: 0.16 }, {
          x: x("rate"),
          y: y("low"),
          y2: { field: "high" },
          color,
        }),
        layer({ type: "line", strokeWidth: 2 }, {
          x: x("rate"),
          y: y("mean"),
          color,
        }),
        layer(
          {
            type: "circle",
            size: 95,
            opacity: 1,
            stroke: "var(--paper)",
            strokeWidth: 1.5,
          },
          { x: x("rate"), y: y("recall"), color },
          {
            values: drawn.map(({ colour, named }) => ({ colour, ...named })),
          },
        ),
        ...lines.flatMap((line, at) => {
          const top = at * LINE - above;
          return [
            words("\u2501", { x: -40, y: top, color: line.colour }),
            words(nameOf(line), { x: -24, y: top }),
          ];
        }),
      ],
    },
    title: "ROC curves",
    says:
      lines.map((line) =>
        `${nameOf(line)}, recall ${decimal(line.named.recall)} at ` +
        `${decimal(line.named.rate)} false alarms`
      ).join("; ") + ".",
  };
}

/** Such as `"with: AUROC 0.93"`. */
function nameOf({ label, auroc }: RocLine): string {
  return `${label}: AUROC ${decimal(auroc, { digits: 2 })}`;
}

function x(field: string) {
  return shares(field, "false alarms, of the other images");
}

function y(field: string) {
  return shares(field, "recall of rare classes");
}

function shares(field: string, title: string) {
  return {
    field,
    type: "quantitative" as const,
    scale: { domain: [0, 1], nice: false },
    axis: { title, values: TICKS, format: "~%", labelFlush: false },
  };
}
