/** How training went: loss of both arms by epoch, and scores on the way. */
import type { TrialsById } from "../arm_roles.ts";
import type { TrialResult } from "../../bench/trials/trial.ts";
import { epochsChart, type EpochsLine } from "../charts/epochs_chart.ts";
import { metricTitle } from "../charts/wording.ts";
import type { DocumentStatement } from "../document.ts";
import { meanOf } from "../mean_of.ts";
import { type Arm, armsOf, colourOf } from "./arms.ts";
import type { FigureGroup } from "./figure_group.ts";
import { spreadOf } from "./spread_of.ts";

/** Evaluations on the way that make a curve. */
const LEAST_POINTS = 3;

/** Why the loss of the arm that does better is the larger one. */
const LOSS = " The layer keeps the network's outputs small, so its training " +
  "loss stays higher even where it tells classes apart better: compare losses " +
  "only within an arm.";

/** What is drawn of a training: `[epoch, value]`. */
const MEASURES: readonly {
  title: string;
  of: (trial: TrialResult) => (readonly [number, number])[];
}[] = [
  {
    title: "training loss, nats",
    of: ({ losses }) => losses.map((loss, at) => [at + 1, loss] as const),
  },
  {
    title: metricTitle({ metric: "minorityF1" }),
    of: ({ evaluations }) =>
      evaluations.filter(({ inference }) => inference === "as-trained")
        .map(({ epoch, metrics }) => [epoch, metrics.minorityF1] as const),
  },
];

/**
 * Draws the trainings of a claim's two arms.
 *
 * @param statements A statement about two arms, at each site.
 * @param trials The trials of the run.
 * @returns Nothing if no training has several epochs.
 */
export function trainingFigures(
  statements: readonly DocumentStatement[],
  trials: TrialsById,
): FigureGroup | undefined {
  const figures = statements.flatMap((statement) => {
    const arms = asTrained(armsOf([statement], trials));
    const charts = MEASURES.flatMap(({ title, of }) => {
      const lines = arms.map((arm) => lineOf(arm, { of, trials }));
      const isCurve = lines.length > 0 &&
        lines.every(({ points }) => points.length >= LEAST_POINTS);
      return isCurve ? [epochsChart({ measure: title, lines })] : [];
    });
    if (charts.length === 0) return [];
    const isLossLarger = endLoss(arms, { role: "with", trials }) >
      endLoss(arms, { role: "without", trials });
    return [{ site: statement.place, charts, isLossLarger }];
  });
  return figures.length === 0 ? undefined : {
    title: "Training curves of both arms",
    says: "Lines are means over seeds; a band holds the middle half of them." +
      (figures.every(({ isLossLarger }) => isLossLarger) ? LOSS : ""),
    figures,
  };
}

/**
 * The trainings behind arms, the plain network's first: a network that is used
 * without its layer was trained with it.
 */
function asTrained(arms: readonly Arm[]): Arm[] {
  const trained = arms.map((arm): Arm =>
    arm.role === "removed"
      ? { ...arm, role: "with", label: arm.term.cell }
      : arm
  );
  return trained.toSorted((a, b) =>
    Number(b.role === "without") - Number(a.role === "without")
  );
}

/** The mean loss in the last epoch of the arms of a role; NaN if it has none. */
function endLoss(
  arms: readonly Arm[],
  { role, trials }: { role: Arm["role"]; trials: TrialsById },
): number {
  const own = arms.filter((arm) => arm.role === role);
  const seeds = own.flatMap(({ seeds }) => [...seeds.values()]);
  return meanOf(
    seeds.flatMap(({ trial }) => trials.get(trial)?.losses.at(-1) ?? []),
  );
}

function lineOf(
  arm: Arm,
  { of, trials }: {
    of: (trial: TrialResult) => (readonly [number, number])[];
    trials: TrialsById;
  },
): EpochsLine {
  const all = [...arm.seeds.values()].flatMap(({ trial }) => {
    const result = trials.get(trial);
    return result === undefined ? [] : of(result);
  });
  const points = [...Map.groupBy(all, ([epoch]) => epoch)]
    .toSorted(([a], [b]) => a - b)
    .map(([epoch, pairs]) => ({
      epoch,
      ...spreadOf(pairs.map(([, value]) => value)),
    }));
  return { label: arm.label, colour: colourOf(arm), points };
}
