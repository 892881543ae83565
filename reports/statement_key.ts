/** What a statement is known by in every table, and from one run to another. */

/** The columns that name a statement. */
export interface StatementName {
  claim?: string | undefined;
  assertion?: string | undefined;
  site?: string | undefined;
}

/**
 * Makes one text of the columns that name a statement, such that no two
 * statements have the same.
 *
 * @param name A row of `claims.csv` or `contrasts.csv`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { statementKey } from "./statement_key.ts";
 * const name = { claim: "gain", assertion: "positive", site: "leaves mlp" };
 * assertEquals(statementKey(name), '["gain","positive","leaves mlp"]');
 * ```
 */
export function statementKey(
  { claim, assertion, site }: StatementName,
): string {
  return JSON.stringify([claim, assertion, site]);
}
