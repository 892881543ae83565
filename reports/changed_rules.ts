/** Of two runs, which assertions were not decided by the same rules. */
import type { ClaimRow } from "./tables/claims_csv.ts";

/** A rule that is another in the second run. */
export interface ChangedRule {
  /** Such as `"gain/headline on leaves small-cnn"`. */
  assertion: string;
  /** The column of `claims.csv` that it is in. */
  rule: (typeof RULES)[number];
  before: string;
  after: string;
}

/** What decides a verdict beside the numbers. */
const RULES = ["kind", "bound", "margin", "level", "family"] as const;

/**
 * Finds rules that changed: a verdict may be another because of them, with the
 * same trials.
 *
 * @param before The claims of the first run.
 * @param after Those of the second.
 * @returns A record for each rule of each assertion that both runs decide, in
 * the order of the second.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { changedRules } from "./changed_rules.ts";
 * const row = { claim: "gain", assertion: "positive", site: "leaves mlp" };
 * const decided = { ...row, verdict: "supported" as const, family: 1 };
 * assertEquals(
 *   changedRules([{ ...decided, margin: 0.05 }], [{ ...decided, margin: 0.1 }]),
 *   [{
 *     assertion: "gain/positive on leaves mlp",
 *     ...{ rule: "margin", before: "0.05", after: "0.1" },
 *   }],
 * );
 * ```
 */
export function changedRules(
  before: readonly ClaimRow[],
  after: readonly ClaimRow[],
): ChangedRule[] {
  const old = new Map(before.map((row) => [nameOf(row), row]));
  return after.flatMap((row) => {
    const assertion = nameOf(row);
    const other = old.get(assertion);
    const isDecided = row.verdict !== undefined && other?.verdict !== undefined;
    if (!isDecided) return [];
    return RULES.filter((rule) => row[rule] !== other[rule]).map((rule) => ({
      ...{ assertion, rule },
      before: String(other[rule] ?? "none"),
      after: String(row[rule] ?? "none"),
    }));
  });
}

function nameOf({ claim, assertion, site }: ClaimRow): string {
  return `${claim}/${assertion} on ${site}`;
}
