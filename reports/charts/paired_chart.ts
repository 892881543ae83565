/** Two arms, seed by seed, beside their difference with its interval. */
import { decimal } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import { asIs, layer, lineAt, type NumberAxis, numbers } from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

/** One side of the comparison. */
export interface PairedSide {
  /** What it is called under its dots. */
  label: string;
  colour: string;
  /** Over all seeds. */
  mean: number;
}

/** What is compared. */
export interface Pairs {
  /** What both are compared in, such as `"minority F1"`. */
  metric: string;
  /** What the axis says, where the metric is too long for it. */
  axis: string | undefined;
  left: PairedSide;
  right: PairedSide;
  /** Both scores of each seed that is drawn. */
  seeds: readonly { left: number; right: number }[];
  /** Of all seeds, drawn or not. */
  count: number;
  /** The mean difference. */
  estimate: MeanEstimate;
  /** Differences that the axis has room for. */
  domain: readonly [number, number];
}

const HEIGHT = 190;

/**
 * Draws a dot a seed on each side, joined by a line, and each difference beside.
 *
 * @param pairs What is compared.
 * @returns The chart.
 */
export function pairedChart(pairs: Pairs): Chart {
  const { metric, left, right, count, estimate } = pairs;
  const [point, lower, upper] = [estimate.point, estimate.lower, estimate.upper]
    .map((value) => decimal(value, { isSigned: true }));
  return {
    spec: {
      spacing: 18,
      hconcat: [scoresPanel(pairs), differencePanel(pairs)],
    },
    title: `${metric}: ${left.label} and ${right.label}, seed by seed`,
    says: `Mean ${metric} over ${count} seeds: ${decimal(left.mean)} ` +
      `${left.label}, ${decimal(right.mean)} ${right.label}. ` +
      `Mean difference ${point}, interval ${lower} to ${upper}.`,
  };
}

function scoresPanel({ metric, axis, left, right, seeds }: Pairs) {
  const sides = [left.label, right.label];
  const values = seeds.flatMap((seed, at) => [
    { seed: at, side: left.label, colour: left.colour, score: seed.left },
    { seed: at, side: right.label, colour: right.colour, score: seed.right },
  ]);
  return {
    width: 132,
    height: HEIGHT,
    data: { values },
    encoding: {
      x: {
        field: "side",
        type: "nominal" as const,
        sort: sides,
        scale: { padding: 0.5 },
        axis: {
          title: null,
          labelAngle: 0,
          ticks: false,
          labelLimit: 110,
          // A word a line: names are long, and there is little room.
          labelExpr: "split(datum.label, /,? /)",
        },
      },
      y: numbers("score", { title: axis ?? metric }),
    },
    layer: [
      layer(
        { type: "line", color: "var(--link)", strokeWidth: 1 },
        { detail: { field: "seed" } },
      ),
      layer(
        {
          type: "circle",
          size: 36,
          opacity: 1,
          stroke: "var(--paper)",
          strokeWidth: 0.8,
        },
        { color: asIs("colour") },
      ),
    ],
  };
}

function differencePanel({ right, seeds, estimate, domain }: Pairs) {
  const axis: NumberAxis = { title: "difference", domain, isSigned: true };
  const y = (field: string) => numbers(field, axis);
  const color = "var(--ink)";
  const values = [estimate];
  return {
    width: 60,
    height: HEIGHT,
    data: { values: seeds.map((seed) => ({ value: seed.right - seed.left })) },
    layer: [
      lineAt(0, axis),
      layer(
        {
          type: "circle",
          color: right.colour,
          opacity: 0.35,
          size: 26,
          xOffset: 14,
        },
        { y: y("value") },
      ),
      layer(
        { type: "rule", color, strokeWidth: 2.5 },
        { y: y("lower"), y2: { field: "upper" } },
        { values },
      ),
      layer(
        { type: "circle", color, opacity: 1, size: 70 },
        { y: y("point") },
        { values },
      ),
    ],
  };
}
