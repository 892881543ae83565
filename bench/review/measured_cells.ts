/** The scores that the assertions of a run look at, cell by cell. */
import type {
  DocumentClaim,
  DocumentStatement,
  RunDocument,
  SeriesTerm,
} from "../../reports/document.ts";
import type { Bounds } from "../../statistics/bounds.ts";
import type { Score } from "../study/contrast.ts";
import { scoreOf } from "../study/series.ts";
import { trialOf, type TrialResult, type TrialSpec } from "../trials/trial.ts";

/** What tells a measured cell from all others. */
export type CellIdentity =
  & Pick<SeriesTerm, "metric" | "inference" | "epoch" | "reaches">
  & {
    /** The claim and the cell, such as `"gain/with"`. */
    cell: string;
    /** Where it was trained. */
    site: string;
  };

/** A cell of a claim, measured in one way at one site. */
export interface MeasuredCell extends CellIdentity {
  firstSeed: number;
  /**
   * Of all its seeds in a row, also of those that no assertion looked at; `null`
   * for one that failed.
   */
  scores: readonly (number | null)[];
  /**
   * The smallest margin above 0 of the assertions that look at it: less is of
   * no interest to any of them. Nothing if none has one.
   */
  margin: number | undefined;
  /** What a score can be. */
  bounds: Bounds;
}

/** A text that is the same for the same cell. */
export function cellKey(
  { cell, site, metric, inference, epoch, reaches }: CellIdentity,
): string {
  return JSON.stringify([cell, site, metric, inference, epoch, reaches]);
}

/** The cells of an assertion. */
export function cellsOf(
  claim: Pick<DocumentClaim, "name">,
  { series }: Pick<DocumentStatement, "series">,
): CellIdentity[] {
  return series.flatMap(({ site, terms }) =>
    terms.map(({ cell, metric, inference, epoch, reaches }) => {
      const named = `${claim.name}/${cell}`;
      return { cell: named, site, metric, inference, epoch, reaches };
    })
  );
}

/**
 * Collects the scores behind assertions: not those that are only measured.
 *
 * @returns Each cell once, in the order of the run.
 */
export function measuredCells(
  { claims, trials }: Pick<RunDocument, "claims" | "trials">,
): MeasuredCell[] {
  const results = new Map(trials.map(({ result }) => [result.key, result]));
  const specs = new Map(trials.map(({ id, result }) => [id, result.spec]));
  const cells = new Map<string, MeasuredCell>();
  for (const claim of claims) {
    for (const statement of claim.statements) {
      if (statement.verdict === undefined) continue;
      const firsts = statement.series.flatMap(({ terms, seeds: [first] }) =>
        terms.map((term, at) => {
          const spec = specs.get(first?.trials[at] ?? "");
          return { term, first, spec };
        })
      );
      for (const [at, cell] of cellsOf(claim, statement).entries()) {
        const { term, first, spec } = firsts[at]!;
        if (first === undefined || spec === undefined) continue;
        const key = cellKey(cell);
        cells.set(key, {
          ...cell,
          firstSeed: first.seed,
          scores: scoresInARow(cell, { spec, results }),
          margin: smaller(cells.get(key)?.margin, statement.margin),
          bounds: { lower: term.min ?? -Infinity, upper: term.max ?? Infinity },
        });
      }
    }
  }
  return [...cells.values()];
}

/** The scores of a trial and of those with the seeds after its own. */
function scoresInARow(
  cell: CellIdentity,
  { spec, results }: {
    spec: TrialSpec;
    results: ReadonlyMap<string, TrialResult>;
  },
): (number | null)[] {
  const scores: (number | null)[] = [];
  for (let { seed } = spec;; seed++) {
    const trial = results.get(trialOf({ ...spec, seed }).key);
    if (trial === undefined) return scores;
    scores.push(scoreOf(trial, cell as Score & CellIdentity) ?? null);
  }
}

/** The smaller of two margins; 0 is none. */
function smaller(
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  const known = [one, other].filter((margin) => margin !== undefined)
    .filter((margin) => margin > 0);
  return known.length === 0 ? undefined : Math.min(...known);
}
