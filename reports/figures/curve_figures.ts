/** Statements about ordered conditions, such as a peak or a range of means. */
import type { TrialsById } from "../arm_roles.ts";
import { SPEC_COLUMNS, specCells } from "../../bench/trials/describe_spec.ts";
import type { TrialSpec } from "../../bench/trials/trial.ts";
import { armsAlong } from "../arms_along.ts";
import { curveChart, type CurvePoint } from "../charts/curve_chart.ts";
import type { Chart } from "../charts/draw_chart.ts";
import { metricTitle } from "../charts/wording.ts";
import type { DocumentStatement, Series } from "../document.ts";
import { meanEstimate } from "../mean_estimate.ts";
import { seriesInRanking } from "../series_in_ranking.ts";
import {
  domainAround,
  drawnOf,
  SEED_DOTS,
  termsOf,
  valuesOf,
} from "./series.ts";
import { colourOf } from "./arms.ts";
import type { FigureGroup } from "./figure_group.ts";

/** A setting that conditions may differ in. */
interface Setting {
  name: string;
  unit?: string | undefined;
  of: (series: Series, spec: TrialSpec | undefined) => unknown;
}

/** The fields of trials that are numbers, and how long a network was trained. */
const SETTINGS: readonly Setting[] = [
  ...Object.entries(SPEC_COLUMNS).filter(([, { type }]) => type !== "string")
    .map(([column, { unit }]): Setting => ({
      name: column.replaceAll("_", " "),
      unit,
      of: (_, spec) => spec && specCells(spec)[column],
    })),
  { name: "epochs of training", of: ({ terms }) => terms[0]?.epoch },
];

/**
 * Draws statements along conditions, and both arms that their gains are of.
 *
 * @param statements The same statement at each site.
 * @param trials The trials of the run.
 * @returns Nothing if nothing could be measured.
 */
export function curveFigures(
  statements: readonly DocumentStatement[],
  trials: TrialsById,
): FigureGroup | undefined {
  const drawn = statements.map(({ place, series }) => {
    const setting = settingOf(series, trials);
    const points = pointsOf(series, setting);
    return { place, series, setting, points };
  }).filter(({ points }) => points.length > 1);
  const [first] = statements;
  const [term] = first === undefined ? [] : termsOf(first);
  if (drawn.length === 0 || term === undefined) return undefined;
  const domain = domainAround(drawn.flatMap(({ points }) => points));
  const measure = `gain in ${metricTitle(term)}`;
  const figures = drawn.map(({ place, series, setting, points }) => ({
    site: place,
    charts: [
      curveChart({
        measure,
        domain,
        along: axisOf(setting),
        lines: [{ label: "", colour: "var(--with)", points }],
        isSigned: true,
      }),
      ...armCharts(series, { setting, trials }),
    ],
  }));
  const hasArms = figures.some(({ charts }) => charts.length > 1);
  return {
    title: `${measure} by ${drawn[0]?.setting?.name ?? "condition"}`,
    says: `${SEED_DOTS}; a ring is the mean of all, with its 95 % interval.` +
      (hasArms ? " Beside it: what both arms score." : ""),
    figures,
  };
}

/** Both arms, in what is compared, and in how they rank. */
function armCharts(
  series: readonly Series[],
  { setting, trials }: { setting: Along | undefined; trials: TrialsById },
): Chart[] {
  const arms = armsAlong(series, trials);
  const ranked = arms.map(({ role, conditions }) => ({
    role,
    conditions: conditions
      .flatMap((each) => seriesInRanking(each, trials) ?? []),
  }));
  return [arms, ranked].flatMap((both) => {
    const term = both[0]?.conditions[0]?.terms[0];
    const { min, max } = term ?? {};
    if (term === undefined || min === undefined || max === undefined) return [];
    return [curveChart({
      measure: metricTitle(term),
      domain: [min, max],
      along: axisOf(setting),
      lines: both.map(({ role, conditions }) => ({
        label: role,
        colour: colourOf({ role }),
        points: pointsOf(conditions, setting)
          .map((point) => ({ ...point, values: [] })),
      })),
      isSigned: false,
    })];
  });
}

/** What conditions differ in, with the number of each, by its label. */
interface Along extends Pick<Setting, "name" | "unit"> {
  numbers: ReadonlyMap<string, number>;
}

/** What an axis is called. */
function axisOf({ name, unit }: Partial<Along> = {}): string {
  if (name === undefined) return "condition";
  return unit === undefined || unit === name ? name : `${name}, ${unit}`;
}

/** The means of the conditions, along a setting if there is one. */
function pointsOf(
  series: readonly Series[],
  setting: Along | undefined,
): CurvePoint[] {
  const points = series.flatMap((condition): CurvePoint[] => {
    const { label, bounds } = condition;
    const values = condition.seeds.map(({ value }) => value);
    const estimate = meanEstimate(values, bounds);
    return estimate === undefined ? [] : [{
      label,
      values: drawnOf(valuesOf(condition)),
      estimate,
      x: setting?.numbers.get(label),
    }];
  });
  return points.sort((a, b) => (a.x ?? 0) - (b.x ?? 0));
}

/** What the conditions differ in, if it is a number above 0. */
function settingOf(
  series: readonly Series[],
  trials: TrialsById,
): Along | undefined {
  for (const { name, unit, of } of SETTINGS) {
    const numbers = new Map(
      series.flatMap((condition) => {
        const id = condition.seeds[0]?.trials[0] ?? "";
        const value = of(condition, trials.get(id)?.spec);
        return typeof value === "number" && value > 0
          ? [[condition.label, value] as const]
          : [];
      }),
    );
    const isComplete = numbers.size === series.length;
    if (isComplete && new Set(numbers.values()).size === series.length) {
      return { name, unit, numbers };
    }
  }
  return undefined;
}
