/** The last lines of a run: what was checked against the review, and how. */
import type { RunDocument } from "../document.ts";
import {
  findingsOf,
  reviewLine,
  unreviewedLine,
  verdictsLine,
} from "./findings.ts";
import { assertionsOf, statementName } from "../statements.ts";
import { printable } from "./printable.ts";
import { wrap } from "./wrap.ts";

/** How a run ended. */
export interface ClosingOptions {
  /** The folder of the reports. */
  out: string;
  /** Whether anything open, or not as reviewed, fails the run. */
  strict: boolean;
  /** Whether only what fails the run is told, a line each. */
  quiet: boolean;
}

/**
 * Writes what was checked against the review, what is not as it was reviewed
 * with the next step, and why `--strict` fails the run, if it does.
 *
 * @returns What is well, and what is not: lines for standard output and for
 * standard error.
 */
export function closingLines(
  document: RunDocument,
  { out, strict, quiet }: ClosingOptions,
): { well: string[]; wrong: string[] } {
  const findings = findingsOf(document);
  const alarms = findings.filter(({ isAlarm }) => isAlarm);
  const strictly = strict && alarms.length === 0 ? strictLines(document) : [];
  if (quiet) {
    const titles = alarms.map(({ title }) => `not as reviewed: ${title}`);
    return { well: [], wrong: [...titles, ...strictly].map(printable) };
  }
  const well = [
    reviewLine(document),
    verdictsLine(document),
    unreviewedLine(document, { strict }),
  ].filter((line) => line !== undefined);
  const wrong = findings.flatMap(({ isAlarm, title, text, step }) => [
    "",
    ...wrap(`${isAlarm ? "not as reviewed" : "notice"}: ${title}`, "  "),
    ...text.split("\n").map((line) => `  ${line}`),
    ...wrap(`  next step: ${step}`, "    "),
  ]);
  if (alarms.length > 0) {
    wrong.push("", ...wrap(`the evidence: ${out}/index.html`, "  "));
  }
  return {
    well: well.flatMap((line) => wrap(line, "  ")).map(printable),
    wrong: [...wrong, ...strictly].map(printable),
  };
}

/** Why `--strict` fails a run without alarms; nothing if it does not. */
function strictLines(document: RunDocument): string[] {
  if (!document.isComplete) return [];
  const names = assertionsOf(document).flatMap((placed) => {
    const { statement: { verdict, departure, place } } = placed;
    const why = departure !== undefined
      ? "not as reviewed"
      : verdict === "inconclusive"
      ? "open"
      : undefined;
    return why === undefined
      ? []
      : [`${statementName(placed)} on ${place} is ${why}`];
  });
  if (names.length === 0) return [];
  return [
    "",
    ...wrap(
      "exit code 3: --strict wants every assertion decided, and as reviewed: " +
        names.join("; "),
      "  ",
    ),
  ];
}
