/** Several estimates on one axis: of statements, of arms, of sites. */
import type { TrialsById } from "../arm_roles.ts";
import { forestChart, type ForestRow } from "../charts/forest_chart.ts";
import { metricTitle } from "../charts/wording.ts";
import type { DocumentStatement } from "../document.ts";
import { meanEstimate } from "../mean_estimate.ts";
import {
  type BySite,
  domainAround,
  drawnOf,
  estimateOf,
  SEED_DOTS,
  termsOf,
  valuesOf,
} from "./series.ts";
import { armsOf, colourOf } from "./arms.ts";
import { drawingOf } from "./drawing_of.ts";
import type { FigureGroup } from "./figure_group.ts";

const SEEDS = `${SEED_DOTS}; a line is the 95 % interval of the mean.`;
const DIAMOND = "The diamond is the mean over all of them.";
const SHADED = "Shaded: values that are too small to matter.";

/**
 * Draws the statements of a claim under each other.
 *
 * @param sites The statements of each site, by its name.
 */
export function statementForests(
  sites: BySite,
): FigureGroup | undefined {
  return forestsOf(
    {
      title: "All assertions",
      says: `${SEEDS} ${SHADED}`,
      measure: "difference, or score where the assertion is about one",
      isSigned: true,
    },
    [...sites].map(([site, statements]) => ({
      site,
      rows: statements.flatMap((statement) => rowOf(statement, statement.says)),
    })),
  );
}

/**
 * Draws one statement at all sites under each other, and what was pooled last.
 *
 * @param statements The same statement at each site.
 * @param pooled The mean over the sites, if there is one.
 */
export function siteForest(
  statements: readonly DocumentStatement[],
  pooled: DocumentStatement | undefined,
): FigureGroup | undefined {
  const rows = statements.flatMap((statement) =>
    rowOf(statement, statement.place)
  );
  const estimate = pooled && estimateOf(pooled);
  if (estimate !== undefined) {
    rows.push({
      label: "mean over data sets and networks",
      colour: "var(--ink)",
      values: [],
      estimate,
      isPooled: true,
    });
  }
  return forestsOf(
    {
      title: "Each data set and network",
      says: [SEEDS, estimate && DIAMOND, SHADED].filter(Boolean).join(" "),
      measure: statements[0]?.says ?? "",
      isSigned: true,
    },
    [{ site: "", rows }],
  );
}

/**
 * Draws what each arm scored, where all arms are measured in the same.
 *
 * @param sites The statements of each site, by its name.
 * @param trials The trials of the run.
 */
export function armForests(
  sites: BySite,
  trials: TrialsById,
): FigureGroup | undefined {
  const metrics = new Set(
    [...sites.values()].flat().flatMap(termsOf).map(metricTitle),
  );
  const [metric] = metrics;
  if (metric === undefined || metrics.size > 1) return undefined;
  return forestsOf(
    {
      title: `${metric} of each arm`,
      says: SEEDS,
      measure: `mean ${metric}`,
      isSigned: false,
    },
    [...sites].map(([site, statements]) => ({
      site,
      rows: armRows(statements, trials),
    })),
  );
}

function armRows(
  statements: readonly DocumentStatement[],
  trials: TrialsById,
): ForestRow[] {
  return armsOf(statements, trials).flatMap((arm) => {
    const { label, term: { min, max } } = arm;
    const scores = [...arm.seeds.values()].map(({ score }) => score);
    const estimate = min === undefined || max === undefined
      ? undefined
      : meanEstimate(scores, { lower: min, upper: max });
    if (estimate === undefined) return [];
    return [{
      label,
      colour: colourOf(arm),
      estimate,
      values: drawnOf(scores.filter((score) => score !== null)),
    }];
  });
}

function rowOf(
  statement: DocumentStatement,
  label: string,
): ForestRow[] {
  const estimate = estimateOf(statement);
  const drawing = drawingOf(statement);
  if (estimate === undefined || drawing?.shape !== "estimate") return [];
  return [{
    label,
    estimate,
    values: drawnOf(valuesOf(statement.series[0])),
    colour: "var(--with)",
    ignorable: drawing.ignorable,
    bound: statement.bound,
    margin: statement.margin,
  }];
}

function forestsOf(
  { title, says, measure, isSigned }: {
    title: string;
    says: string;
    measure: string;
    isSigned: boolean;
  },
  sites: readonly { site: string; rows: readonly ForestRow[] }[],
): FigureGroup | undefined {
  const drawn = sites.filter(({ rows }) => rows.length > 0);
  if (drawn.length === 0) return undefined;
  const domain = domainAround(drawn.flatMap(({ rows }) => rows));
  return {
    title,
    says,
    figures: drawn.map(({ site, rows }) => ({
      site,
      charts: [forestChart({ title, measure, rows, domain, isSigned })],
    })),
  };
}
