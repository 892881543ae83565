/** Statements about two arms, or about two gains, seed by seed. */
import { rolesOf, type TrialsById } from "../arm_roles.ts";
import { pairedChart, type Pairs } from "../charts/paired_chart.ts";
import { armTitle, metricTitle } from "../charts/wording.ts";
import type { DocumentStatement, SeriesTerm } from "../document.ts";
import { meanOf } from "../mean_of.ts";
import {
  type CompleteSeed,
  completeSeeds,
  domainAround,
  drawnOf,
  estimateOf,
  isInEpochs,
  MOST_DRAWN,
  termsOf,
} from "./series.ts";
import { colourOf } from "./arms.ts";
import type { FigureGroup } from "./figure_group.ts";

/** What is drawn of a statement. */
type OwnPairs = Omit<Pairs, "domain">;

/**
 * Draws statements that compare two scores, or two differences of scores.
 *
 * @param statements The same statement at each site.
 * @param trials The trials of the run.
 * @returns Nothing if it compares anything else, or nothing could be measured.
 */
export function pairedFigures(
  statements: readonly DocumentStatement[],
  trials: TrialsById,
): FigureGroup | undefined {
  const pairs = statements.flatMap((statement) => {
    const of = pairsOf(statement, trials);
    return of === undefined ? [] : [{ site: statement.place, of }];
  });
  const [first] = pairs;
  if (first === undefined) return undefined;
  const domain = domainAround(pairs.map(({ of: { seeds, estimate } }) => ({
    values: seeds.map(({ left, right }) => right - left),
    estimate,
  })));
  const { left, right, metric } = first.of;
  return {
    title: `${metric}: ${left.label} and ${right.label}`,
    says:
      `Each line is a seed, the first ${MOST_DRAWN} at most: both networks ` +
      "get the same images, initial weights and order of batches. On the " +
      "right: the difference of each seed, and the mean difference of all " +
      "seeds with its interval.",
    figures: pairs.map(({ site, of }) => ({
      site,
      charts: [pairedChart({ ...of, domain })],
    })),
  };
}

/** What is compared: the second half of a statement's terms is taken off. */
function pairsOf(
  statement: DocumentStatement,
  trials: TrialsById,
): OwnPairs | undefined {
  const [series] = statement.series;
  const seeds = completeSeeds(series);
  const estimate = estimateOf(statement);
  const terms = termsOf(statement);
  const [first] = terms;
  const half = terms.length / 2;
  if (series === undefined || first === undefined) return undefined;
  if (estimate === undefined || seeds.length === 0) return undefined;
  if (half !== 1 && half !== 2) return undefined;
  const colours = half === 1
    ? rolesOf(series, trials).map((role) => colourOf({ role }))
    : ["var(--with)", "var(--with)"];
  const title = metricTitle(first);
  const scores = seeds.map((seed) => ({
    right: sumOf(terms, seed, [0, half]),
    left: -sumOf(terms, seed, [half, 2 * half]),
  }));
  return {
    metric: half === 1 ? title : `gain in ${title}`,
    axis: isInEpochs(statement) ? "epochs" : undefined,
    right: {
      label: sideName(terms.slice(0, half)),
      colour: colours[0]!,
      mean: meanOf(scores.map(({ right }) => right)),
    },
    left: {
      label: sideName(terms.slice(half)),
      colour: colours[1]!,
      mean: meanOf(scores.map(({ left }) => left)),
    },
    seeds: drawnOf(scores),
    count: scores.length,
    estimate,
  };
}

/** The sum of some of the weighted scores of a seed. */
function sumOf(
  terms: readonly SeriesTerm[],
  { scores }: CompleteSeed,
  [from, to]: readonly [number, number],
): number {
  return terms.slice(from, to).reduce(
    (sum, { weight }, at) => sum + weight * (scores[from + at] ?? 0),
    0,
  );
}

/** An arm; or a gain, by the words that its two arms have in common. */
function sideName(terms: readonly SeriesTerm[]): string {
  const names = terms.map((term) => armTitle(term).split(" "));
  const [first = [], second] = names;
  if (second === undefined) return first.join(" ");
  const shared = first.filter((word) => second.includes(word));
  return (shared.length > 0 ? shared : first).join(" ");
}
