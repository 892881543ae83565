/** Compares a run with what was reviewed: its scores, and its verdicts. */
import { RULES } from "../../reports/changed_rules.ts";
import type {
  Departure,
  DocumentClaim,
  DocumentReview,
  DocumentStatement,
  RunDocument,
} from "../../reports/document.ts";
import type { Expectation, Expectations } from "../study/expectations.ts";
import { compareScores } from "./compare_scores.ts";
import { hasReviewed } from "./has_reviewed.ts";
import {
  cellKey,
  cellsOf,
  type MeasuredCell,
  measuredCells,
} from "./measured_cells.ts";
import type { ReviewedCell } from "./reviewed_scores.ts";
import { verdictCheck } from "./verdict_check.ts";

/** What was reviewed. */
export interface Reviewed {
  expectations: Expectations;
  /** Of the profile of the run. */
  scores: readonly ReviewedCell[];
}

/** What of a run is compared with the review. */
export type ReviewableRun = Pick<
  RunDocument,
  "claims" | "trials" | "isComplete"
>;

/** What came of it. */
export interface RunReview {
  /** Absent where no score of the run was reviewed. */
  review: DocumentReview | undefined;
  /** With what each assertion departs in. */
  claims: DocumentClaim[];
}

/**
 * Compares a run with what was reviewed of its profile.
 *
 * @param run What it found.
 * @param options The profile, if it is of one; what was reviewed; and the cells
 * that were trained again on fresh seeds.
 */
export function reviewRun(
  run: ReviewableRun,
  { profile, reviewed, fresh = [] }: {
    profile: keyof Expectations | undefined;
    reviewed: Reviewed;
    fresh?: readonly MeasuredCell[];
  },
): RunReview {
  if (profile === undefined) {
    return { review: undefined, claims: [...run.claims] };
  }
  const { scores, expectations } = reviewed;
  const { verdicts = {} } = expectations[profile] ?? {};
  const review = compareScores(measuredCells(run), scores, fresh);
  const expectationOf = (claim: DocumentClaim, statement: DocumentStatement) =>
    verdicts[statement.place]?.[`${claim.name}/${statement.name}`];
  const rules = {
    isSame: review?.isSame === true && run.isComplete &&
      hasReviewed(run.claims, verdicts),
    cells: new Set(
      scores.flatMap((each) =>
        each.cells.map((cell) => cellKey({ ...each, cell }))
      ),
    ),
  };
  const claims = run.claims.map((claim) => ({
    ...claim,
    statements: claim.statements.map((statement) => {
      const expectation = expectationOf(claim, statement);
      const departure = departureOf({ claim, statement }, expectation, rules);
      return { ...statement, departure };
    }),
  }));
  return { review, claims };
}

/** An assertion with its claim. */
interface Placed {
  claim: DocumentClaim;
  statement: DocumentStatement;
}

/** What tells a departure in the rules from one by chance. */
interface Rules {
  /** Whether the run has all scores of the review, the same to the bit. */
  isSame: boolean;
  /** The cells that were reviewed. */
  cells: ReadonlySet<string>;
}

function departureOf(
  placed: Placed,
  expectation: Expectation | undefined,
  { isSame, cells }: Rules,
): Departure | undefined {
  const { verdict, evidence, seeds } = placed.statement;
  if (verdict === undefined || expectation === undefined) return undefined;
  const { verdict: expected, found } = expectation;
  const another = found && anotherQuestion(placed, found, cells);
  if (another !== undefined) {
    const same = verdict === expected ? "; the verdict is as reviewed" : "";
    return { check: "rules", says: another + same };
  }
  if (verdict === expected) return undefined;
  if (isSame && found !== undefined) {
    return {
      check: "rules",
      says:
        "all scores are the reviewed ones, and the verdict is another: it " +
        "is decided by other rules",
    };
  }
  const isStopped = evidence?.state === "open";
  const check = verdictCheck(verdict, {
    expected,
    isFirm: found?.isFirm === true && !isStopped,
  });
  const says = check === "opposite"
    ? `${verdict}, and was reviewed as ${expected}`
    : expected === "inconclusive"
    ? `${verdict} after ${seeds} seeds, and was open when reviewed`
    : `open after ${seeds} seeds` +
      (isStopped
        ? ": the run was stopped"
        : found === undefined
        ? ""
        : `: the review decided it with ${found.seeds}`);
  return { check, says };
}

/** In what an assertion asks or looks at what it did not when reviewed. */
function anotherQuestion(
  { claim, statement }: Placed,
  found: NonNullable<Expectation["found"]>,
  cells: ReadonlySet<string>,
): string | undefined {
  for (const part of RULES) {
    const [now, then] = [statement[part], found[part]];
    if (now !== then) return `its ${part} is ${now}, and was ${then}`;
  }
  const unknown = cellsOf(claim, statement)
    .find((cell) => !cells.has(cellKey(cell)));
  return unknown && `it looks at scores that were not reviewed: ` +
      `${unknown.cell}, ${unknown.metric} after epoch ${unknown.epoch}`;
}
