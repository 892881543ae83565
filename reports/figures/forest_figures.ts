/** Several estimates on one axis: of statements, of arms, of sites. */
import { colourOf } from "../charts/colours.ts";
import { forestChart, type ForestRow } from "../charts/forest_chart.ts";
import { armTitle, metricTitle } from "../charts/wording.ts";
import { meanEstimate } from "../mean_estimate.ts";
import type { Statement, Term } from "../report_model.ts";
import {
  domainOf,
  drawnOf,
  estimateOf,
  marginOf,
  valuesOf,
} from "./_values.ts";
import type { FigureGroup } from "./figure.ts";

/**
 * Draws the statements of a claim under each other.
 *
 * @param sites The statements of each site, by its name.
 */
export function statementForests(
  sites: ReadonlyMap<string, readonly Statement[]>,
): FigureGroup | undefined {
  return forestsOf(
    {
      title: "What is asserted, side by side",
      says: "A faint dot is a seed, a line the interval of the mean. Shaded: " +
        "what is too little to matter.",
      measure: "difference, or score where one is asserted",
      isSigned: true,
    },
    [...sites].map(([site, statements]) => ({
      site,
      rows: statements.flatMap((statement) =>
        rowOf(statement, statement.row.says ?? statement.row.assertion)
      ),
    })),
  );
}

/**
 * Draws one statement at all sites under each other, and what was pooled last.
 *
 * @param statements The same statement at each site.
 * @param pooled The mean over them, if there is one.
 */
export function siteForest(
  statements: readonly Statement[],
  pooled: Statement | undefined,
): FigureGroup | undefined {
  const rows = statements.flatMap((statement) =>
    rowOf(statement, statement.row.site ?? "")
  );
  const all = pooled === undefined ? undefined : estimateOf(pooled);
  if (all !== undefined) {
    const label = "mean over data sets and networks";
    const colour = "var(--ink)";
    rows.push({ label, colour, values: [], estimate: all, isPooled: true });
  }
  return forestsOf(
    {
      title: "Over data sets and networks",
      says: "A faint dot is a seed, a line the interval of the mean; a " +
        "diamond is the mean over all. Shaded: what is too little to matter.",
      measure: statements[0]?.row.says ?? "",
      isSigned: true,
    },
    [{ site: "", rows }],
  );
}

/**
 * Draws what each arm scored, where all arms are measured in the same.
 *
 * @param sites The statements of each site, by its name.
 */
export function armForests(
  sites: ReadonlyMap<string, readonly Statement[]>,
): FigureGroup | undefined {
  const every = [...sites.values()].flat();
  const metrics = new Set(every.flatMap(termsOf).map(({ metric }) => metric));
  const [metric] = metrics;
  if (metric === undefined || metrics.size > 1) return undefined;
  return forestsOf(
    {
      title: `${metricTitle(metric)} of each arm`,
      says: "A faint dot is a seed, a line the 95 % interval of the mean.",
      measure: `mean ${metricTitle(metric)}`,
      isSigned: false,
    },
    [...sites].map(([site, statements]) => ({
      site,
      rows: armRows(statements),
    })),
  );
}

function armRows(statements: readonly Statement[]): ForestRow[] {
  const scores = new Map<string, { term: Term; bySeed: Map<number, number> }>();
  for (const { seed, terms } of statements.flatMap(seedsOf)) {
    for (const term of terms) {
      const label = armTitle(term);
      const arm = scores.get(label) ?? { term, bySeed: new Map() };
      if (term.score !== undefined) arm.bySeed.set(seed, term.score);
      scores.set(label, arm);
    }
  }
  return [...scores].flatMap(([label, { term, bySeed }]) => {
    const values = [...bySeed.values()];
    const estimate = meanEstimate(values);
    const colour = colourOf(term);
    return estimate === undefined
      ? []
      : [{ label, colour, estimate, values: drawnOf(values) }];
  });
}

function rowOf(statement: Statement, label: string): ForestRow[] {
  const estimate = estimateOf(statement);
  if (estimate === undefined) return [];
  const values = drawnOf(valuesOf(statement.conditions[0]));
  const margin = marginOf(statement.row);
  return [{ label, estimate, values, colour: "var(--with)", margin }];
}

function termsOf(statement: Statement): Term[] {
  return seedsOf(statement).flatMap(({ terms }) => terms);
}

function seedsOf({ conditions }: Statement) {
  return conditions.flatMap(({ seeds }) => seeds);
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
  const domain = domainOf(
    drawn.flatMap(({ rows }) =>
      rows.flatMap(({ values, estimate: { lower, upper } }) => [
        ...[...values, lower, upper],
      ])
    ),
  );
  return {
    ...{ title, says },
    figures: drawn.map(({ site, rows }) => ({
      site,
      charts: [forestChart({ title, measure, rows, domain, isSigned })],
    })),
  };
}
