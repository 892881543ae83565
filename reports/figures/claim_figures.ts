/**
 * The pictures of a claim, by how the kinds of its statements are drawn: a claim
 * that nobody has seen yet gets its own.
 */
import type { TrialsById } from "../arm_roles.ts";
import type { DocumentClaim, DocumentStatement } from "../document.ts";
import { type BySite, contrastKey, isInEpochs, termsOf } from "./series.ts";
import { curveFigures } from "./curve_figures.ts";
import { drawingOf } from "./drawing_of.ts";
import type { FigureGroup } from "./figure_group.ts";
import { armForests, siteForest, statementForests } from "./forest_figures.ts";
import { pairedFigures } from "./paired_figures.ts";
import { rankingFigures } from "./ranking_figures.ts";
import { reliabilityFigures } from "./reliability_figures.ts";
import { trainingFigures } from "./training_figures.ts";

/** What pictures are made of, beside a claim. */
export interface FigureSources {
  /** The trials of the run, by their ids. */
  trials: TrialsById;
  /**
   * Trials of which something is drawn already, to which those of the claim are
   * added: claims share trials.
   */
  drawn: {
    /** How their trainings went. */
    trainings: Set<string>;
    /** How they rank images. */
    rankings: Set<string>;
  };
}

/**
 * Chooses and fills the pictures of a claim.
 *
 * @param claim The claim.
 * @param sources What its pictures are made of.
 */
export function claimFigures(
  { statements }: DocumentClaim,
  { trials, drawn }: FigureSources,
): FigureGroup[] {
  const estimates: DocumentStatement[] = [];
  const curves: DocumentStatement[] = [];
  for (const statement of statements) {
    const shape = drawingOf(statement)?.shape;
    if (shape === "curve") curves.push(statement);
    else if (shape === "estimate") estimates.push(statement);
  }
  const asserted = estimates.filter(({ role }) => role !== "reported");
  const single = asserted.filter(({ sites }) => sites.length === 1);
  const scores = distinct(single.filter((each) => !isInEpochs(each)));
  const epochs = distinct(single.filter(isInEpochs));
  const sites = bySite(statements.filter(({ sites }) => sites.length === 1));
  const groups = [
    ...byName(distinct(curves)).map((own) => curveFigures(own, trials)),
    ...scoreFigures(scores, {
      pooled: asserted.find(({ sites }) => sites.length > 1),
      trials,
    }),
    pairedFigures(epochs, trials),
    reliabilityFigures(sites, trials),
    rankingFigures(sites, { trials, drawn: drawn.rankings }),
    isNew([...scores, ...epochs], drawn.trainings)
      ? trainingFigures(scores, trials)
      : undefined,
  ];
  return groups.filter((group) => group !== undefined);
}

/**
 * One statement: over its sites, and each pair of scores. Several: the gains
 * that they compare, all of them, and their arms.
 */
function scoreFigures(
  scores: readonly DocumentStatement[],
  { pooled, trials }: {
    pooled: DocumentStatement | undefined;
    trials: TrialsById;
  },
): (FigureGroup | undefined)[] {
  const sites = bySite(scores);
  if (byName(scores).length > 1) {
    return [
      ...gainsOf(scores).map((own) => pairedFigures(own, trials)),
      statementForests(sites),
      armForests(sites, trials),
    ];
  }
  return [
    sites.size > 1 ? siteForest(scores, pooled) : undefined,
    pooled === undefined ? pairedFigures(scores, trials) : undefined,
  ];
}

function bySite(statements: readonly DocumentStatement[]): BySite {
  return Map.groupBy(statements, ({ place }) => place);
}

/** Statements of the same name, one a site. */
function byName(
  statements: readonly DocumentStatement[],
): DocumentStatement[][] {
  return [...Map.groupBy(statements, ({ name }) => name).values()];
}

/** Two gains that are compared, as with one and with two majority classes. */
function gainsOf(
  statements: readonly DocumentStatement[],
): DocumentStatement[][] {
  return byName(statements.filter((statement) => {
    const terms = termsOf(statement);
    return terms.length === 4 &&
      new Set(terms.map(({ cell }) => cell)).size === 4;
  }));
}

/** Of statements about the same numbers, the first. */
function distinct(
  statements: readonly DocumentStatement[],
): DocumentStatement[] {
  const groups = Map.groupBy(statements, contrastKey);
  return [...groups.values()].flatMap(([first]) => first ?? []);
}

/** Whether statements are about two cells whose trainings are not drawn yet. */
function isNew(
  statements: readonly DocumentStatement[],
  drawn: Set<string>,
): boolean {
  const series = statements.flatMap(({ series }) => series);
  const cells = new Set(
    series.flatMap(({ terms }) => terms.map(({ cell }) => cell)),
  );
  if (cells.size !== 2) return false;
  const ids = series.flatMap(({ seeds }) =>
    seeds.flatMap(({ trials }) => trials)
  );
  const isKnown = ids.some((id) => drawn.has(id));
  for (const id of ids) drawn.add(id);
  return !isKnown;
}
