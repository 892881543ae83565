/** A reliability diagram over its histogram of confidences. */
import { decimal } from "../format.ts";
import { layer } from "./_layers.ts";
import type { Chart } from "./draw_chart.ts";

/** A bin of confidence, over all seeds. */
export interface ReliabilityBin {
  /** Its edges, 0 to 1. */
  from: number;
  to: number;
  /** Share of all images. */
  share: number;
  /** Mean confidence of its images. */
  confidence: number;
  /** The share of them that is classified correctly. */
  accuracy: number;
}

/** What is drawn. */
export interface Reliability {
  /** Which network, used how. */
  label: string;
  colour: string;
  /** Bins with images in them. */
  bins: readonly ReliabilityBin[];
}

const WIDTH = 128;

/** The area of a dot, in square pixels, by its share of images. */
const SIZE = {
  field: "share",
  type: "quantitative" as const,
  scale: { domain: [0, 1], range: [14, 260] },
  legend: null,
};

/** Numbers of axes from 0 to 1. */
const TICKS = [0, 0.5, 1];

/**
 * Draws the diagram.
 *
 * @param reliability Bins of a network.
 * @returns The chart.
 */
export function reliabilityChart(
  { label, colour, bins }: Reliability,
): Chart {
  const mean = (of: (bin: ReliabilityBin) => number) =>
    bins.reduce((sum, bin) => sum + bin.share * of(bin), 0);
  const confidence = mean((bin) => bin.confidence);
  const accuracy = mean((bin) => bin.accuracy);
  const gap = confidence > accuracy ? "over-confident" : "under-confident";
  return {
    spec: {
      spacing: 6,
      data: { values: [...bins] },
      vconcat: [diagram(colour), histogram(colour)],
    },
    title: `Reliability diagram and confidences, ${label}`,
    label,
    says: `Mean confidence ${decimal(confidence)}, accuracy ` +
      `${decimal(accuracy)}: ${gap} by ` +
      `${decimal(Math.abs(confidence - accuracy))}.`,
  };
}

/** A share as a position. */
function shares<Axis extends object>(field: string, axis: Axis) {
  return {
    field,
    type: "quantitative" as const,
    scale: { domain: [0, 1] },
    axis: { values: TICKS, ...axis },
  };
}

function diagram(colour: string) {
  const x = (field: string) => shares(field, { title: null, labels: false });
  const y = (field: string) => shares(field, { title: "accuracy" });
  return {
    width: WIDTH,
    height: WIDTH,
    layer: [
      layer(
        { type: "line", color: "var(--quiet)", strokeDash: [4, 3] },
        { x: x("at"), y: y("at") },
        { values: [{ at: 0 }, { at: 1 }] },
      ),
      layer(
        { type: "rule", color: "var(--link)", strokeWidth: 2 },
        {
          x: x("confidence"),
          y: y("confidence"),
          y2: { field: "accuracy" },
        },
      ),
      layer(
        { type: "circle", color: colour, opacity: 1 },
        { x: x("confidence"), y: y("accuracy"), size: SIZE },
      ),
    ],
  };
}

function histogram(colour: string) {
  return {
    width: WIDTH,
    height: 44,
    mark: { type: "rect" as const, color: colour },
    encoding: {
      x: shares("from", { title: "confidence", grid: false }),
      x2: { field: "to" },
      y: {
        field: "share",
        type: "quantitative" as const,
        axis: { title: "images", format: "~%", tickCount: 2 },
      },
      y2: { datum: 0 },
    },
  };
}
