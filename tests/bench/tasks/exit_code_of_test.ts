import { assertEquals } from "@std/assert";
import { exitCodeOf } from "../../../bench/tasks/_exit_code_of.ts";
import type {
  DocumentStatement,
  RunDocument,
} from "../../../reports/document.ts";
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

Deno.test("exitCodeOf() is 0 where all is as expected", () => {
  assertEquals(codeOf(runWith({}), { strict: true }), 0);
  assertEquals(codeOf(runWith({ expected: undefined }), { strict: true }), 0);
});

Deno.test("exitCodeOf() is 1 for any departure that fresh seeds did not refute, strict or not", () => {
  for (const verdict of ["contradicted", "inconclusive"] as const) {
    const again = { firstSeed: 7, verdict };
    for (const strict of [false, true]) {
      assertEquals(codeOf(runWith({ verdict }), { strict }), 1);
      const repeated = { verdict, again: { ...again, isDeparture: true } };
      assertEquals(codeOf(runWith(repeated), { strict }), 1);
    }
    const refuted = { verdict, again: { ...again, isDeparture: false } };
    assertEquals(codeOf(runWith(refuted)), 0);
  }
});

Deno.test("exitCodeOf() is 3 for what is inconclusive as expected, if strict", () => {
  const verdict = "inconclusive";
  for (const expected of [verdict, undefined] as const) {
    const run = runWith({ verdict, expected });
    assertEquals([codeOf(run), codeOf(run, { strict: true })], [0, 3]);
  }
});

Deno.test("exitCodeOf() is 4 where a trial failed, 130 where interrupted", () => {
  const run = runWith({ verdict: "contradicted" }, { failed: [2] });
  assertEquals(codeOf(run, { strict: true }), 4);
  assertEquals(codeOf(run, { strict: true, isInterrupted: true }), 130);
});
