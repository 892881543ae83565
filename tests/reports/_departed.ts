/** Made-up runs that are not as they were reviewed, for the tests of reports. */
import type {
  ComparedCell,
  Departure,
  DocumentReview,
  DocumentStatement,
  RunDocument,
} from "../../reports/document.ts";
import { type MadeUp, madeUpDocument } from "./_document.ts";

/** Which statements depart, by the order of the sites. */
export function departedRun(
  departures: readonly (Partial<DocumentStatement> | undefined)[],
  options: MadeUp = {},
): RunDocument {
  const sites = ["leaves small-cnn", "leaves mlp", "mnist mlp"]
    .slice(0, departures.length);
  const run = madeUpDocument({ sites, ...options });
  for (const [at, statement] of run.claims[0]!.statements.entries()) {
    Object.assign(statement, departures[at]);
  }
  return run;
}

/** A statement that departs. */
export function departed(
  check: Departure["check"],
  { isRepeated }: { isRepeated?: boolean } = {},
): Partial<DocumentStatement> {
  const verdict = check === "opposite" ? "contradicted" : "inconclusive";
  const departure = { check, says: `${verdict}, by ${check}` };
  return isRepeated === undefined ? { verdict, departure } : {
    verdict,
    departure,
    again: {
      firstSeed: 1_000_001,
      verdict: isRepeated ? verdict : "supported",
      isDeparture: isRepeated,
    },
  };
}

const CELL: ComparedCell = {
  cells: ["gain/with", "generality/with"],
  site: "leaves small-cnn",
  metric: "minorityF1",
  inference: "as-trained",
  epoch: 4,
  seeds: 12,
  reviewed: 0.75,
  now: 0.25,
  margin: 0.05,
  evidence: Math.log(12_345),
  isChanged: true,
};

/** Scores that have changed in as many cells, and in one have not. */
export function changedScores(cells = 1): DocumentReview {
  return {
    isSame: false,
    isChanged: true,
    evidence: Math.log(6_000),
    scores: 12 * (cells + 1),
    cells: [
      { ...CELL, cells: ["gain/without"], evidence: -1, isChanged: false },
      ...Array.from({ length: cells }, () => CELL),
    ],
  };
}

/** Scores that are the same to the bit. */
export const SAME_SCORES: DocumentReview = {
  ...changedScores(),
  isSame: true,
  isChanged: false,
  evidence: -1,
};
