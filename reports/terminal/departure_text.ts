/** A departure for people: what was found, where, and what fresh seeds say. */
import type { RunDocument } from "../document.ts";
import {
  assertionsOf,
  isAlarm,
  isDeparture,
  type PlacedStatement,
  statementAgain,
} from "../statements.ts";
import { assertionLines } from "./statement_lines.ts";

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
    `${claim.name} on ${sites.join("; ")}`,
    ...assertionLines(statement),
  ];
  const repeated = statementAgain(statement);
  if (again === undefined || repeated === undefined) return lines.join("\n");
  const { firstSeed, isDeparture } = again;
  return [
    ...lines,
    `  on fresh seeds, ${firstSeed} to ${firstSeed + seeds - 1}, ` +
    (isDeparture ? "departed again:" : "as expected:"),
    ...assertionLines(repeated),
  ].join("\n");
}

/** The departures of a run, a text each. */
export interface DepartureTexts {
  /** Those that count: fresh seeds, if any were tried, departed as well. */
  departures: string[];
  /** Those that fresh seeds did not repeat. */
  unconfirmed: string[];
}

/**
 * Writes the departures of a run.
 *
 * @param document What the run found.
 * @returns Those that count, and those that fresh seeds did not repeat.
 *
 * @example It takes what `checkClaims()` gives, and so is not run here.
 * ```ts ignore
 * import { departureTexts } from "./departure_text.ts";
 * const { departures } = departureTexts(document);
 * if (departures.length > 0) throw new Error(departures.join("\n\n"));
 * ```
 */
export function departureTexts(document: RunDocument): DepartureTexts {
  const departed = assertionsOf(document)
    .filter(({ statement }) => isDeparture(statement));
  const textsWith = (wanted: boolean) =>
    departed.filter(({ statement }) => isAlarm(statement) === wanted)
      .map((placed) => departureText(placed, document));
  return { departures: textsWith(true), unconfirmed: textsWith(false) };
}
