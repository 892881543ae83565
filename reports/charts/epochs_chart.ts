/** A number along the epochs of training, for each arm. */
import { decimal } from "../format.ts";
import type { Chart } from "./to_svg.ts";

/** One arm. */
export interface EpochsLine {
  label: string;
  colour: string;
  /** Of each epoch: the mean over seeds, and the middle half of them. */
  points: readonly {
    epoch: number;
    mean: number;
    low: number;
    high: number;
  }[];
}

/** What is drawn. */
export interface EpochsCurves {
  /** What is measured, such as `"training loss"`. */
  measure: string;
  lines: readonly EpochsLine[];
}

/**
 * Draws a line and a band for each arm, its name at its end.
 *
 * @param curves What is drawn.
 * @returns The chart.
 */
export function epochsChart({ measure, lines }: EpochsCurves): Chart {
  const values = lines.flatMap(({ label, points }) =>
    points.map((point) => ({ label, ...point }))
  );
  const last = Math.max(...values.map(({ epoch }) => epoch));
  const x = {
    field: "epoch",
    type: "quantitative" as const,
    scale: {
      type: last > 20 ? "log" as const : "linear" as const,
      domain: [1, last],
      nice: false,
    },
    axis: {
      ...{ title: "epoch", grid: false, format: "~g" },
      ...(last > 20
        ? { values: [1, 3, 10, 30, 100, 300, 1000] }
        : { tickMinStep: 1 }),
    },
  };
  const y = (field: string) => ({
    ...{ field, type: "quantitative" as const },
    scale: { zero: true },
    axis: { title: measure, tickCount: 5 },
  });
  const color = {
    field: "label",
    type: "nominal" as const,
    scale: {
      domain: lines.map(({ label }) => label),
      range: lines.map(({ colour }) => colour),
    },
    legend: { symbolType: "stroke", symbolOpacity: 1, labelLimit: 240 },
  };
  return {
    spec: {
      ...{ width: 262, height: 160, data: { values } },
      encoding: { x, color },
      layer: [
        {
          mark: { type: "area" as const, opacity: 0.16 },
          encoding: { y: y("low"), y2: { field: "high" } },
        },
        {
          mark: { type: "line" as const, strokeWidth: 2 },
          encoding: { y: y("mean") },
        },
      ],
    },
    title: `${measure} along the training`,
    says:
      lines.map(({ label, points }) =>
        `${label}: ${decimal(points[0]?.mean)} after epoch ` +
        `${points[0]?.epoch}, ${decimal(points.at(-1)?.mean)} after epoch ` +
        `${points.at(-1)?.epoch}`
      ).join("; ") + ".",
  };
}
