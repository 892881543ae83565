/** Statements about ordered conditions: a peak, or a range of means. */
import { curveChart, type CurvePoint } from "../charts/curve_chart.ts";
import { metricTitle } from "../charts/wording.ts";
import { meanEstimate } from "../mean_estimate.ts";
import { readList } from "../tables/read_list.ts";
import type { Condition, ReportModel, Statement } from "../report_model.ts";
import type { TrialRow } from "../tables/trials_csv.ts";
import { domainOf, drawnOf, valuesOf } from "./_values.ts";
import type { FigureGroup } from "./figure.ts";

/** A column that conditions may differ in, and how it is drawn. */
interface Setting {
  title: string;
  of: (trial: TrialRow) => number | undefined;
}

const SETTINGS: readonly Setting[] = [
  {
    title: "imbalance, majority to minority",
    of: ({ majority_count, minority_count }) =>
      majority_count === undefined || minority_count === undefined
        ? undefined
        : majority_count / minority_count,
  },
  { title: "batch size, images", of: ({ batch_size }) => batch_size },
  { title: "epochs", of: ({ epochs }) => epochs },
  { title: "learning rate", of: ({ learning_rate }) => learning_rate },
];

/**
 * Draws statements along conditions.
 *
 * @param statements The same statement at each site.
 * @param model Where its trials are found.
 * @returns Nothing if nothing could be measured.
 */
export function curveFigures(
  statements: readonly Statement[],
  model: ReportModel,
): FigureGroup | undefined {
  const drawn = statements.map(({ row, conditions }) => {
    const setting = settingOf(conditions, model);
    const peaks = readList(row.peak_set);
    const points = conditions.flatMap((condition): CurvePoint[] => {
      const values = valuesOf(condition);
      const estimate = meanEstimate(values);
      return estimate === undefined ? [] : [{
        ...{ label: condition.label, values: drawnOf(values), estimate },
        x: setting?.of(trialOf(condition, model)),
        isPeak: peaks.includes(condition.label),
      }];
    });
    return { site: row.site ?? "", setting, points };
  }).filter(({ points }) => points.length > 1);
  const metric = statements[0]?.conditions[0]?.seeds[0]?.terms[0]?.metric;
  if (drawn.length === 0) return undefined;
  const domain = domainOf(
    drawn.flatMap(({ points }) =>
      points.flatMap(({ values, estimate }) => [...values, estimate.upper])
    ),
  );
  const measure = `gain in ${metricTitle(metric ?? "")}`;
  const hasPeak = statements.some(({ row }) => row.kind === "peak");
  return {
    title: `${measure} along ${drawn[0]?.setting?.title ?? "conditions"}`,
    says: "A faint dot is a seed, a ring the mean with its 95 % interval." +
      (hasPeak ? " Filled: where the peak is likely, by the bootstrap." : ""),
    figures: drawn.map(({ site, setting, points }) => ({
      site,
      charts: [
        curveChart({
          ...{ measure, domain, along: setting?.title ?? "condition" },
          points: setting === undefined
            ? points
            : [...points].sort((a, b) => (a.x ?? 0) - (b.x ?? 0)),
        }),
      ],
    })),
  };
}

/** What the conditions differ in, if it is a number above 0. */
function settingOf(
  conditions: readonly Condition[],
  model: ReportModel,
): Setting | undefined {
  const trials = conditions.map((condition) => trialOf(condition, model));
  return SETTINGS.find(({ of }) => {
    const values = trials.map(of);
    return values.every((value) => value !== undefined && value > 0) &&
      new Set(values).size === values.length;
  });
}

function trialOf({ seeds }: Condition, model: ReportModel): TrialRow {
  return model.trialRows.get(seeds[0]?.terms[0]?.trial ?? "")?.[0] ?? {};
}
