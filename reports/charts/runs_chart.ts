/** An estimate along runs, each with its interval and its verdict. */
import type { Verdict } from "../../statistics/verdict.ts";
import { decimal } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import { verdictSpans } from "../verdict_spans.ts";
import { SIGNS } from "../verdicts.ts";
import {
  asIs,
  type Layer,
  layer,
  lineAt,
  type NumberAxis,
  numbers,
} from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

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
  /** Values that are too small to matter, if any. */
  ignorable: readonly [number, number] | undefined;
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
      run,
      ...estimate,
      sign: SIGNS[verdict],
      colour: COLOURS[verdict],
      shape,
      size: size * scale ** 2,
    };
  });
  return {
    spec: {
      width,
      height: HEIGHT,
      padding: { left: 4, right: 4, top: 22, bottom: 4 },
      data: { values },
      layer: [...groundOf(runs), ...marksOf(runs, scale)],
    },
    title: `${measure} along runs`,
    says: saysOf(points),
  };
}

function saysOf(points: readonly RunPoint[]): string {
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

function axisOf({ measure, domain }: Runs): NumberAxis {
  return { title: measure, domain, isSigned: true };
}

/** What estimates are compared with. */
function groundOf(runs: Runs): Layer[] {
  const { ignorable, bound = 0 } = runs;
  const axis = axisOf(runs);
  const layers = [lineAt(0, axis)];
  if (bound !== 0) layers.push(lineAt(bound, axis));
  if (ignorable !== undefined) {
    const [from, to] = ignorable;
    layers.unshift(layer(
      { type: "rect", color: "var(--margin)" },
      { y: numbers("from", axis), y2: { field: "to" } },
      { values: [{ from, to }] },
    ));
  }
  return layers;
}

/** A place for each run. */
function xAxis({ span: [first, last] }: Runs) {
  return {
    field: "run",
    type: "ordinal" as const,
    scale: {
      domain: Array.from({ length: last - first + 1 }, (_, at) => first + at),
    },
    axis: {
      title: "run",
      labelAngle: 0,
      ticks: false,
      grid: false,
      labelOverlap: "parity" as const,
    },
  };
}

/** Estimates with their intervals, and verdicts. */
function marksOf(runs: Runs, scale: number): Layer[] {
  const x = xAxis(runs);
  const y = (field: string) => numbers(field, axisOf(runs));
  const color = asIs("colour");
  const filter = "isValid(datum.point)";
  return [
    layer(
      { type: "rule", strokeWidth: 2.5 * scale },
      { x, y: y("lower"), y2: { field: "upper" }, color },
      { filter },
    ),
    layer(
      {
        type: "point",
        filled: true,
        opacity: 1,
        stroke: "var(--panel)",
        strokeWidth: scale,
      },
      {
        x,
        y: y("point"),
        color,
        shape: asIs("shape"),
        size: { field: "size", type: "quantitative", scale: null },
      },
      { filter },
    ),
    layer(
      { type: "text", fontSize: 12 * scale, fontWeight: "bold" },
      { x, y: { value: SIGN_Y }, color, text: { field: "sign" } },
    ),
  ];
}
