/** Made-up runs, and what was reviewed of them, for the tests of this folder. */
import { acceptRun } from "../../../bench/review/accept_run.ts";
import type { Reviewed } from "../../../bench/review/review_run.ts";
import type {
  DocumentEvidence,
  DocumentStatement,
  RunDocument,
} from "../../../reports/document.ts";
import { type MadeUp, madeUpDocument } from "../../reports/_document.ts";

/** Evidence that decided an assertion. */
export const DECIDED: DocumentEvidence = {
  support: 5.25,
  contradiction: -1.5,
  isTouching: false,
  bar: 40,
  state: "decided",
  isBoth: false,
  isStarred: false,
  firstMean: 0.5,
  path: { support: [5.25], contradiction: [-1.5] },
};

/** Evidence that did not. */
export const SPENT: DocumentEvidence = {
  ...DECIDED,
  support: 0.5,
  state: "spent",
};

/** Nothing was reviewed. */
export const NOTHING: Reviewed = { expectations: {}, scores: [] };

/** A run of 8 to 48 seeds that supports its assertions after 12. */
export function runOf(
  changes: Partial<DocumentStatement> = {},
  { decidedWith, ...options }: MadeUp & {
    /** @default {all seeds} */
    decidedWith?: number;
  } = {},
): RunDocument {
  const run = madeUpDocument({ seeds: 12, ...options });
  const schedule = { first: 8, step: 2, most: 48 };
  return {
    ...run,
    settings: { ...run.settings, schedule },
    claims: run.claims.map((claim) => ({
      ...claim,
      statements: claim.statements.map((statement) => {
        const made = { ...statement, evidence: DECIDED, ...changes };
        const { evidence = DECIDED } = made;
        const path = pathOf(decidedWith ?? made.seeds, evidence);
        return { ...made, evidence: { ...evidence, path } };
      }),
    })),
  };
}

/** Evidence that was always the same. */
function pathOf(
  seeds: number,
  { support, contradiction }: Pick<
    DocumentEvidence,
    "support" | "contradiction"
  >,
): DocumentEvidence["path"] {
  const same = (log: number) => new Array<number>(seeds).fill(log);
  return { support: same(support), contradiction: same(contradiction) };
}

/** What was reviewed, where that was a run. */
export function reviewOf(run: RunDocument, reason?: string): Reviewed {
  return acceptRun(run, { reviewed: NOTHING, reason });
}

/** The same run, where each score of the arm with the layer is another. */
export function withScores(
  run: RunDocument,
  change: (score: number, seed: number) => number,
): RunDocument {
  return {
    ...run,
    trials: run.trials.map(({ id, result }) => ({
      id,
      result: result.spec.head === "plain" ? result : {
        ...result,
        evaluations: result.evaluations.map((evaluation) => ({
          ...evaluation,
          metrics: {
            ...evaluation.metrics,
            minorityF1: change(
              evaluation.metrics.minorityF1,
              result.spec.seed,
            ),
          },
        })),
      },
    })),
  };
}
