/** A reliability diagram over its histogram of confidences. */
import { decimal } from "../format.ts";
import type { Chart } from "./to_svg.ts";

/** A bin of confidence, over all seeds. */
export interface ReliabilityBin {
  /** Its edges, 0 to 1. */
  from: number;
  to: number;
  /** Share of all images. */
  share: number;
  /** Mean confidence of its images, and how many of them are named rightly. */
  confidence: number;
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

const X = {
  type: "quantitative" as const,
  scale: { domain: [0, 1] },
};

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
  const [confidence, accuracy] = [
    mean((bin) => bin.confidence),
    mean((bin) => bin.accuracy),
  ];
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

function diagram(colour: string) {
  const y = (field: string) => ({
    ...{ field, type: "quantitative" as const, scale: { domain: [0, 1] } },
    axis: { title: "accuracy", values: [0, 0.5, 1] },
  });
  const x = (field: string) => ({
    ...X,
    ...{ field, axis: { title: null, labels: false, values: [0, 0.5, 1] } },
  });
  return {
    ...{ width: WIDTH, height: WIDTH },
    layer: [
      {
        mark: {
          type: "line" as const,
          color: "var(--quiet)",
          strokeDash: [4, 3],
        },
        data: { values: [{ at: 0 }, { at: 1 }] },
        encoding: { x: x("at"), y: y("at") },
      },
      {
        mark: { type: "rule" as const, color: "var(--link)", strokeWidth: 2 },
        encoding: {
          x: x("confidence"),
          y: y("confidence"),
          y2: { field: "accuracy" },
        },
      },
      {
        mark: { type: "circle" as const, color: colour, opacity: 1 },
        encoding: {
          x: x("confidence"),
          y: y("accuracy"),
          size: {
            field: "share",
            type: "quantitative" as const,
            scale: { domain: [0, 1], range: [14, 260] },
            legend: null,
          },
        },
      },
    ],
  };
}

function histogram(colour: string) {
  return {
    ...{ width: WIDTH, height: 44 },
    mark: { type: "rect" as const, color: colour },
    encoding: {
      x: {
        ...X,
        field: "from",
        axis: { title: "confidence", grid: false, values: [0, 0.5, 1] },
      },
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
