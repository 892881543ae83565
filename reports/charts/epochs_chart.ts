/** A number along the epochs of training, for each arm. */
import { decimal } from "../format.ts";
import { numbers } from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

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

/** Epochs from which on the axis is logarithmic. */
const MANY = 20;

/**
 * Draws a line and a band for each arm, their names above.
 *
 * @param curves What is drawn.
 * @returns The chart.
 */
export function epochsChart({ measure, lines }: EpochsCurves): Chart {
  const values = lines.flatMap(({ label, points }) =>
    points.map((point) => ({ label, ...point }))
  );
  const y = (field: string) => numbers(field, { title: measure });
  return {
    spec: {
      width: 262,
      height: 160,
      data: { values },
      encoding: {
        x: xAxis(Math.max(...values.map(({ epoch }) => epoch))),
        color: {
          field: "label",
          type: "nominal",
          scale: {
            domain: lines.map(({ label }) => label),
            range: lines.map(({ colour }) => colour),
          },
          legend: { symbolType: "stroke", symbolOpacity: 1, labelLimit: 240 },
        },
      },
      layer: [
        {
          mark: { type: "area", opacity: 0.16 },
          encoding: { y: y("low"), y2: { field: "high" } },
        },
        {
          mark: { type: "line", strokeWidth: 2 },
          encoding: { y: y("mean") },
        },
      ],
    },
    title: `${measure} along the training`,
    says: `${lines.map(saysOf).join("; ")}.`,
  };
}

function saysOf({ label, points }: EpochsLine): string {
  const [first, last] = [points[0], points.at(-1)].map((point) =>
    `${decimal(point?.mean)} after epoch ${point?.epoch}`
  );
  return `${label}: ${first}, ${last}`;
}

function xAxis(last: number) {
  const isLong = last > MANY;
  return {
    field: "epoch",
    type: "quantitative" as const,
    scale: {
      type: isLong ? "log" as const : "linear" as const,
      domain: [1, last],
      nice: false,
    },
    axis: {
      title: "epoch",
      grid: false,
      format: "~g",
      ...(isLong
        ? { values: [1, 3, 10, 30, 100, 300, 1000] }
        : { tickMinStep: 1 }),
    },
  };
}
