/**
 * A better network, or a moved threshold? Where the images of both kinds lie,
 * and how well networks rank them wherever the threshold is.
 */
import type { TrialsById } from "../arm_roles.ts";
import type { Evaluation, TrialSpec } from "../../bench/trials/trial.ts";
import { MARGIN_EDGES } from "../../models/metrics/margins.ts";
import { FALSE_ALARM_RATES } from "../../models/metrics/ranking.ts";
import {
  marginsChart,
  type MarginShares,
  type MarginsPanel,
} from "../charts/margins_chart.ts";
import { rocChart, type RocLine } from "../charts/roc_chart.ts";
import type { DocumentStatement } from "../document.ts";
import { meanOf } from "../mean_of.ts";
import { type Arm, armsOf, colourOf } from "./arms.ts";
import type { FigureGroup } from "./figure_group.ts";
import type { BySite } from "./series.ts";
import { spreadOf } from "./spread_of.ts";

/** What a trained network, used in some way, measured. */
interface Measured {
  spec: TrialSpec;
  metrics: Evaluation["metrics"];
}

/** What claims about rare classes are in. */
const METRICS = ["minorityF1", "minorityAuroc"];

/**
 * Draws the two arms of claims about rare classes, and how else their networks
 * are used.
 *
 * @param sites The statements of each site, by its name.
 * @param options The trials of the run, and those that are drawn already, to
 * which these are added: the two arms alone are drawn once.
 * @returns Nothing if no assertion compares two arms in how rare classes fare.
 */
export function rankingFigures(
  sites: BySite,
  { trials, drawn }: { trials: TrialsById; drawn: Set<string> },
): FigureGroup | undefined {
  const figures = [...sites].flatMap(([site, statements]) => {
    const arms = usesOf(statements, trials);
    if (arms.length === 0 || !isNews(arms, drawn)) return [];
    const measured = arms.flatMap((arm) => {
      const all = measuredOf(arm, trials);
      return all.length === 0 ? [] : [{ arm, all }];
    });
    const panels = measured.flatMap(({ arm, all }) => panelOf(arm, all));
    const lines = measured.flatMap(({ arm, all }) => lineOf(arm, all));
    if (panels.length === 0 || lines.length === 0) return [];
    return [{ site, charts: [marginsChart(panels), rocChart(lines)] }];
  });
  if (figures.length === 0) return undefined;
  return {
    title: "A better network, or a moved threshold?",
    says: "First, the test images of all seeds by their margin: the highest " +
      "logit of a rare class minus the highest of a common one. Right of the " +
      "line, the network predicts a rare class. Then ROC curves, which do not " +
      "depend on the threshold: a line is the mean over seeds, a band the " +
      "middle half of them, and a dot is what the network predicts.",
    figures,
  };
}

/**
 * The plain network, the one with the layer, and how else assertions use these
 * two; nothing of other claims.
 */
function usesOf(
  statements: readonly DocumentStatement[],
  trials: TrialsById,
): Arm[] {
  const asserted = statements.filter(isAboutRareClasses);
  if (asserted.length === 0) return [];
  const bases = armsOf(statements, trials)
    .filter(({ role }) => role === "without" || role === "with")
    .toSorted((a, b) =>
      Number(b.role === "without") - Number(a.role === "without")
    );
  if (bases.map(({ role }) => role).join(" ") !== "without with") return [];
  const cells = bases.map(({ term }) => term.cell);
  const others = armsOf(asserted, trials).filter(({ role, term }) =>
    role !== "without" && role !== "with" && cells.includes(term.cell)
  );
  return sameSeeds([...bases, ...others]);
}

/** Arms with the seeds that all of them have: assertions stop at their own. */
function sameSeeds(arms: readonly Arm[]): Arm[] {
  return arms.map((arm) => ({
    ...arm,
    seeds: new Map(
      [...arm.seeds].filter(([seed]) =>
        arms.every(({ seeds }) => seeds.has(seed))
      ),
    ),
  }));
}

function isAboutRareClasses({ role, series }: DocumentStatement): boolean {
  return role !== "reported" &&
    series.some(({ terms }) =>
      terms.some(({ metric, reaches }) =>
        reaches === undefined && METRICS.includes(metric)
      )
    );
}

/** Whether they are more than two arms that are drawn already. */
function isNews(arms: readonly Arm[], drawn: Set<string>): boolean {
  const ids = arms.flatMap(({ seeds }) =>
    [...seeds.values()].map(({ trial }) => trial)
  );
  const isKnown = ids.some((id) => drawn.has(id));
  for (const id of ids) drawn.add(id);
  return arms.length > 2 || !isKnown;
}

/** What an arm measured, trial by trial. */
function measuredOf({ seeds, term }: Arm, trials: TrialsById): Measured[] {
  return [...seeds.values()].flatMap(({ trial }) => {
    const { spec, evaluations = [] } = trials.get(trial) ?? {};
    const end = evaluations.find(({ inference, epoch }) =>
      inference === term.inference && epoch === term.epoch
    );
    return spec === undefined || end === undefined
      ? []
      : [{ spec, metrics: end.metrics }];
  });
}

function panelOf({ label }: Arm, all: readonly Measured[]): MarginsPanel[] {
  const margins = all.flatMap(({ metrics }) => metrics.margins ?? []);
  if (margins.length === 0) return [];
  const sharesOf = (kind: "rare" | "common"): MarginShares => {
    const counts = MARGIN_EDGES.slice(1).map((_, at) =>
      margins.reduce((sum, each) => sum + (each[kind][at] ?? 0), 0)
    );
    const images = counts.reduce((sum, count) => sum + count, 0) || 1;
    const bins = counts.map((count, at) => ({
      from: MARGIN_EDGES[at]!,
      to: MARGIN_EDGES[at + 1]!,
      share: count / images,
    }));
    const named = bins.filter(({ from }) => from >= 0);
    return { bins, namedRare: named.reduce((sum, bin) => sum + bin.share, 0) };
  };
  return [{ label, rare: sharesOf("rare"), common: sharesOf("common") }];
}

function lineOf(arm: Arm, all: readonly Measured[]): RocLine[] {
  const ranked = all.flatMap((measured) => {
    const { roc, minorityAuroc: auroc } = measured.metrics;
    return roc === undefined || auroc === undefined
      ? []
      : [{ roc, auroc, ...namedIn(measured) }];
  });
  if (ranked.length === 0) return [];
  const mean = (of: (each: typeof ranked[number]) => number) =>
    meanOf(ranked.map(of));
  const points = FALSE_ALARM_RATES.map((rate, at) => ({
    rate,
    ...spreadOf(ranked.map(({ roc }) => roc[at]!)),
  }));
  return [{
    label: arm.label,
    colour: colourOf(arm),
    auroc: mean(({ auroc }) => auroc),
    points,
    named: { rate: mean(({ rate }) => rate), recall: mean((at) => at.recall) },
  }];
}

/** Recall and false alarms of the names that were given: means of rare classes. */
function namedIn(
  { spec: { majority, minority }, metrics: { confusion } }: Measured,
): RocLine["named"] {
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const all = sum(confusion.map(sum));
  const rare = minority.map((_, at) => {
    const index = majority.length + at;
    const own = confusion[index]!;
    const alarms = sum(confusion.map((row) => row[index]!)) - own[index]!;
    return { recall: own[index]! / sum(own), rate: alarms / (all - sum(own)) };
  });
  return {
    recall: sum(rare.map(({ recall }) => recall)) / rare.length,
    rate: sum(rare.map(({ rate }) => rate)) / rare.length,
  };
}
