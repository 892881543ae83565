/** Whether confidence is deserved: reliability diagrams of each arm. */
import { colourOf } from "../charts/colours.ts";
import {
  type ReliabilityBin,
  reliabilityChart,
} from "../charts/reliability_chart.ts";
import { armTitle } from "../charts/wording.ts";
import { readList } from "../tables/read_list.ts";
import type { ReportModel, Statement, Term } from "../report_model.ts";
import type { FigureGroup } from "./figure.ts";

/** Metrics that say something of confidence. */
const CALIBRATION = /confidence|^ece_|^brier$|^log_loss$/;

/**
 * Draws the diagrams of claims about confidence.
 *
 * @param sites The assertions of each site, by its name.
 * @param model Where the trials are found, and the measures beside.
 * @returns Nothing if no assertion is about confidence.
 */
export function reliabilityFigures(
  sites: ReadonlyMap<string, readonly Statement[]>,
  model: Pick<ReportModel, "trialRows">,
): FigureGroup | undefined {
  const figures = [...sites].flatMap(([site, statements]) => {
    const arms = armsOf(statements);
    const charts = [...arms].flatMap(([label, terms]) => {
      const [first] = terms;
      const bins = pooledBins(terms, model);
      if (first === undefined || bins.length === 0) return [];
      return [reliabilityChart({ label, colour: colourOf(first), bins })];
    });
    return charts.length === 0 ? [] : [{ site, charts }];
  });
  if (figures.length === 0) return undefined;
  return {
    title: "Is confidence deserved?",
    says: "Test images of all seeds in bins of confidence. On the dashed " +
      "line confidence is what accuracy says; a dot below it is " +
      "over-confident, above it under-confident; its size is the share of " +
      "images. Below, how many images have which confidence.",
    figures,
  };
}

/** The arms of assertions about confidence, and the removed layer's. */
function armsOf(statements: readonly Statement[]): Map<string, Term[]> {
  const arms = new Map<string, Term[]>();
  const isCalibration = statements.some(({ row, conditions }) =>
    row.role !== "reported" &&
    conditions.some(({ seeds }) =>
      seeds[0]?.terms.some(({ metric }) => CALIBRATION.test(metric))
    )
  );
  if (!isCalibration) return arms;
  const seen = new Set<string>();
  for (const { conditions } of statements) {
    for (
      const term of conditions.flatMap(({ seeds }) => seeds)
        .flatMap(({ terms }) => terms)
    ) {
      const label = armTitle(term);
      if (seen.has(`${label} ${term.trial}`)) continue;
      seen.add(`${label} ${term.trial}`);
      const terms = arms.get(label);
      if (terms === undefined) arms.set(label, [term]);
      else terms.push(term);
    }
  }
  return arms;
}

function pooledBins(
  terms: readonly Term[],
  { trialRows }: Pick<ReportModel, "trialRows">,
): ReliabilityBin[] {
  const sums: { count: number; confidence: number; hits: number }[] = [];
  for (const { trial, inference } of terms) {
    const row = trialRows.get(trial)?.findLast((each) =>
      each.inference === inference
    );
    const [counts, confidences, accuracies] = [
      ...[row?.bin_count, row?.bin_confidence, row?.bin_accuracy],
    ].map((cell) => readList(cell).map(Number)) as [
      ...[number[], number[], number[]],
    ];
    for (const [at, count] of counts.entries()) {
      const sum = sums[at] ??= { count: 0, confidence: 0, hits: 0 };
      sum.count += count;
      sum.confidence += count * (confidences[at] ?? 0);
      sum.hits += count * (accuracies[at] ?? 0);
    }
  }
  const images = sums.reduce((sum, { count }) => sum + count, 0);
  return sums.flatMap(({ count, confidence, hits }, at) =>
    count === 0 ? [] : [{
      ...{ from: at / sums.length, to: (at + 1) / sums.length },
      share: count / images,
      confidence: confidence / count,
      accuracy: hits / count,
    }]
  );
}
