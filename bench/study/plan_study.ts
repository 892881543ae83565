/** What of a claim can be checked at a site. */
import { INFERENCES } from "../../models/training/inferences.ts";
import { logEvidence } from "../../statistics/bets.ts";
import type { Drawable } from "../trials/draw_trial.ts";
import { type CellTrials, cellTrials } from "./cell_trials.ts";
import type { Claim } from "./claim.ts";
import type { Score } from "./contrast.ts";
import { type Assertion, kindOf, type Measure } from "./kinds/mod.ts";
import { boundedTerms } from "./series.ts";
import type { Site } from "./site.ts";
import type { CellsOf, Study } from "./study.ts";

/**
 * Finds out what of a claim can be checked at a site.
 *
 * @param claim The claim.
 * @param options Where, on how many seeds, and the images there.
 * @returns The study; one without assertions if nothing can be decided.
 */
export function planStudy(
  claim: Claim,
  { site, seeds, dataset }: { site: Site; seeds: number; dataset: Drawable },
): Study {
  const cells = new Map<string, CellTrials>();
  const missing = new Map<string, string>();
  for (const [name, cell] of Object.entries(claim.cells)) {
    const { trials, obstacle } = cellTrials(cell, { site, dataset });
    if (trials !== undefined) cells.set(name, trials);
    else missing.set(name, obstacle);
  }
  const leftOut = new Set<string>();
  const keep = <Statement extends Assertion | Measure>(
    statements: readonly Statement[],
  ): Statement[] =>
    statements.flatMap((statement) => {
      const reduced = withoutMissing(
        statement,
        (score) => missing.get(score.cell) ?? useObstacle(score, cells),
      );
      for (const line of reduced.leftOut) leftOut.add(line);
      return reduced.statement ?? [];
    });
  const assertions = keep(claim.assertions);
  const measures = keep(claim.measures ?? []);
  const study = { claim, site, seeds, cells, assertions, measures };
  const bets = assertions.map((statement) => betObstacle(statement, study));
  for (const line of bets) if (line !== undefined) leftOut.add(line);
  return {
    ...study,
    assertions: assertions.filter((_, at) => bets[at] === undefined),
    leftOut: [...leftOut],
  };
}

/** A statement with the conditions that there are, if they are enough. */
function withoutMissing<Statement extends Assertion | Measure>(
  statement: Statement,
  obstacleTo: (score: Score) => string | undefined,
): { statement: Statement | undefined; leftOut: string[] } {
  const kind = kindOf(statement);
  const conditions = kind.conditions(statement).map((condition) => ({
    condition,
    reason: condition.of.map(obstacleTo)
      .find((each) => each !== undefined),
  }));
  const lacking = conditions.filter(({ reason }) => reason !== undefined);
  const [first] = lacking;
  if (first === undefined) return { statement, leftOut: [] };
  if (kind.leastConditions === undefined) {
    const leftOut = [`${statement.says}: ${first.reason}`];
    return { statement: undefined, leftOut };
  }
  const along = conditions.filter(({ reason }) => reason === undefined)
    .map(({ condition }) => condition);
  const isEnough = along.length >= kind.leastConditions;
  return {
    statement: isEnough ? { ...statement, along } : undefined,
    leftOut: lacking.map(({ condition, reason }) =>
      `${condition.label}: ${reason}`
    ),
  };
}

/** Why a cell's networks cannot be used as a score says; nothing if they can. */
function useObstacle(
  { cell, inference = "as-trained" }: Score,
  cells: ReadonlyMap<string, CellTrials>,
): string | undefined {
  const spec = cells.get(cell)?.spec;
  return spec && INFERENCES[inference].obstacle(spec);
}

/**
 * Why nothing can be bet on an assertion: a network that is trained for 3 epochs
 * cannot save 5.
 */
function betObstacle(
  statement: Assertion,
  study: CellsOf,
): string | undefined {
  const kind = kindOf(statement);
  const terms = kind.conditions(statement)
    .map(({ of }) => boundedTerms(of, study));
  const quantity = kind.quantity(statement, [{ scores: [], terms }]);
  const { support, contradiction } = kind.wager(statement, quantity);
  try {
    for (const bets of [support, contradiction]) logEvidence(bets);
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { lower, upper } = quantity.bounds;
    return `${statement.says}: it can only be from ${lower} to ${upper} here, ` +
      "and nothing can be bet on its bound or margin";
  }
}
