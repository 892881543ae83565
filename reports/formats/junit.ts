/**
 * Verdicts as JUnit XML, which every CI reads. It keeps to what the schemas of
 * Ant's task and of Jenkins' xUnit plugin have in common.
 */
import type { TrialResult } from "../../bench/trials/trial.ts";
import type { DocumentClaim, LeftOut, RunDocument } from "../document.ts";
import { findingsOf, type ReviewFinding } from "../terminal/findings.ts";
import { leftOutLine } from "../statements.ts";
import type { Files, FormatOptions } from "./format.ts";
import { trialTitle } from "./_trial_title.ts";

/** One assertion at one place, a trial that failed, or what was left out. */
interface Case {
  name: string;
  /** Seconds that it took. */
  seconds: number;
  /** What came of it; it passed if there is none. */
  outcome?: {
    kind: "failure" | "error" | "skipped";
    /** One line. */
    message: string;
    /** The evidence. */
    text?: string;
  };
}

/**
 * The verdicts of a run, with a suite for each claim: its assertions, its
 * trials that failed, and what was left out. A trial that several claims share
 * is the first one's. Last comes a suite for the scores, if any was reviewed.
 *
 * @param options Whether what is open, or a notice, is a failure as well.
 * @returns One file of XML; what XML does not allow in a text is U+FFFD there.
 */
export function junit(
  document: RunDocument,
  { strict }: FormatOptions = { strict: false },
): Files {
  const { claims, leftOut } = document;
  // Under --strict, a notice fails the run as well.
  const findings = findingsOf(document)
    .map((each) => ({ ...each, isAlarm: each.isAlarm || strict }));
  const names = new Set([
    ...claims.map(({ name }) => name),
    ...leftOut.map(({ claim }) => claim),
  ]);
  const free = new Map(
    document.trials.map(({ id, result }) => [id, result]),
  );
  const scores = scoresCases(document, findings);
  const lines = [...names].flatMap((name, at) => {
    const claim = claims.find((each) => each.name === name);
    const trials = claim === undefined ? [] : takeTrials(claim, free);
    const cases = [
      ...claim === undefined
        ? []
        : assertionCases({ claim, trials, findings, strict }),
      ...trials.flatMap(errorCases),
      ...leftOut.filter((each) => each.claim === name).map(leftOutCase),
    ];
    const note = noteOf(claim, findings);
    return suiteLines(document, { name, at, cases, trials, note });
  });
  if (scores.length > 0) {
    const suite = { name: "scores", at: names.size, cases: scores };
    lines.push(...suiteLines(document, { ...suite, trials: [], note: "" }));
  }
  return {
    "junit.xml": [
      '<?xml version="1.0" encoding="UTF-8"?>',
      "<testsuites>",
      ...lines,
      "</testsuites>",
      "",
    ].join("\n"),
  };
}

/** The trials of a claim that no claim before it has, taken from the rest. */
function takeTrials(
  { statements }: DocumentClaim,
  free: Map<string, TrialResult>,
): TrialResult[] {
  const ids = statements.flatMap(({ series }) => series)
    .flatMap(({ seeds }) => seeds).flatMap(({ trials }) => trials);
  return ids.flatMap((id) => {
    const trial = free.get(id);
    free.delete(id);
    return trial ?? [];
  });
}

function suiteLines(
  { environment }: RunDocument,
  { name, at, cases, trials, note }: {
    name: string;
    at: number;
    cases: readonly Case[];
    trials: readonly TrialResult[];
    /** What is to be known, and is no failure. */
    note: string;
  },
): string[] {
  const count = (kind: string) =>
    cases.filter(({ outcome }) => outcome?.kind === kind).length;
  const started = trials.map(({ started }) => started).sort()[0] ??
    environment.began;
  const attributes = {
    name,
    package: "finalbn",
    id: at,
    // A time zone is not allowed here: it is UTC.
    timestamp: started.replace(/(\.\d+)?Z$/, ""),
    hostname: trials[0]?.host || "localhost",
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
  };
  return [
    `  <testsuite${written(attributes)}>`,
    "    <properties/>",
    ...cases.flatMap((one) => caseLines(one, name)),
    `    <system-out>${escape(note)}</system-out>`,
    "    <system-err></system-err>",
    "  </testsuite>",
  ];
}

/** Whether the scores are as reviewed; none where none was. */
function scoresCases(
  document: RunDocument,
  findings: readonly ReviewFinding[],
): Case[] {
  if (document.review === undefined) return [];
  const changed = findings.find(({ check }) => check === "scores");
  return [{
    name: "scores are as reviewed",
    seconds: 0,
    ...(changed === undefined ? {} : { outcome: failureOf(changed) }),
  }];
}

/** Each assertion, with its part of the time that the trials took. */
function assertionCases({ claim, trials, findings, strict }: {
  claim: DocumentClaim;
  trials: readonly TrialResult[];
  findings: readonly ReviewFinding[];
  strict: boolean;
}): Case[] {
  const decided = claim.statements.filter(({ verdict }) => verdict);
  const total = trials.reduce((sum, trial) => sum + trial.trainSeconds, 0);
  const seconds = total / decided.length;
  return decided.map((statement) => {
    const name = `${statement.name} on ${statement.place}`;
    const alarm = findings.find((each) =>
      each.isAlarm && each.statement === statement
    );
    if (alarm !== undefined) {
      return { name, seconds, outcome: failureOf(alarm) };
    }
    if (!strict || statement.verdict !== "inconclusive") {
      return { name, seconds };
    }
    const message =
      `${claim.name}/${name}: open, and --strict wants it decided`;
    return { name, seconds, outcome: { kind: "failure", message } };
  });
}

function failureOf(
  { title, text, step }: ReviewFinding,
): NonNullable<Case["outcome"]> {
  return {
    kind: "failure",
    message: title,
    text: `${text}\nnext step: ${step}`,
  };
}

function leftOutCase(each: LeftOut): Case {
  const name = leftOutLine(each);
  return { name, seconds: 0, outcome: { kind: "skipped", message: name } };
}

function errorCases({ spec, status, reason }: TrialResult): Case[] {
  if (status === "ok") return [];
  return [{
    name: `trial of ${trialTitle(spec)}`,
    seconds: 0,
    outcome: {
      kind: "error",
      message: `${status}${reason === undefined ? "" : `: ${reason}`}`,
      text: JSON.stringify(spec),
    },
  }];
}

/** What is no failure: notices, what is open, and what was not reviewed. */
function noteOf(
  claim: DocumentClaim | undefined,
  findings: readonly ReviewFinding[],
): string {
  const statements = claim?.statements ?? [];
  const notices = findings.filter(({ isAlarm, statement }) =>
    !isAlarm && statement !== undefined && statements.includes(statement)
  );
  const open = statements.filter(({ verdict, departure }) =>
    verdict === "inconclusive" && departure === undefined
  );
  const fresh = statements.filter(({ verdict, expected }) =>
    verdict !== undefined && expected === undefined
  );
  return [
    ...notices.map(({ title, text, step }) =>
      `${title}\n${text}\nnext step: ${step}`
    ),
    ...open.map(({ name, place }) => `${name} on ${place}: open`),
    ...fresh.map(({ name, place }) =>
      `${name} on ${place}: not reviewed, so that no verdict fails`
    ),
  ].join("\n\n");
}

function caseLines(
  { name, seconds, outcome }: Case,
  classname: string,
): string[] {
  const attributes = { name, classname, time: seconds.toFixed(3) };
  const head = `    <testcase${written(attributes)}`;
  if (outcome === undefined) return [`${head}/>`];
  const { kind, message, text = "" } = outcome;
  return [
    `${head}>`,
    `      <${kind}${written({ message, type: kind })}>${
      escape(text)
    }</${kind}>`,
    "    </testcase>",
  ];
}

function written(attributes: Record<string, string | number>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join("");
}

/** In an attribute, tabs and line breaks would be read as spaces. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/**
 * XML 1.0 knows no other characters, escaped or not, except for those from
 * U+007F to U+009F, which a log's terminal obeys.
 */
const FORBIDDEN =
  /[^\t\n\r\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escape(text: string): string {
  return text.replace(FORBIDDEN, "\u{fffd}")
    .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] as string);
}
