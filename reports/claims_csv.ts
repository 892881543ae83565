/** `claims.csv`: a row for each assertion of each claim. */
import type { Verdict } from "../bench/statistics/verdict.ts";
import { toCsv } from "./csv.ts";

/** The columns, in order. */
export const CLAIM_COLUMNS = [
  "profile",
  "claim",
  "assertion",
  "role",
  "site",
  "dataset",
  "model",
  "majority",
  "minority",
  "majority_count",
  "minority_count",
  "estimate",
  "lower",
  "upper",
  "level",
  "p",
  "p_holm",
  "family",
  "margin",
  "seeds",
  "failed",
  "verdict",
  "expected",
  "detail",
  "again_first_seed",
  "again_estimate",
  "again_lower",
  "again_upper",
  "again_p_holm",
  "again_verdict",
] as const;

/** A row of `claims.csv`. */
export type ClaimRow =
  & Partial<
    Record<(typeof CLAIM_COLUMNS)[number], string | number | undefined>
  >
  & { claim: string; assertion: string; verdict: Verdict | undefined };

/**
 * Writes `claims.csv`.
 *
 * @param rows One for each assertion.
 * @returns The text of the file.
 */
export function toClaimsCsv(rows: readonly ClaimRow[]): string {
  return toCsv(CLAIM_COLUMNS, rows);
}
