import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  assertionLines,
  measureLines,
  type ShownStatement,
} from "../../../reports/terminal/statement_lines.ts";

const ASSERTION: ShownStatement = {
  says: "mean gain in minority F1 > 0",
  verdict: "supported",
  expected: "supported",
  estimate: {
    point: 0.1234,
    lower: -0.0104,
    upper: 0.25,
    level: 0.95,
    runs: 20,
  },
  p: 0.002,
  pHolm: 0.0042,
  margin: 0.05,
};

Deno.test("assertionLines() gives the verdict and its evidence", () => {
  assertEquals(assertionLines(ASSERTION), [
    "  SUPPORTED: mean gain in minority F1 > 0",
    "    estimate +0.123, 95 % interval [-0.010, +0.250], p = 0.0042",
    "    20 seeds; differences below 0.05 do not matter",
  ]);
});

Deno.test("assertionLines() says what was expected where it came otherwise", () => {
  const cases = [
    ["contradicted", "supported"],
    ["inconclusive", "contradicted"],
  ] as const;
  for (const [verdict, expected] of cases) {
    const [line] = assertionLines({ ...ASSERTION, verdict, expected });
    assertEquals(
      line,
      `  ${verdict.toUpperCase()}: mean gain in minority F1 > 0 (expected: ` +
        `${expected})`,
    );
  }
});

Deno.test("assertionLines() gives the reason where there is no estimate", () => {
  const lines = assertionLines({
    ...ASSERTION,
    verdict: "inconclusive",
    estimate: undefined,
    p: undefined,
    pHolm: undefined,
    reason: "trials of 3 of 20 seeds failed",
  });
  assertEquals(lines, [
    "  INCONCLUSIVE: mean gain in minority F1 > 0 (expected: supported)",
    "    because trials of 3 of 20 seeds failed",
  ]);
});

Deno.test("assertionLines() never writes a small p as 0, and falls back on one that is not adjusted", () => {
  const lineOf = (pHolm: number | undefined) =>
    assertionLines({ ...ASSERTION, pHolm })[1]!;
  assertStringIncludes(lineOf(2 ** -19), "p = 1.9e-6");
  assertStringIncludes(lineOf(0.0001), "p = 0.0001");
  assertStringIncludes(lineOf(0.00009), "p = 9.0e-5");
  assertStringIncludes(lineOf(1), "p = 1.0000");
  assertStringIncludes(lineOf(undefined), "p = 0.0020");
});

Deno.test("assertionLines() gives level and ends of an interval as they are", () => {
  const { estimate } = ASSERTION;
  const cases = [[0.9, "90 %"], [0.99, "99 %"], [0.999, "99.9 %"]] as const;
  for (const [level, text] of cases) {
    const lines = assertionLines({
      ...ASSERTION,
      estimate: { ...estimate!, level, lower: null, upper: null },
    });
    assertStringIncludes(
      lines[1]!,
      `, ${text} interval [-infinity, +infinity]`,
    );
  }
});

Deno.test("assertionLines() leaves a margin of 0 unsaid", () => {
  const lines = assertionLines({ ...ASSERTION, margin: 0 });
  assertEquals(lines.at(-1), "    20 seeds");
});

Deno.test("assertionLines() gives details and reasons, in lines that are not too long", () => {
  const detail = "best inside: 10 rare; the peak is likely at " +
    [2, 5, 10, 20, 50, 100, 200].map((count) => `${count} rare`).join(", ");
  const lines = assertionLines({
    ...ASSERTION,
    detail,
    verdict: "inconclusive",
    reason: "the peak may be at an end",
  });
  assertEquals(lines.at(-1), "    because the peak may be at an end");
  const told = lines.slice(3, -1);
  assert(told.length > 1);
  assertEquals(told.map((line) => line.trim()).join(" "), detail);
  for (const line of lines) assert(line.length <= 80, line);
});

Deno.test("measureLines() gives an estimate, or a p-value, in a line", () => {
  const { says, estimate } = ASSERTION;
  assertEquals(measureLines({ says, estimate }), [
    `    +0.123 [-0.010, +0.250]   ${says}`,
  ]);
  const detail = "rising in the mean: " + "batch 8 0.080, ".repeat(8).trim();
  const lines = measureLines({ says, p: 0.5, detail });
  assertEquals(lines[0], `    p = 0.5000${" ".repeat(16)}${says}`);
  assert(lines[1]!.startsWith("      rising in the mean"));
  for (const line of lines) assert(line.length <= 80, line);
});
