/** A number along ordered conditions: its mean, interval and seeds. */
import { decimal } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import type { Chart } from "./to_svg.ts";

/** One condition. */
export interface CurvePoint {
  /** Where it stands on the axis; absent where labels are all there is. */
  x: number | undefined;
  label: string;
  values: readonly number[];
  estimate: MeanEstimate;
  /** Whether the peak may be here. */
  isPeak: boolean;
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

const WIDTH = 262;
const HEIGHT = 190;

/** Numbers of an axis with their signs, but for 0. */
const SIGNED = "datum.value === 0 ? '0' : format(datum.value, '+~g')";

/**
 * Draws the curve; conditions with numbers on a logarithmic axis.
 *
 * @param curve What is drawn.
 * @returns The chart.
 */
export function curveChart(curve: Curve): Chart {
  const { measure, along, points } = curve;
  const isNumeric = points.every(({ x }) => x !== undefined);
  const rows = points.map(({ x, label, estimate, isPeak }) => ({
    at: isNumeric ? x : label,
    isPeak,
    ...estimate,
  }));
  const seeds = points.flatMap(({ x, label, values }) =>
    values.map((value) => ({ at: isNumeric ? x : label, value }))
  );
  const peaks = points.filter(({ isPeak }) => isPeak);
  return {
    spec: {
      ...{ width: WIDTH, height: HEIGHT, data: { values: rows } },
      layer: layersOf(curve, { seeds, x: xAxis(curve, isNumeric) }),
    },
    title: `${measure} along ${along}`,
    says:
      points.map(({ label, estimate: { point, lower, upper } }) =>
        `${label}: ${decimal(point, { isSigned: true })} ` +
        `(${decimal(lower)} to ${decimal(upper)})`
      ).join("; ") + "." + (peaks.length === 0
        ? ""
        : ` The peak is likely at ${
          peaks.map(({ label }) => label).join(", ")
        }.`),
  };
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
) {
  const y = (field: string) => ({
    ...{ field, type: "quantitative" as const },
    scale: { domain: [...domain] },
    axis: { title: measure, tickCount: 5, labelExpr: SIGNED },
  });
  const colour = "var(--with)";
  return [
    {
      mark: { type: "rule" as const, color: "var(--quiet)" },
      data: { values: [{ zero: 0 }] },
      encoding: { y: y("zero") },
    },
    {
      mark: {
        ...{ type: "circle" as const, color: colour, opacity: 0.28 },
        size: 18,
      },
      data: { values: [...seeds] },
      encoding: { x, y: y("value") },
    },
    {
      mark: { type: "line" as const, color: colour, strokeWidth: 2 },
      encoding: { x, y: y("point") },
    },
    {
      mark: { type: "rule" as const, color: colour, strokeWidth: 2 },
      encoding: { x, y: y("lower"), y2: { field: "upper" } },
    },
    {
      mark: {
        ...{ type: "point" as const, filled: true, size: 62, opacity: 1 },
        ...{ stroke: colour, strokeWidth: 2 },
      },
      encoding: {
        x,
        y: y("point"),
        fill: {
          condition: { test: "datum.isPeak", value: "var(--peak)" },
          value: "var(--paper)",
        },
      },
    },
  ];
}
