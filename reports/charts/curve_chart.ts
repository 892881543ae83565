/** Numbers along ordered conditions: their means, intervals and seeds. */
import { decimal } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import {
  type Layer,
  layer,
  lineAt,
  type NumberAxis,
  numbers,
  words,
} from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

/** One condition. */
export interface CurvePoint {
  /** Where it stands on the axis; absent where labels are all there is. */
  x: number | undefined;
  label: string;
  /** A number a seed; none where seeds are not drawn. */
  values: readonly number[];
  estimate: MeanEstimate;
}

/** What is measured under each condition. */
export interface CurveLine {
  /** What tells it from the others; empty for a lone one. */
  label: string;
  colour: string;
  points: readonly CurvePoint[];
}

/** What is drawn. */
export interface Curve {
  /** What is measured, such as `"gain in minority F1"`. */
  measure: string;
  /** What the conditions are, in words. */
  along: string;
  /** One or two: their marks stand beside each other. */
  lines: readonly CurveLine[];
  domain: readonly [number, number];
  /** Whether numbers carry their sign: of differences, not of scores. */
  isSigned: boolean;
}

/** Pixels between the marks of two lines. */
const APART = 6;

/**
 * Draws the curves; conditions with numbers on a logarithmic axis.
 *
 * @param curve What is drawn.
 * @returns The chart.
 */
export function curveChart(curve: Curve): Chart {
  const { measure, along, lines, domain, isSigned } = curve;
  const axis: NumberAxis = { title: measure, domain, isSigned };
  const x = xAxis(curve);
  return {
    spec: {
      width: 226,
      height: 190,
      data: { values: [] },
      layer: [
        ...isSigned ? [lineAt(0, axis)] : [],
        ...lines.flatMap((line, at) =>
          lineLayers(line, {
            axis,
            x,
            xOffset: APART * (at - (lines.length - 1) / 2),
          })
        ),
        ...legendOf(lines),
      ],
    },
    title: `${measure} by ${along}`,
    says: lines.map((line) => saysOf(line, isSigned)).join(". ") + ".",
  };
}

function saysOf({ label, points }: CurveLine, isSigned: boolean): string {
  const means = points.map(({ label, estimate: { point, lower, upper } }) =>
    `${label}: ${decimal(point, { isSigned })} ` +
    `(${decimal(lower)} to ${decimal(upper)})`
  ).join("; ");
  return label === "" ? means : `${label}, ${means}`;
}

function isNumeric({ points }: CurveLine): boolean {
  return points.every(({ x }) => x !== undefined);
}

function xAxis({ along, lines }: Curve) {
  const [first] = lines;
  return lines.every(isNumeric)
    ? {
      field: "at",
      type: "quantitative" as const,
      scale: { type: "log" as const, nice: false, padding: 12 },
      axis: {
        title: along,
        grid: false,
        values: (first?.points ?? []).map(({ x }) => x as number),
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

function lineLayers(
  line: CurveLine,
  { axis, x, xOffset }: {
    axis: NumberAxis;
    x: ReturnType<typeof xAxis>;
    xOffset: number;
  },
): Layer[] {
  const { points, colour: color } = line;
  const at = ({ x, label }: CurvePoint) => isNumeric(line) ? x : label;
  const y = (field: string) => numbers(field, axis);
  const means = {
    values: points.map((point) => ({ at: at(point), ...point.estimate })),
  };
  const seeds = points.flatMap((point) =>
    point.values.map((value) => ({ at: at(point), value }))
  );
  return [
    layer(
      { type: "circle", color, opacity: 0.28, size: 18, xOffset },
      { x, y: y("value") },
      { values: seeds },
    ),
    layer(
      { type: "line", color, strokeWidth: 2, xOffset },
      { x, y: y("point") },
      means,
    ),
    layer(
      { type: "rule", color, strokeWidth: 2, xOffset },
      { x, y: y("lower"), y2: { field: "upper" } },
      means,
    ),
    layer(
      {
        type: "point",
        size: 62,
        opacity: 1,
        stroke: color,
        strokeWidth: 2,
        xOffset,
      },
      { x, y: y("point"), fill: { value: "var(--paper)" } },
      means,
    ),
  ];
}

/** The names of several lines, above them. */
function legendOf(lines: readonly CurveLine[]): Layer[] {
  if (lines.length === 1) return [];
  return lines.flatMap(({ label, colour }, at) => [
    words("\u2501", { x: at * 80, y: -12, color: colour }),
    words(label, { x: at * 80 + 16, y: -12 }),
  ]);
}
