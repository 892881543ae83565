/**
 * Verdicts as JUnit XML, which every CI reads. It keeps to what the schemas of
 * Ant's task and of Jenkins' xUnit plugin have in common.
 */

/** One assertion at one site, a trial that failed, or what was left out. */
export interface JunitCase {
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

/** A claim. */
export interface JunitSuite {
  name: string;
  /** When its first trial began, in ISO 8601. */
  started: string;
  host: string;
  cases: readonly JunitCase[];
  /** What else is to be known. */
  note?: string;
}

/**
 * Writes the file.
 *
 * @param suites A claim each.
 * @returns XML; what it does not allow in a text is replaced by U+FFFD.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { toJunit } from "./junit.ts";
 * const cases = [{ name: "positive on leaves mlp", seconds: 2.5 }];
 * const started = "2026-01-02T03:04:05.678Z";
 * const xml = toJunit([{ name: "gain", started, host: "ci", cases }]);
 * assertStringIncludes(
 *   xml,
 *   '<testcase name="positive on leaves mlp" classname="gain" time="2.500"/>',
 * );
 * ```
 */
export function toJunit(suites: readonly JunitSuite[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...suites.flatMap(suiteLines),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteLines(suite: JunitSuite, id: number): string[] {
  const { name, started, host, cases, note = "" } = suite;
  const count = (kind: string) =>
    cases.filter(({ outcome }) => outcome?.kind === kind).length;
  const attributes = {
    name,
    package: "finalbn",
    id,
    // A time zone is not allowed here: it is UTC.
    timestamp: started.replace(/(\.\d+)?Z$/, ""),
    hostname: host,
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
  };
  return [
    `  <testsuite${write(attributes)}>`,
    "    <properties/>",
    ...cases.flatMap((one) => caseLines(one, name)),
    `    <system-out>${escape(note)}</system-out>`,
    "    <system-err></system-err>",
    "  </testsuite>",
  ];
}

function caseLines(
  { name, seconds, outcome }: JunitCase,
  classname: string,
): string[] {
  const head = `    <testcase${
    write({ name, classname, time: seconds.toFixed(3) })
  }`;
  if (outcome === undefined) return [`${head}/>`];
  const { kind, message, text = "" } = outcome;
  return [
    `${head}>`,
    `      <${kind}${write({ message, type: kind })}>${escape(text)}</${kind}>`,
    "    </testcase>",
  ];
}

function write(attributes: Record<string, string | number>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" },
  // In an attribute these would be read as spaces.
  ...{ "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" },
};

/** XML 1.0 knows no other characters, escaped or not. */
const FORBIDDEN =
  /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escape(text: string): string {
  return text.replace(FORBIDDEN, "\u{fffd}")
    .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] as string);
}
