/** The evidence for an assertion, or of a measure, in lines of a terminal. */
import { kindNamed } from "../../bench/study/kinds/mod.ts";
import { METRIC_TITLES } from "../../bench/trials/metric_titles.ts";
import type { DecidedStatement } from "../document.ts";
import { evidenceText, shownText } from "../evidence_text.ts";
import { intervalText, withUnit } from "../format.ts";
import { aloneText, type Outlook } from "../outlook_text.ts";
import type { RankingBeside } from "../ranking_beside.ts";
import { isDeparture } from "../statements.ts";
import { wrap } from "./wrap.ts";

/** What is told of an assertion, beside what it came to. */
export interface AssertionBeside {
  /** What would decide it. */
  outlook?: Outlook | undefined;
  /** The same in how the networks rank. */
  ranking?: RankingBeside | undefined;
  /** Which of its arms moves. */
  moving?: string | undefined;
}

/**
 * Writes the evidence for one assertion: what it has shown, the interval, and
 * what would decide it if it is open.
 *
 * @param statement The assertion.
 * @param beside What else is told of it.
 * @returns Lines of text, indented by two.
 */
export function assertionLines(
  statement: DecidedStatement,
  { outlook, ranking, moving }: AssertionBeside = {},
): string[] {
  const { says, verdict = "inconclusive", expected, evidence } = statement;
  const { margin = 0, unit } = statement;
  const departure = isDeparture(statement) ? ` (expected: ${expected})` : "";
  const star = evidence?.isStarred ? "*" : "";
  const text = (line: string | undefined) =>
    line === undefined ? [] : wrap(`    ${line}`, "    ");
  const odds = evidenceText(statement);
  const shown = [shownText(statement), odds && `evidence ${odds}`]
    .filter((part) => part !== undefined).join("; ");
  return [
    ...wrap(`  ${verdict.toUpperCase()}${star}: ${says}${departure}`, "      "),
    ...text(shown || undefined),
    ...text(estimateText(statement)),
    ...text(ranking && rankingText(ranking)),
    ...text(moving),
    ...text(
      evidence?.isBoth
        ? "the opposite verdict would be right as well: the truth lies between"
        : undefined,
    ),
    ...text(
      margin > 0
        ? `differences below ${withUnit(`${margin}`, unit)} do not matter`
        : undefined,
    ),
    ...noteLines(statement, "    "),
    ...text(aloneText(statement)),
    ...text(outlook?.says),
    // A command is to be copied: it is not broken.
    ...outlook?.command === undefined ? [] : [`    ${outlook.command}`],
  ];
}

/** Writes what was measured and decides nothing: a line, where that is all. */
export function measureLines(statement: DecidedStatement): string[] {
  const number = intervalText(statement.estimate, { digits: 3 });
  return [
    ...wrap(`    ${number.padEnd(24)}  ${statement.says}`, " ".repeat(30)),
    ...noteLines(statement, "      "),
  ];
}

/** The interval, the estimate, and the seeds that they are of. */
function estimateText(
  { kind, estimate, unit, bound, margin, seeds, failed }: DecidedStatement,
): string | undefined {
  if (estimate === undefined) return undefined;
  const noun = kindNamed(kind)?.noun ?? "mean";
  const { level, point, lower } = estimate;
  const between = `, ${noun} `;
  const number = withUnit(
    intervalText(estimate, { digits: 3, between, bound, margin }),
    unit,
  );
  return `${percent(level)} interval ${number}, ${seeds} seeds` +
    (failed > 0
      ? `, ${failed} failed: the interval counts them as the worst, the ` +
        `${noun} leaves them out`
      : "") +
    (lower !== null && point < lower ? ` (the ${noun} is low by chance)` : "");
}

/** The same statement in AUROC: of each arm, where there are two at most. */
function rankingText({ arms, auroc }: RankingBeside): string | undefined {
  // Several conditions have the table of means below.
  if (auroc === undefined) return undefined;
  const each = arms.map(({ label, auroc }) => `${auroc.toFixed(3)} ${label}`);
  const few = arms.length > 2 ? "" : `${each.join(", ")}; `;
  return `${METRIC_TITLES.minorityAuroc.title}: ${few}` +
    intervalText(auroc, { digits: 3 });
}

/** What else is to be known. */
function noteLines(
  { detail, reason }: DecidedStatement,
  indent: string,
): string[] {
  const because = reason === undefined ? undefined : `because ${reason}`;
  return [detail, because].filter((note) => note !== undefined)
    .flatMap((note) => wrap(indent + note, indent));
}

/** Such as `"95 %"` or `"99.9 %"`. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}
