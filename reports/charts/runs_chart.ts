/** An estimate along runs, each with its interval and its verdict. */
import type { Verdict } from "../../statistics/verdict.ts";
import { decimal } from "../format.ts";
import { SIGNS } from "../html/verdicts.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import { verdictSpans } from "../verdict_spans.ts";
import type { Chart } from "./to_svg.ts";

/** What one run said. */
export interface RunPoint {
  /** The place of the run, from 1. */
  run: number;
  verdict: Verdict;
  /** Nothing where too many trainings failed. */
  estimate: MeanEstimate | undefined;
}

/** What is drawn. */
export interface Runs {
  /** What is measured, in a few words. */
  measure: string;
  /** The first run and the last that there is room for. */
  span: readonly [number, number];
  points: readonly RunPoint[];
  domain: readonly [number, number];
  /** What would be of no interest, if anything. */
  margin: readonly [number, number] | undefined;
  /** What the estimate is asserted to exceed, if anything. */
  bound: number | undefined;
}

const HEIGHT = 150;

/** Pixels of a chart, and of a run in it where there are many. */
const WIDTH = 262;
const STEP = 8;

/** Pixels of a run from which on its marks have their full size. */
const ROOMY = 11;

/** Pixels above the picture, where verdicts stand as signs. */
const SIGN_Y = -9;

/** Numbers of an axis with their signs, but for 0. */
const SIGNED = "datum.value === 0 ? '0' : format(datum.value, '+~g')";

const COLOURS: Readonly<Record<Verdict, string>> = {
  supported: "var(--good)",
  contradicted: "var(--bad)",
  inconclusive: "var(--open)",
};

/** Shapes, and areas in square pixels that make them look alike in size. */
const SHAPES: Readonly<Record<Verdict, { shape: string; size: number }>> = {
  supported: { shape: "circle", size: 62 },
  contradicted: { shape: "square", size: 56 },
  inconclusive: { shape: "diamond", size: 92 },
};

/**
 * Draws a point and a line for each run, and its verdict as a sign above.
 *
 * @param runs What is drawn.
 * @returns The chart.
 */
export function runsChart(runs: Runs): Chart {
  const { measure, span: [first, last], points } = runs;
  const count = last - first + 1;
  const width = Math.max(WIDTH, count * STEP);
  const scale = Math.min(1, width / count / ROOMY);
  const values = points.map(({ run, verdict, estimate }) => {
    const { shape, size } = SHAPES[verdict];
    return {
      ...{ run, ...estimate, sign: SIGNS[verdict] },
      ...{ colour: COLOURS[verdict], shape, size: size * scale ** 2 },
    };
  });
  return {
    spec: {
      ...{ width, height: HEIGHT },
      padding: { left: 4, right: 4, top: 22, bottom: 4 },
      data: { values },
      layer: [...groundOf(runs), ...marksOf(runs, scale)],
    },
    title: `${measure} along runs`,
    says: sayOf(points),
  };
}

function sayOf(points: readonly RunPoint[]): string {
  const last = points.at(-1);
  const spans = verdictSpans(points)
    .map(({ verdict, runs }) => `${verdict} in ${runs}`).join("; ");
  return `Runs: ${spans}. The last: ${inWords(last?.estimate)}.`;
}

function inWords(estimate: MeanEstimate | undefined): string {
  if (estimate === undefined) return "no estimate";
  const [point, lower, upper] = [estimate.point, estimate.lower, estimate.upper]
    .map((value) => decimal(value, { digits: 2, isSigned: true }));
  return `${point} (${lower} to ${upper})`;
}

function yAxis(field: string, { measure, domain }: Runs) {
  return {
    ...{ field, type: "quantitative" as const },
    scale: { domain: [...domain], nice: false, clamp: true },
    axis: { title: measure, tickCount: 5, labelExpr: SIGNED },
  };
}

/** What estimates are held against. */
function groundOf(runs: Runs) {
  const { margin, bound = 0 } = runs;
  const rule = { type: "rule" as const, color: "var(--quiet)" };
  return [
    {
      mark: { type: "rect" as const, color: "var(--margin)" },
      data: {
        values: margin === undefined
          ? []
          : [{ from: margin[0], to: margin[1] }],
      },
      encoding: { y: yAxis("from", runs), y2: { field: "to" } },
    },
    {
      mark: rule,
      data: { values: [{ zero: 0 }] },
      encoding: { y: yAxis("zero", runs) },
    },
    {
      mark: { ...rule, strokeDash: [4, 3] },
      data: { values: bound === 0 ? [] : [{ bound }] },
      encoding: { y: yAxis("bound", runs) },
    },
  ];
}

/** Estimates with their intervals, and verdicts. */
function marksOf(runs: Runs, scale: number) {
  const { span: [first, last] } = runs;
  const x = {
    field: "run",
    type: "ordinal" as const,
    scale: {
      domain: Array.from({ length: last - first + 1 }, (_, at) => first + at),
    },
    axis: {
      ...{ title: "run", labelAngle: 0, ticks: false, grid: false },
      labelOverlap: "parity" as const,
    },
  };
  const colour = { field: "colour", type: "nominal" as const, scale: null };
  const y = (field: string) => yAxis(field, runs);
  const isThere = [{ filter: "isValid(datum.point)" }];
  return [
    {
      mark: { type: "rule" as const, strokeWidth: 2.5 * scale },
      transform: isThere,
      encoding: { x, y: y("lower"), y2: { field: "upper" }, color: colour },
    },
    {
      mark: {
        ...{ type: "point" as const, filled: true, opacity: 1 },
        ...{ stroke: "var(--panel)", strokeWidth: scale },
      },
      transform: isThere,
      encoding: {
        ...{ x, y: y("point"), color: colour },
        shape: { field: "shape", type: "nominal" as const, scale: null },
        size: { field: "size", type: "quantitative" as const, scale: null },
      },
    },
    {
      mark: {
        ...{ type: "text" as const, fontSize: 12 * scale },
        fontWeight: "bold" as const,
      },
      encoding: {
        ...{ x, y: { value: SIGN_Y }, color: colour },
        text: { field: "sign" },
      },
    },
  ];
}
