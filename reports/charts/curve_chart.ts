/** A number along ordered conditions: its mean, interval and seeds. */
import { decimal } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import {
  type Layer,
  layer,
  lineAt,
  type NumberAxis,
  numbers,
} from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

/** One condition. */
export interface CurvePoint {
  /** Where it stands on the axis; absent where labels are all there is. */
  x: number | undefined;
  label: string;
  values: readonly number[];
  estimate: MeanEstimate;
}

/** What is drawn. */
export interface Curve {
  /** What is measured, such as `"gain in minority F1"`. */
  measure: string;
  /** What the conditions are, in words. */
  along: string;
  points: readonly CurvePoint[];
  domain: readonly [number, number];
}

const COLOUR = "var(--with)";

/**
 * Draws the curve; conditions with numbers on a logarithmic axis.
 *
 * @param curve What is drawn.
 * @returns The chart.
 */
export function curveChart(curve: Curve): Chart {
  const { measure, along, points } = curve;
  const isNumeric = points.every(({ x }) => x !== undefined);
  const rows = points.map(({ x, label, estimate }) => ({
    at: isNumeric ? x : label,
    ...estimate,
  }));
  const seeds = points.flatMap(({ x, label, values }) =>
    values.map((value) => ({ at: isNumeric ? x : label, value }))
  );
  return {
    spec: {
      width: 262,
      height: 190,
      data: { values: rows },
      layer: layersOf(curve, { seeds, x: xAxis(curve, isNumeric) }),
    },
    title: `${measure} by ${along}`,
    says: saysOf(curve),
  };
}

function saysOf({ points }: Curve): string {
  const means = points.map(({ label, estimate: { point, lower, upper } }) =>
    `${label}: ${decimal(point, { isSigned: true })} ` +
    `(${decimal(lower)} to ${decimal(upper)})`
  ).join("; ");
  return `${means}.`;
}

function xAxis({ along, points }: Curve, isNumeric: boolean) {
  return isNumeric
    ? {
      field: "at",
      type: "quantitative" as const,
      scale: { type: "log" as const, nice: false, padding: 12 },
      axis: {
        title: along,
        grid: false,
        values: points.map(({ x }) => x as number),
        format: "~g",
        labelOverlap: "greedy" as const,
      },
    }
    : {
      field: "at",
      type: "ordinal" as const,
      sort: null,
      axis: { title: along, labelAngle: 0, labelLimit: 80 },
    };
}

function layersOf(
  { measure, domain }: Curve,
  { seeds, x }: { seeds: readonly object[]; x: ReturnType<typeof xAxis> },
): Layer[] {
  const axis: NumberAxis = { title: measure, domain, isSigned: true };
  const y = (field: string) => numbers(field, axis);
  const interval = { x, y: y("lower"), y2: { field: "upper" } };
  return [
    lineAt(0, axis),
    layer(
      { type: "circle", color: COLOUR, opacity: 0.28, size: 18 },
      { x, y: y("value") },
      { values: seeds },
    ),
    layer({ type: "line", color: COLOUR, strokeWidth: 2 }, {
      x,
      y: y("point"),
    }),
    layer({ type: "rule", color: COLOUR, strokeWidth: 2 }, interval),
    layer(
      { type: "point", size: 62, opacity: 1, stroke: COLOUR, strokeWidth: 2 },
      { x, y: y("point"), fill: { value: "var(--paper)" } },
    ),
  ];
}
