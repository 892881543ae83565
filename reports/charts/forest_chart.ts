/** Estimates under each other, on one axis, each with its interval and seeds. */
import { decimal } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import type { Chart } from "./to_svg.ts";

/** One line. */
export interface ForestRow {
  label: string;
  estimate: MeanEstimate;
  /** A number a seed; none for what is pooled. */
  values: readonly number[];
  colour: string;
  /** Whether it sums up the others. */
  isPooled?: boolean;
  /** What would be of no interest, if it is drawn. */
  margin?: readonly [number, number] | undefined;
}

/** What is drawn. */
export interface Forest {
  title: string;
  /** What the axis says. */
  measure: string;
  rows: readonly ForestRow[];
  domain: readonly [number, number];
  /** Whether numbers carry their sign: of differences, not of scores. */
  isSigned: boolean;
}

const WIDTH = 318;

/** Numbers of an axis with their signs, but for 0. */
const SIGNED = "datum.value === 0 ? '0' : format(datum.value, '+~g')";

/** Letters of a label that leave room for numbers beside it. */
const SHORT = 30;

/** Letters of a label, at the most. */
const LONGEST = 54;

/**
 * Draws a line for each estimate, its words above it.
 *
 * @param forest What is drawn.
 * @returns The chart.
 */
export function forestChart(forest: Forest): Chart {
  const { title, rows, domain, isSigned } = forest;
  const number = (value: number) => decimal(value, { digits: 2, isSigned });
  const interval = ({ point, lower, upper }: MeanEstimate) =>
    `${number(point)} [${number(lower)}, ${number(upper)}]`;
  const heights = heightsOf(rows);
  const values = rows.map(({ values: _, margin, ...row }, at) => ({
    ...heights.of(at),
    ...{ zero: 0, label: cut(row.label), colour: row.colour },
    ...row.estimate,
    shape: row.isPooled ? "diamond" : "circle",
    number: interval(row.estimate),
    ...(margin === undefined ? {} : {
      from: Math.max(domain[0], margin[0]),
      to: Math.min(domain[1], margin[1]),
    }),
  }));
  const seeds = rows.flatMap((row, at) =>
    row.values.map((value) => ({
      ...{ at: heights.of(at).at, value, colour: row.colour },
    }))
  );
  return {
    spec: {
      ...{ width: WIDTH, height: heights.all },
      // Vega takes words for wider than they are, and would make room for them.
      autosize: { type: "none" as const },
      padding: { left: 14, right: 14, top: 4, bottom: 42 },
      data: { values },
      layer: layersOf(forest, seeds),
    },
    title,
    says: rows.map(({ label, estimate }) => `${label}: ${interval(estimate)}`)
      .join("; ") + ".",
  };
}

/** Where a line has its words, its numbers and its marks, in pixels. */
function heightsOf(rows: readonly ForestRow[]) {
  // Numbers stand under words that leave them no room.
  const extra = rows.some(({ label }) => label.length > SHORT) ? 14 : 0;
  const step = 40 + extra;
  return {
    all: rows.length * step,
    of(row: number) {
      const start = row * step;
      const at = start + extra + 27;
      return {
        ...{ words: start + 9, numbers: start + extra + 9 },
        ...{ at, top: at - 9, bottom: at + 9 },
      };
    },
  };
}

function cut(label: string): string {
  return label.length > LONGEST
    ? `${label.slice(0, LONGEST - 1)}\u2026`
    : label;
}

function layersOf(
  { rows, measure, domain, isSigned }: Forest,
  seeds: readonly object[],
) {
  const height = heightsOf(rows).all;
  const x = (field: string) => ({
    ...{ field, type: "quantitative" as const },
    scale: { domain: [...domain], nice: false, clamp: true },
    axis: {
      ...{ title: measure, tickCount: 6, grid: false },
      labelExpr: isSigned ? SIGNED : "datum.label",
    },
  });
  const y = (field: string) => ({
    ...{ field, type: "quantitative" as const, axis: null },
    scale: { domain: [0, height], reverse: true, nice: false, zero: false },
  });
  const colour = { field: "colour", type: "nominal" as const, scale: null };
  return [
    {
      mark: { type: "rect" as const, color: "var(--margin)" },
      transform: [{ filter: "isValid(datum.from)" }],
      encoding: {
        x: x("from"),
        x2: { field: "to" },
        y: y("top"),
        y2: { field: "bottom" },
      },
    },
    {
      // In pieces, so that it crosses no words.
      mark: { type: "rule" as const, color: "var(--quiet)" },
      encoding: { x: x("zero"), y: y("top"), y2: { field: "bottom" } },
    },
    {
      mark: { type: "circle" as const, opacity: 0.3, size: 18 },
      data: { values: [...seeds] },
      encoding: { x: x("value"), y: y("at"), color: colour },
    },
    {
      mark: { type: "rule" as const, strokeWidth: 2.5 },
      encoding: {
        x: x("lower"),
        x2: { field: "upper" },
        y: y("at"),
        color: colour,
      },
    },
    {
      mark: {
        ...{ type: "point" as const, filled: true, size: 75, opacity: 1 },
        ...{ stroke: "var(--paper)", strokeWidth: 1 },
      },
      encoding: {
        x: x("point"),
        y: y("at"),
        color: colour,
        shape: { field: "shape", type: "nominal" as const, scale: null },
      },
    },
    {
      mark: {
        ...{ type: "text" as const, align: "left" as const, fontSize: 11.5 },
      },
      encoding: {
        x: { value: 0 },
        y: y("words"),
        text: { field: "label" },
      },
    },
    {
      mark: {
        ...{ type: "text" as const, align: "right" as const, fontSize: 11 },
        color: "var(--quiet)",
      },
      encoding: {
        x: { value: WIDTH },
        y: y("numbers"),
        text: { field: "number" },
      },
    },
  ];
}
