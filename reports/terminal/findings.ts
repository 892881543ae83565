/** What of a run is not as it was reviewed, check by check, for people. */
import type {
  ComparedCell,
  DecidedStatement,
  Departure,
  DocumentReview,
  DocumentStatement,
  RunDocument,
} from "../document.ts";
import { oddsText } from "../evidence_text.ts";
import { decimal } from "../format.ts";
import { acceptCommand, isOfSuite } from "../suite_command.ts";
import {
  assertionsOf,
  isAlarm,
  isDeparture,
  statementName,
} from "../statements.ts";
import { departureText } from "./departure_text.ts";

/** A check of a run, in the order in which it counts. */
const CHECKS = ["scores", "rules", "opposite", "lost", "notice"] as const;

/** Something that is not as it was reviewed. */
export interface ReviewFinding {
  /** Which check found it: of the scores, or of a verdict. */
  check: "scores" | Departure["check"];
  /** Whether it fails the run; what does not is a notice. */
  isAlarm: boolean;
  /** One line. */
  title: string;
  /** The evidence, in lines of a fixed width. */
  text: string;
  /** What to do about it, in one sentence without its full stop. */
  step: string;
  /** The assertion; nothing where it is about the scores. */
  statement?: DocumentStatement;
}

/** Changed cells that are told: the document has all. */
const SHOWN = 10;

/** Alarms first, each in the order of the checks, and of the run. */
export function findingsOf(document: RunDocument): ReviewFinding[] {
  const { review } = document;
  const departures = assertionsOf(document).flatMap(
    (placed): ReviewFinding[] => {
      const { statement } = placed;
      const { departure, place } = statement;
      const name = statementName(placed);
      return departure === undefined ? [] : [{
        check: departure.check,
        isAlarm: isAlarm(statement),
        title: `${name} on ${place}: ${departure.says}${againText(statement)}`,
        text: departureText(placed, document),
        step: stepOf(statement, { name, settings: document.settings }),
        statement,
      }];
    },
  );
  const scores = review?.isChanged
    ? [changeOf(review, acceptCommand(document.settings))]
    : [];
  const rank = ({ check, isAlarm }: ReviewFinding) =>
    CHECKS.indexOf(check) + (isAlarm ? 0 : CHECKS.length);
  return [...scores, ...departures].sort((a, b) => rank(a) - rank(b));
}

/** How many assertions are as reviewed; nothing where none was reviewed. */
export function verdictsLine(document: RunDocument): string | undefined {
  const reviewed = assertionsOf(document)
    .filter(({ statement }) => statement.expected !== undefined);
  if (reviewed.length === 0) return undefined;
  const same = reviewed.filter(({ statement }) =>
    statement.departure === undefined && !isDeparture(statement)
  );
  return `${same.length} of ${reviewed.length} assertions are as reviewed`;
}

/**
 * Why verdicts are compared with nothing, and what that means for the run.
 *
 * @returns Nothing where all were reviewed, or there are none.
 */
export function unreviewedLine(
  document: RunDocument,
  { strict }: { strict?: boolean } = {},
): string | undefined {
  const all = assertionsOf(document);
  const names = all
    .filter(({ statement }) => statement.expected === undefined)
    .map(statementName);
  const { profile } = document.settings;
  if (profile === undefined && names.length === all.length) {
    const fails = !document.isComplete
      ? ""
      : strict === undefined
      ? ". No verdict fails the run, unless --strict is given and one is open"
      : strict
      ? ". An open verdict fails the run, as --strict wants"
      : ". No verdict fails the run: --strict would fail it where one is open";
    return "no expected verdicts for these settings: nothing to compare with" +
      fails;
  }
  const [first, ...others] = new Set(names);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const step = isOfSuite(document.settings)
    ? `; ${acceptCommand(document.settings)} records what this run found as ` +
      "expected"
    : "";
  return `not reviewed yet: ${first}${more}. What is not reviewed fails no run` +
    step;
}

/** What the scores came to, in one line; nothing where none was reviewed. */
export function reviewLine({ review }: RunDocument): string | undefined {
  if (review === undefined) return undefined;
  const { isSame, evidence, scores, cells } = review;
  const compared = `${scores.toLocaleString("en-US")} scores of ` +
    `${cells.length} cell${cells.length === 1 ? "" : "s"}`;
  return isSame
    ? `${compared} are the reviewed ones, to the bit`
    : `${compared} were compared with the reviewed ones: ` +
      `${oddsText(evidence)} that they have changed; 100 to 1 is an alarm`;
}

function againText({ again, departure }: DecidedStatement): string {
  if (departure?.check !== "lost" || again === undefined) return "";
  return again.isDeparture
    ? "; fresh seeds did not decide it either"
    : "; fresh seeds decided it as reviewed";
}

function stepOf(
  { departure, again }: DecidedStatement,
  { name, settings }: { name: string } & Pick<RunDocument, "settings">,
): string {
  const accept = acceptCommand(settings, { filter: name });
  switch (departure?.check) {
    case "rules":
      return `if this is what you changed on purpose, ${accept} --reason "..."`;
    case "lost":
      if (again === undefined) {
        return "run it again with --confirm: fresh seeds tell chance from a " +
          "change, and kept trainings are reused";
      }
      if (!again.isDeparture) return "nothing: it was chance";
      break;
    case "notice":
      return "nothing: chance does that now and then; if it should be " +
        `expected from now on, ${accept}`;
  }
  return "find out what changed; if it is as it should be, " +
    `${accept} --reason "..."`;
}

function changeOf(review: DocumentReview, accept: string): ReviewFinding {
  const flagged = review.cells.filter(({ isChanged }) => isChanged);
  const cells = (flagged.length > 0 ? flagged : review.cells)
    .toSorted((a, b) => b.evidence - a.evidence);
  const rest = cells.length - SHOWN;
  return {
    check: "scores",
    isAlarm: true,
    title: `scores have changed since the review: ${
      oddsText(review.evidence)
    }, and 100 to 1 is an alarm`,
    text: [
      ...cells.slice(0, SHOWN).flatMap(cellLines),
      ...(rest > 0 ? [`and ${rest} more`] : []),
    ].join("\n"),
    step: "find out what changed: code, packages or images; if it is meant, " +
      `look at the page, then ${accept}`,
  };
}

function cellLines(
  { cells, site, metric, reviewed, now, seeds, margin, evidence }: ComparedCell,
): string[] {
  const [first, ...others] = cells;
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return [
    `${first}${more} on ${site}, ${metric}`,
    `  ${decimal(reviewed)} then, ${
      decimal(now)
    } now, mean of ${seeds} seeds; ` +
    `${oddsText(evidence)} for more than ${margin}`,
  ];
}
