/** Whether confidence can be trusted: reliability diagrams of each arm. */
import type { TrialsById } from "../arm_roles.ts";
import {
  type ReliabilityBin,
  reliabilityChart,
} from "../charts/reliability_chart.ts";
import { isCalibration } from "../charts/wording.ts";
import type { DocumentStatement } from "../document.ts";
import type { BySite } from "./series.ts";
import { type Arm, armsOf, colourOf } from "./arms.ts";
import type { FigureGroup } from "./figure_group.ts";

/**
 * Draws the diagrams of claims about confidence.
 *
 * @param sites The statements of each site, by its name.
 * @param trials The trials of the run.
 * @returns Nothing if no assertion is about confidence.
 */
export function reliabilityFigures(
  sites: BySite,
  trials: TrialsById,
): FigureGroup | undefined {
  const figures = [...sites].flatMap(([site, statements]) => {
    if (!statements.some(isAboutConfidence)) return [];
    const charts = armsOf(statements, trials).flatMap((arm) => {
      const bins = pooledBins(arm, trials);
      const { label } = arm;
      return bins.length === 0
        ? []
        : [reliabilityChart({ label, colour: colourOf(arm), bins })];
    });
    return charts.length === 0 ? [] : [{ site, charts }];
  });
  if (figures.length === 0) return undefined;
  return {
    title: "Can confidence be trusted?",
    says: "Test images of all seeds, in bins of confidence. On the dashed " +
      "line, confidence equals accuracy; a dot below it is over-confident, " +
      "a dot above it under-confident. The size of a dot is its share of " +
      "images. Below: how many images have which confidence.",
    figures,
  };
}

function isAboutConfidence({ role, series }: DocumentStatement): boolean {
  return role !== "reported" &&
    series.some(({ terms }) =>
      terms.some(({ metric }) => isCalibration(metric))
    );
}

/** The bins of an arm over all seeds; those without images are left out. */
function pooledBins(
  { seeds, term }: Arm,
  trials: TrialsById,
): ReliabilityBin[] {
  const sums: { count: number; confidence: number; hits: number }[] = [];
  for (const { trial } of seeds.values()) {
    const { reliability } = trials.get(trial)?.evaluations.findLast((each) =>
      each.inference === term.inference
    )?.metrics ?? {};
    for (const [at, count] of (reliability?.count ?? []).entries()) {
      const sum = sums[at] ??= { count: 0, confidence: 0, hits: 0 };
      sum.count += count;
      sum.confidence += count * (reliability?.confidence[at] ?? 0);
      sum.hits += count * (reliability?.accuracy[at] ?? 0);
    }
  }
  const images = sums.reduce((sum, { count }) => sum + count, 0);
  return sums.flatMap(({ count, confidence, hits }, at) =>
    count === 0 ? [] : [{
      from: at / sums.length,
      to: (at + 1) / sums.length,
      share: count / images,
      confidence: confidence / count,
      accuracy: hits / count,
    }]
  );
}
