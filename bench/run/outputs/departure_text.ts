/** A departure for people: what was found, where, and what fresh seeds say. */
import { assertionLines } from "../../../reports/terminal/summary.ts";
import { describeSite } from "../../study/site.ts";
import type { Reviewed } from "../confirm.ts";
import { statementSummary } from "./report_rows.ts";

/**
 * Writes a departure.
 *
 * @returns Lines: the claim and its sites, the evidence, and that of fresh
 * seeds if there is any.
 */
export function departureText(finding: Reviewed): string {
  const { claim, sites, again, expected } = finding;
  const lines = [
    `${claim.name} on ${sites.map(describeSite).join("; ")}`,
    ...assertionLines(statementSummary(finding)),
  ];
  if (again === undefined) return lines.join("\n");
  const { firstSeed, isDeparture } = again;
  const last = firstSeed + finding.seeds - 1;
  return [
    ...lines,
    `  on fresh seeds, ${firstSeed} to ${last}, ` +
    (isDeparture ? "departed again:" : "as expected:"),
    ...assertionLines(statementSummary({ ...again.finding, expected })),
  ].join("\n");
}
