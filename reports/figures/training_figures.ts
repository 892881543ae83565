/** How training went: loss of both arms by epoch, and scores on the way. */
import { colourOf } from "../charts/colours.ts";
import { epochsChart, type EpochsLine } from "../charts/epochs_chart.ts";
import { armTitle, metricTitle } from "../charts/wording.ts";
import type { HistoryRow } from "../tables/history_csv.ts";
import type { ReportModel, Statement, Term } from "../report_model.ts";
import type { FigureGroup } from "./figure.ts";

/** Evaluations on the way that make a curve. */
const LEAST_POINTS = 3;

/** What is drawn of `history.csv`. */
const MEASURES = {
  loss: "training loss, nats",
  minority_f1: metricTitle("minority_f1"),
} as const;

/**
 * Draws the trainings of a claim's two arms.
 *
 * @param statements A statement about two arms, at each site.
 * @param model Where the epochs of trials are found.
 * @returns Nothing if no training has several epochs.
 */
export function trainingFigures(
  statements: readonly Statement[],
  { epochs }: Pick<ReportModel, "epochs">,
): FigureGroup | undefined {
  const figures = statements.flatMap(({ row, conditions }) => {
    const terms = conditions.flatMap(({ seeds }) => seeds)
      .flatMap(({ terms }) => terms);
    const cells = [...new Set(terms.map(({ cell }) => cell))];
    const arms = cells.sort((a, b) => order(a) - order(b)).map((cell) =>
      terms.filter((term) => term.cell === cell)
    );
    const charts = (["loss", "minority_f1"] as const).flatMap((column) => {
      const lines = arms.flatMap((arm) => lineOf(arm, column, epochs));
      const isCurve = lines.length > 0 &&
        lines.every(({ points }) => points.length >= LEAST_POINTS);
      return isCurve ? [epochsChart({ measure: MEASURES[column], lines })] : [];
    });
    return charts.length === 0 ? [] : [{ site: row.site ?? "", charts }];
  });
  return figures.length === 0 ? undefined : {
    title: "Training curves of both arms",
    says: "The mean over seeds; the band holds the middle half of them.",
    figures,
  };
}

/** The plain network first. */
function order(cell: string): number {
  return cell.startsWith("without") ? 0 : 1;
}

function lineOf(
  terms: readonly Term[],
  column: keyof typeof MEASURES,
  epochs: ReadonlyMap<string, readonly HistoryRow[]>,
): EpochsLine[] {
  const [first] = terms;
  if (first === undefined) return [];
  const byEpoch = new Map<number, number[]>();
  for (const { trial } of terms) {
    for (const row of epochs.get(trial) ?? []) {
      const { epoch = 0, [column]: value } = row;
      if (value === undefined) continue;
      const values = byEpoch.get(epoch);
      if (values === undefined) byEpoch.set(epoch, [value]);
      else values.push(value);
    }
  }
  const points = [...byEpoch].sort(([a], [b]) => a - b)
    .map(([epoch, values]) => {
      const sorted = values.sort((a, b) => a - b);
      const at = (share: number) =>
        sorted[Math.round(share * (sorted.length - 1))] ?? 0;
      const mean = sorted.reduce((sum, value) => sum + value, 0) /
        sorted.length;
      return { epoch, mean, low: at(0.25), high: at(0.75) };
    });
  const label = armTitle({ ...first, inference: "as-trained" });
  const colour = colourOf({ ...first, inference: "as-trained" });
  return [{ label, colour, points }];
}
