import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { DecidedStatement } from "../../../reports/document.ts";
import {
  assertionLines,
  measureLines,
} from "../../../reports/terminal/statement_lines.ts";
import { MakeUp } from "../_make_up.ts";

const ASSERTION: DecidedStatement = {
  ...new MakeUp({ seeds: 20 }).statement([], {}),
  estimate: {
    point: 0.1234,
    lower: -0.0104,
    upper: 0.25,
    level: 0.95,
    runs: 20,
  },
};
const { evidence } = ASSERTION;

/** That evidence is not enough. */
const OPEN = {
  ...ASSERTION,
  verdict: "inconclusive" as const,
  evidence: {
    ...evidence!,
    support: 1,
    contradiction: -1,
    path: { support: [1], contradiction: [-1] },
  },
};

Deno.test("assertionLines() gives what a verdict has shown, and its evidence", () => {
  const rest = [
    "    95 % interval [-0.010, +0.250], mean +0.123, 20 seeds",
    "    differences below 0.05 do not matter",
  ];
  assertEquals(assertionLines(ASSERTION), [
    "  SUPPORTED: mean gain in minority F1 > 0",
    "    the mean is above 0; evidence over a million to 1",
    ...rest,
  ]);
  assertEquals(assertionLines({ ...OPEN, expected: undefined }), [
    "  INCONCLUSIVE: mean gain in minority F1 > 0",
    "    evidence 2.7 to 1 for it, none against it",
    ...rest,
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
    evidence: undefined,
    margin: 0,
    reason: "no seed has a number",
  });
  assertEquals(lines, [
    "  INCONCLUSIVE: mean gain in minority F1 > 0 (expected: supported)",
    "    because no seed has a number",
  ]);
});

Deno.test("assertionLines() marks stars, and verdicts that could be either", () => {
  const lines = assertionLines({
    ...ASSERTION,
    evidence: { ...evidence!, isStarred: true, isBoth: true },
  });
  assertEquals(lines[0], "  SUPPORTED*: mean gain in minority F1 > 0");
  assertEquals(
    lines[3],
    "    the opposite verdict would be right as well: the truth lies between",
  );
});

Deno.test("assertionLines() gives failures, and an estimate below its interval", () => {
  const { estimate } = ASSERTION;
  const lines = assertionLines({
    ...ASSERTION,
    kind: "differ",
    failed: 2,
    estimate: { ...estimate!, point: -0.02, lower: 0, upper: null },
  });
  assertEquals(lines.slice(2, 5), [
    "    95 % interval [ 0.000, +infinity], range -0.020, 20 seeds, 2 failed: the",
    "    interval counts them as the worst, the range leaves them out (the range is",
    "    low by chance)",
  ]);
});

Deno.test("assertionLines() says that an open one would be decided alone", () => {
  const lines = assertionLines({
    ...OPEN,
    evidence: { ...OPEN.evidence, support: Math.log(50), bar: 180 },
  });
  assertEquals(lines.at(-1), "    tested alone, it would be supported");
});

Deno.test("assertionLines() gives the unit of what is no score", () => {
  const lines = assertionLines({
    ...ASSERTION,
    unit: "epochs",
    margin: 2,
    estimate: { ...ASSERTION.estimate!, point: 33.83, lower: 12.5, upper: 37 },
  });
  assertEquals(lines.slice(2), [
    "    95 % interval [+12.5, +37.0], mean +33.8 epochs, 20 seeds",
    "    differences below 2 epochs do not matter",
  ]);
});

Deno.test("assertionLines() says what would decide an open one", () => {
  const says = "a verdict takes 40 to 1: roughly 170 seeds";
  const command = "deno task bench --filter gain --seeds 8..200";
  const lines = assertionLines(OPEN, { outlook: { says, command } });
  assertEquals(lines.slice(-2), [`    ${says}`, `    ${command}`]);
});

Deno.test("assertionLines() gives details and reasons, in lines that are not too long", () => {
  const detail = [2, 5, 10, 20, 50, 100, 200]
    .map((count) => `${count} rare 0.${count}`).join(", ");
  const lines = assertionLines({ ...OPEN, detail, reason: "seeds are few" });
  assertEquals(lines.at(-1), "    because seeds are few");
  const told = lines.slice(4, -1);
  assert(told.length > 1);
  assertEquals(told.map((line) => line.trim()).join(" "), detail);
  for (const line of lines) assert(line.length <= 80, line);
});

Deno.test("measureLines() gives an estimate in a line, and what else there is", () => {
  const measure = { ...ASSERTION, verdict: undefined, evidence: undefined };
  const { says } = measure;
  assertEquals(measureLines(measure), [
    `    [-0.010, +0.250] +0.123   ${says}`,
  ]);
  const detail = "batch 8 0.080, ".repeat(8).trim();
  const lines = measureLines({ ...measure, detail });
  assertStringIncludes(lines[1]!, "      batch 8 0.080");
  for (const line of lines) assert(line.length <= 80, line);
});
