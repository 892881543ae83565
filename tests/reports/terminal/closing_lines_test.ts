import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { RunDocument } from "../../../reports/document.ts";
import { closingLines } from "../../../reports/terminal/closing_lines.ts";
import {
  changedScores,
  departed,
  departedRun,
  SAME_SCORES,
} from "../_departed.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";
import { hostileDocument, madeUpDocument } from "../_document.ts";

function linesOf(
  run: RunDocument,
  { strict = false, quiet = false } = {},
): { well: string[]; wrong: string[] } {
  return closingLines(run, { out: "reports/latest", strict, quiet });
}

Deno.test("closingLines() says what was checked where all is well", () => {
  assertEquals(linesOf({ ...madeUpDocument(), review: SAME_SCORES }), {
    well: [
      "24 scores of 2 cells are the reviewed ones, to the bit",
      "1 of 1 assertions are as reviewed",
    ],
    wrong: [],
  });
});

Deno.test("closingLines() says what fails a run where nothing was reviewed", () => {
  const run = departedRun([{ expected: undefined }]);
  run.settings.profile = undefined;
  const sayingOf = (options = {}) => linesOf(run, options).well.join(" ");
  assertEquals(sayingOf(), UNREVIEWED);
  assertStringIncludes(
    sayingOf({ strict: true }),
    ". An open   verdict fails the run, as --strict wants",
  );
  run.isComplete = false;
  assertEquals(
    sayingOf(),
    "no expected verdicts for these settings: nothing to compare with",
  );
});

const UNREVIEWED =
  "no expected verdicts for these settings: nothing to compare with. No verdict " +
  "  fails the run: --strict would fail it where one is open";

Deno.test("closingLines() says of a new claim that it was not reviewed yet", () => {
  const run = departedRun([{ expected: undefined }, {}]);
  assertEquals(linesOf(run).well.slice(0, 2), [
    "1 of 1 assertions are as reviewed",
    "not reviewed yet: gain/positive. What is not reviewed fails no run; deno task",
  ]);
});

Deno.test("closingLines() has each finding with its evidence and the next step", () => {
  const run = { ...departedRun([departed("notice")]), review: changedScores() };
  const { wrong } = linesOf(run);
  const text = wrong.join("\n");
  const order = [
    "not as reviewed: scores have changed",
    "  gain/with and 1 more on leaves small-cnn",
    "  next step: find out what changed",
    "notice: gain/positive on leaves small-cnn",
    "  next step: nothing",
    "the evidence: reports/latest/index.html",
  ].map((part) => text.indexOf(part));
  assert(order.every((at) => at >= 0), text);
  assertEquals(order, order.toSorted((a, b) => a - b));
  assert(wrong.every((line) => line.length <= 80), text);
});

Deno.test("closingLines() says why --strict fails a run", () => {
  const run = departedRun([
    { verdict: "inconclusive", expected: "inconclusive" },
    { ...departed("notice"), verdict: "supported" },
  ]);
  const text = linesOf(run, { strict: true }).wrong.join(" ");
  assertStringIncludes(text, "exit code 3: --strict wants every assertion");
  assertStringIncludes(text, "gain/positive on leaves small-cnn is open");
  assertStringIncludes(
    text.replaceAll(/\s+/g, " "),
    "gain/positive on leaves mlp is not as reviewed",
  );
  assert(!linesOf(run).wrong.join(" ").includes("--strict"));
  // An alarm has another exit code.
  const alarmed = departedRun([departed("opposite")]);
  assert(!linesOf(alarmed, { strict: true }).wrong.join().includes("--strict"));
  assertEquals(linesOf(madeUpDocument(), { strict: true }).wrong, []);
});

Deno.test("closingLines() tells quietly what fails a run, a line each", () => {
  const run = {
    ...departedRun([departed("notice"), departed("opposite")]),
    review: changedScores(),
  };
  assertEquals(linesOf(run, { quiet: true }), {
    well: [],
    wrong: [
      "not as reviewed: scores have changed since the review: 6,000 to 1, and " +
      "100 to 1 is an alarm",
      "not as reviewed: gain/positive on leaves mlp: contradicted, by opposite",
    ],
  });
});

Deno.test("closingLines() lets no name reach the terminal's controls", () => {
  for (const name of [...HOSTILE_NAMES, "\x1b[31mred\x07"]) {
    const run = hostileDocument(name);
    Object.assign(run.claims[0]!.statements[0]!, departed("opposite"));
    for (const line of linesOf(run).wrong) {
      assert(!/[^\P{Cc}\n]/u.test(line), JSON.stringify(line));
    }
  }
});
