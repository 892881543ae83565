/** Two arms, seed by seed, beside their difference with its interval. */
import { decimal } from "../format.ts";
import type { MeanEstimate } from "../mean_estimate.ts";
import type { Chart } from "./to_svg.ts";

/** One side of the comparison. */
export interface PairedSide {
  /** What it is called under its dots. */
  label: string;
  colour: string;
}

/** What is compared. */
export interface Pairs {
  /** What both are compared in, such as `"minority F1"`. */
  metric: string;
  /** What the axis says, where the metric is too long for it. */
  axis: string | undefined;
  left: PairedSide;
  right: PairedSide;
  /** Both scores of each seed. */
  seeds: readonly { left: number; right: number }[];
  /** The mean difference. */
  estimate: MeanEstimate;
  /** Differences that the axis has room for. */
  domain: readonly [number, number];
}

const HEIGHT = 190;

/** Numbers of an axis with their signs, but for 0. */
const SIGNED = "datum.value === 0 ? '0' : format(datum.value, '+~g')";

/**
 * Draws a dot a seed on each side, joined by a line, and each difference beside.
 *
 * @param pairs What is compared.
 * @returns The chart.
 */
export function pairedChart(pairs: Pairs): Chart {
  const { metric, left, right, seeds, estimate } = pairs;
  const mean = (side: "left" | "right") =>
    seeds.reduce((sum, seed) => sum + seed[side], 0) / seeds.length;
  const number = (value: number) => decimal(value, { isSigned: true });
  return {
    spec: {
      spacing: 18,
      hconcat: [scoresPanel(pairs), differencePanel(pairs)],
    },
    title: `${metric}: ${left.label} and ${right.label}, seed by seed`,
    says: `Mean ${metric} ${decimal(mean("left"))} ${left.label} and ` +
      `${decimal(mean("right"))} ${right.label}, of ${seeds.length} seeds. ` +
      `Mean difference ${number(estimate.point)}, 95 % interval ` +
      `${number(estimate.lower)} to ${number(estimate.upper)}.`,
  };
}

function scoresPanel({ metric, axis, left, right, seeds }: Pairs) {
  const sides = [left.label, right.label];
  const values = [
    ...seeds.map((seed, at) => ({
      ...{ seed: at, side: left.label, score: seed.left },
    })),
    ...seeds.map((seed, at) => ({
      ...{ seed: at, side: right.label, score: seed.right },
    })),
  ];
  return {
    ...{ width: 132, height: HEIGHT, data: { values } },
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
          labelExpr: "split(datum.label, /,? /)",
        },
      },
      y: {
        field: "score",
        type: "quantitative" as const,
        axis: { title: axis ?? metric, tickCount: 5 },
      },
    },
    layer: [
      {
        mark: { type: "line" as const, color: "var(--link)", strokeWidth: 1 },
        encoding: { detail: { field: "seed" } },
      },
      {
        mark: {
          ...{ type: "circle" as const, size: 36, opacity: 1 },
          ...{ stroke: "var(--paper)", strokeWidth: 0.8 },
        },
        encoding: {
          color: {
            field: "side",
            type: "nominal" as const,
            scale: { domain: sides, range: [left.colour, right.colour] },
            legend: null,
          },
        },
      },
    ],
  };
}

function differencePanel(
  { right, seeds, estimate, domain }: Pairs,
) {
  const values = seeds.map((seed) => ({ value: seed.right - seed.left }));
  const y = (field: string) => ({
    ...{ field, type: "quantitative" as const },
    scale: { domain: [...domain] },
    axis: { title: "difference", tickCount: 5, labelExpr: SIGNED },
  });
  return {
    ...{ width: 60, height: HEIGHT, data: { values } },
    layer: [
      {
        mark: { type: "rule" as const, color: "var(--quiet)" },
        data: { values: [{ zero: 0 }] },
        encoding: { y: y("zero") },
      },
      {
        mark: {
          ...{ type: "circle" as const, color: right.colour, opacity: 0.35 },
          ...{ size: 26, xOffset: 14 },
        },
        encoding: { y: y("value") },
      },
      {
        mark: { type: "rule" as const, color: "var(--ink)", strokeWidth: 2.5 },
        data: { values: [estimate] },
        encoding: { y: y("lower"), y2: { field: "upper" } },
      },
      {
        mark: {
          ...{ type: "circle" as const, color: "var(--ink)", opacity: 1 },
          size: 70,
        },
        data: { values: [estimate] },
        encoding: { y: y("point") },
      },
    ],
  };
}
