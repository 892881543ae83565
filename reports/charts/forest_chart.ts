/** Estimates under each other, on one axis, each with its interval and seeds. */
import { decimal, digitsOf, type Marks } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import { asIs, type Layer, layer, numbers, pixels } from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

/** One line. */
export interface ForestRow extends Marks {
  label: string;
  estimate: MeanEstimate;
  /** A number a seed; none for what is pooled. */
  values: readonly number[];
  colour: string;
  /** Whether it sums up the others. */
  isPooled?: boolean;
  /** Values that are too small to matter, if they are drawn. */
  ignorable?: readonly [number, number] | undefined;
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

/** Pixels of a line of words, and of the marks below the words of a row. */
const LINE = 14;
const MARKS = 26;

/** Letters of a label that leave room for numbers beside it. */
const SHORT = 30;

/** Letters that a line of words has room for. */
const LINE_LENGTH = 54;

/** A row with its words in lines, and where it has what, in pixels. */
interface PlacedRow extends ForestRow {
  lines: string[];
  words: number;
  numbers: number;
  at: number;
  top: number;
  bottom: number;
}

/**
 * Draws a line for each estimate, its words above it.
 *
 * @param forest What is drawn.
 * @returns The chart.
 */
export function forestChart(forest: Forest): Chart {
  const { title, domain, isSigned } = forest;
  const interval = (
    { estimate, bound, margin }: Marks & Pick<ForestRow, "estimate">,
  ) => {
    const of = digitsOf(estimate, { digits: 2, bound, margin });
    const number = (end: "point" | "lower" | "upper") =>
      decimal(estimate[end], { digits: of[end], isSigned });
    return `${number("point")} [${number("lower")}, ${number("upper")}]`;
  };
  const rows = placed(forest.rows);
  const height = (rows.at(-1)?.bottom ?? 0) + 4;
  const values = rows.map(({ values: _, ignorable, ...row }) => ({
    ...row,
    ...row.estimate,
    zero: 0,
    shape: row.isPooled ? "diamond" : "circle",
    number: interval(row),
    from: ignorable && Math.max(domain[0], ignorable[0]),
    to: ignorable && Math.min(domain[1], ignorable[1]),
  }));
  const seeds = rows.flatMap(({ at, colour, values }) =>
    values.map((value) => ({ at, value, colour }))
  );
  return {
    spec: {
      width: WIDTH,
      height,
      // Vega takes words for wider than they are, and would make room for them.
      autosize: { type: "none" },
      padding: { left: 14, right: 14, top: 4, bottom: 42 },
      data: { values },
      layer: [...markLayers(forest, { height, seeds }), ...wordLayers(height)],
    },
    title,
    says: rows.map((row) => `${row.label}: ${interval(row)}`).join("; ") + ".",
  };
}

/** Puts rows under each other; numbers go below words that leave no room. */
function placed(rows: readonly ForestRow[]): PlacedRow[] {
  let start = 0;
  return rows.map((row) => {
    const lines = linesOf(row.label);
    const count = row.label.length > SHORT ? lines.length + 1 : lines.length;
    const at = start + count * LINE + MARKS / 2;
    const words = start + 9;
    start += count * LINE + MARKS;
    return {
      ...row,
      lines,
      words,
      numbers: words + (count - 1) * LINE,
      at,
      top: at - 9,
      bottom: at + 9,
    };
  });
}

/** Breaks a label between words; a word that is longer than a line is cut. */
function linesOf(label: string): string[] {
  const lines: string[] = [];
  for (const word of label.split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || longer.length > LINE_LENGTH) {
      lines.push(
        word.length > LINE_LENGTH
          ? `${word.slice(0, LINE_LENGTH - 1)}\u2026`
          : word,
      );
    } else lines[lines.length - 1] = longer;
  }
  return lines;
}

function markLayers(
  { measure, domain, isSigned }: Forest,
  { height, seeds }: { height: number; seeds: readonly object[] },
): Layer[] {
  const axis = { title: measure, domain, isSigned, ticks: 6, hasGrid: false };
  const x = (field: string) => numbers(field, axis);
  const y = (field: string) => pixels(field, height);
  const color = asIs("colour");
  const rowHigh = { y: y("top"), y2: { field: "bottom" } };
  return [
    layer(
      { type: "rect", color: "var(--margin)" },
      { x: x("from"), x2: { field: "to" }, ...rowHigh },
      { filter: "isValid(datum.from)" },
    ),
    // In pieces, so that it crosses no words.
    layer(
      { type: "rule", color: "var(--quiet)" },
      { x: x("zero"), ...rowHigh },
    ),
    layer(
      { type: "circle", opacity: 0.3, size: 18 },
      { x: x("value"), y: y("at"), color },
      { values: seeds },
    ),
    layer(
      { type: "rule", strokeWidth: 2.5 },
      { x: x("lower"), x2: { field: "upper" }, y: y("at"), color },
    ),
    layer(
      {
        type: "point",
        filled: true,
        size: 75,
        opacity: 1,
        stroke: "var(--paper)",
        strokeWidth: 1,
      },
      { x: x("point"), y: y("at"), color, shape: asIs("shape") },
    ),
  ];
}

function wordLayers(height: number): Layer[] {
  return [
    layer(
      { type: "text", align: "left", fontSize: 11.5, lineHeight: LINE },
      {
        x: { value: 0 },
        y: pixels("words", height),
        text: { field: "lines" },
      },
    ),
    layer(
      { type: "text", align: "right", fontSize: 11, color: "var(--quiet)" },
      {
        x: { value: WIDTH },
        y: pixels("numbers", height),
        text: { field: "number" },
      },
    ),
  ];
}
