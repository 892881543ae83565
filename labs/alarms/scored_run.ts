/**
 * The assertions of a run, decided again on other scores than it had.
 *
 * @module
 */
import { cellKey, cellsOf } from "../../bench/review/measured_cells.ts";
import type { ReviewedCell } from "../../bench/review/reviewed_scores.ts";
import type { Claim } from "../../bench/study/claim.ts";
import { type Assertion, kindOf } from "../../bench/study/kinds/mod.ts";
import type { RunDocument } from "../../reports/document.ts";
import { assertionsOf, statementName } from "../../reports/statements.ts";
import type { BoundedTerm } from "../../statistics/bounds.ts";
import { replay } from "../../statistics/replay.ts";
import type { Schedule, Standing } from "../../statistics/standing.ts";

/** `scores[cell][seed]`; `undefined` for a seed that failed. */
export type Scores = readonly (readonly (number | undefined)[])[];

/** An assertion, with what it looks at. */
export interface ScoredAssertion {
  key: string;
  /** The name of its claim. */
  claim: string;
  /** The claim where it is checked: what is trained again for it. */
  study: string;
  family: string;
  statement: Assertion;
  /** `conditions[condition][term]`: the cell of each term, and its weight. */
  conditions: { cell: number; weight: number }[][];
  terms: BoundedTerm[][];
}

/**
 * The assertions of a run that are each about one site.
 *
 * @param document The run.
 * @param options All claims, and the cells that the assertions look at.
 */
export function scoredAssertions(
  document: RunDocument,
  { claims, cells }: {
    claims: readonly Claim[];
    cells: readonly ReviewedCell[];
  },
): ScoredAssertion[] {
  const indices = new Map(
    cells.flatMap((each, index) =>
      each.cells.map((cell) => [cellKey({ ...each, cell }), index] as const)
    ),
  );
  return assertionsOf(document).flatMap((placed) => {
    const { claim, statement: { name, place, role, sites, series } } = placed;
    const known = claims.find((each) => each.name === claim.name)
      ?.assertions.find((each) => each.name === name);
    if (known === undefined || sites.length > 1) return [];
    // A claim may go by the protocol of its run.
    const { bound, margin } = placed.statement;
    const statement = { ...known, bound, margin } as Assertion;
    const keys = cellsOf(claim, placed.statement).map(cellKey);
    const conditions = series.map(({ terms }) =>
      terms.map(({ weight }) => ({ weight, cell: indices.get(keys.shift()!)! }))
    );
    const terms = series.map((each, condition) =>
      each.terms.map(({ weight, min = -Infinity, max = Infinity }, at) => ({
        key: String(conditions[condition]![at]!.cell),
        weight,
        min,
        max,
      }))
    );
    const key = `${statementName(placed)} on ${place}`;
    const study = `${claim.name} on ${place}`;
    return [{
      key,
      claim: claim.name,
      study,
      family: role,
      statement,
      conditions,
      terms,
    }];
  });
}

/** Decides assertions as a run does. */
export function decideScores(
  assertions: readonly ScoredAssertion[],
  { scores, schedule }: { scores: Scores; schedule: Schedule },
): Standing[] {
  const entries = assertions.map(
    ({ key, claim, family, statement, conditions, terms }) => {
      const kind = kindOf(statement);
      const seeds = scores[conditions[0]![0]!.cell]!.length;
      const rows = Array.from(
        { length: seeds },
        (_, seed) => conditions.map((of) => valueOf(of, scores, seed)),
      );
      const quantity = kind.quantity(statement, [{ scores: rows, terms }]);
      return { key, claim, family, wager: kind.wager(statement, quantity) };
    },
  );
  const { standings } = replay(entries, schedule);
  return assertions.map(({ key }) => standings.get(key)!);
}

/** The number of a condition on a seed; nothing if a term has none. */
function valueOf(
  of: readonly { cell: number; weight: number }[],
  scores: Scores,
  seed: number,
): number | undefined {
  let sum = 0;
  for (const { cell, weight } of of) {
    const score = scores[cell]![seed];
    if (score === undefined) return undefined;
    sum += weight * score;
  }
  return sum;
}
