import { assertEquals } from "@std/assert";
import { EXIT_CODES, ExitCode } from "../../../bench/tasks/exit_codes.ts";
import { exitCodeOf } from "../../../bench/tasks/_exit_code_of.ts";
import type {
  DocumentStatement,
  RunDocument,
} from "../../../reports/document.ts";
import { changedScores, departed } from "../../reports/_departed.ts";
import { type MadeUp, madeUpDocument } from "../../reports/_document.ts";

/** A run whose only statement is changed. */
function runWith(
  changes: Partial<DocumentStatement>,
  options?: MadeUp,
): RunDocument {
  const run = madeUpDocument(options);
  const { statements } = run.claims[0]!;
  statements[0] = { ...statements[0]!, ...changes };
  return run;
}

function codeOf(
  document: RunDocument,
  { strict = false, isInterrupted = false } = {},
): number {
  return exitCodeOf(document, { strict, isInterrupted });
}

Deno.test("docs/ci.md and --help have the one table of exit codes", async () => {
  const page = await Deno.readTextFile(
    new URL("../../../docs/ci.md", import.meta.url),
  );
  const rows = Array.from(
    page.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm),
    ([, code, meaning]) => [code, meaning],
  );
  assertEquals(rows, Object.entries(EXIT_CODES));
  assertEquals(
    Object.keys(EXIT_CODES).map(Number),
    Object.values(ExitCode).toSorted((a, b) => a - b),
  );
});

Deno.test("exitCodeOf() is 0 where all is as expected", () => {
  assertEquals(codeOf(runWith({}), { strict: true }), 0);
  assertEquals(codeOf(runWith({ expected: undefined }), { strict: true }), 0);
});

Deno.test("exitCodeOf() is 1 for scores that have changed, and any alarm, strict or not", () => {
  const alarms = [
    runWith(departed("rules")),
    runWith(departed("opposite")),
    runWith(departed("lost")),
    runWith(departed("lost", { isRepeated: true })),
    { ...runWith({}), review: changedScores() },
  ];
  for (const run of alarms) {
    assertEquals([codeOf(run), codeOf(run, { strict: true })], [1, 1]);
  }
});

Deno.test("exitCodeOf() is 3 for what is open, and for a notice, if strict", () => {
  const verdict = "inconclusive";
  const left = [
    { verdict, expected: verdict },
    { verdict, expected: undefined },
    departed("notice"),
    departed("lost", { isRepeated: false }),
  ] as const;
  for (const changes of left) {
    const run = runWith(changes);
    assertEquals([codeOf(run), codeOf(run, { strict: true })], [0, 3]);
  }
});

Deno.test("exitCodeOf() is 4 where a trial failed, 130 where interrupted", () => {
  const run = runWith(departed("opposite"), { failed: [2] });
  assertEquals(codeOf(run, { strict: true }), 4);
  assertEquals(codeOf(run, { strict: true, isInterrupted: true }), 130);
});
