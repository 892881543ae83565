/**
 * The pictures of a claim, by what kind of statements it has: a claim that
 * nobody has seen yet gets its own.
 */
import type { ClaimReport, ReportModel, Statement } from "../report_model.ts";
import { contrastKey, isInEpochs } from "./_values.ts";
import { curveFigures } from "./curve_figures.ts";
import type { FigureGroup } from "./figure.ts";
import { armForests, siteForest, statementForests } from "./forest_figures.ts";
import { pairedFigures } from "./paired_figures.ts";
import { reliabilityFigures } from "./reliability_figures.ts";
import { trainingFigures } from "./training_figures.ts";

/**
 * Chooses and fills the pictures of a claim.
 *
 * @param claim The claim.
 * @param model The result set; and which trainings are drawn already, to which
 * those of this claim are added: claims share trials.
 */
export function claimFigures(
  claim: ClaimReport,
  { model, drawn }: { model: ReportModel; drawn: Set<string> },
): FigureGroup[] {
  const { assertions, measures, sites } = claim;
  const isAlong = ({ row }: Statement) =>
    row.kind === "peak" || row.kind === "differ";
  const pooled = assertions.find(({ row }) => row.kind === "pooled");
  const single = assertions.filter((statement) =>
    statement !== pooled && !isAlong(statement)
  );
  const scores = distinct(single.filter((each) => !isInEpochs(each)));
  const epochs = distinct(single.filter(isInEpochs));
  const isOne = new Set(scores.map(({ row }) => row.assertion)).size === 1;
  const bySite = (statements: readonly Statement[]) =>
    new Map(
      sites.map((site) => [
        ...[site, statements.filter(({ row }) => row.site === site)] as const,
      ]),
    );
  const groups = [
    isOne && sites.length > 1 ? siteForest(scores, pooled) : undefined,
    isOne && pooled === undefined ? pairedFigures(scores) : undefined,
    ...byName(assertions.filter(isAlong)).map((own) =>
      curveFigures(own, model)
    ),
    ...isOne || scores.length === 0
      ? []
      : severalFigures(scores, bySite(scores)),
    pairedFigures(epochs),
    reliabilityFigures(bySite([...single, ...measures]), model),
    isNew([...scores, ...epochs], drawn)
      ? trainingFigures(scores, model)
      : undefined,
  ];
  return groups.filter((group) => group !== undefined);
}

/** Of a claim with several statements: all of them, the arms, and pairs. */
function severalFigures(
  statements: readonly Statement[],
  sites: ReadonlyMap<string, readonly Statement[]>,
): (FigureGroup | undefined)[] {
  // Two gains that are compared, as with one and with two majority classes.
  const gains = byName(statements.filter(({ conditions }) => {
    const terms = conditions[0]?.seeds[0]?.terms ?? [];
    return terms.length === 4 &&
      new Set(terms.map(({ cell }) => cell)).size === 4;
  }));
  return [
    ...gains.map(pairedFigures),
    statementForests(sites),
    armForests(sites),
  ];
}

/** Statements of the same name, one a site. */
function byName(statements: readonly Statement[]): Statement[][] {
  const names = [...new Set(statements.map(({ row }) => row.assertion))];
  return names.map((name) =>
    statements.filter(({ row }) => row.assertion === name)
  );
}

/** Of a site's statements about the same contrast, the first. */
function distinct(statements: readonly Statement[]): Statement[] {
  const seen = new Set<string>();
  return statements.filter((statement) => {
    const key = `${statement.row.site} ${contrastKey(statement)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether statements are about two cells whose trainings are not drawn yet. */
function isNew(statements: readonly Statement[], drawn: Set<string>): boolean {
  const terms = statements.flatMap(({ conditions }) => conditions)
    .flatMap(({ seeds }) => seeds).flatMap(({ terms }) => terms);
  const [first] = terms;
  const cells = new Set(terms.map(({ cell }) => cell));
  if (first === undefined || cells.size !== 2) return false;
  const isKnown = drawn.has(first.trial);
  for (const { trial } of terms) drawn.add(trial);
  return !isKnown;
}
