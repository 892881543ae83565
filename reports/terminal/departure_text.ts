/** A departure for people: what was found, where, and what fresh seeds say. */
import type { RunDocument } from "../document.ts";
import { type PlacedStatement, statementAgain } from "../statements.ts";
import { assertionLines } from "./statement_lines.ts";
import { wrap } from "./wrap.ts";

/**
 * Writes a departure.
 *
 * @param placed A statement whose verdict is not the expected one.
 * @param document The run that it is of.
 * @returns Lines: the claim and its sites, the evidence, and that of fresh
 * seeds if there is any.
 */
export function departureText(
  { claim, statement }: PlacedStatement,
  { settings }: Pick<RunDocument, "settings">,
): string {
  const { seeds, again } = statement;
  const sites = settings.sites
    .filter(({ name }) => statement.sites.includes(name))
    .map(({ description }) => description);
  const lines = [
    ...wrap(`${claim.name} on ${sites.join("; ")}`, "  "),
    ...assertionLines(statement),
  ];
  const repeated = statementAgain(statement);
  if (again === undefined || repeated === undefined) return lines.join("\n");
  const { firstSeed, isDeparture } = again;
  return [
    ...lines,
    `  on fresh seeds, ${firstSeed} to ${firstSeed + seeds - 1}, ` +
    (isDeparture ? "not as reviewed again:" : "as reviewed:"),
    ...assertionLines(repeated),
  ].join("\n");
}
