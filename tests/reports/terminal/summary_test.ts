import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  assertionLines,
  type ClaimSummary,
  type StatementSummary,
  summarize,
} from "../../../reports/terminal/summary.ts";

const ASSERTION: StatementSummary = {
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
  p: 0.0042,
  margin: 0.05,
  reason: undefined,
};

const CLAIM: ClaimSummary = {
  name: "gain",
  sentence:
    "a batch normalization layer before the softmax raises the F1 of minority " +
    "classes",
  setting: "leaves, 1000 healthy to 10 spot, small-cnn, 10 epochs",
  statements: [ASSERTION],
  arms: [{
    name: "without the layer",
    minorityF1: 0.5,
    balancedAccuracy: 0.6666,
    mcc: -0.25,
  }, {
    name: "with it in training, removed after",
    minorityF1: 1,
    balancedAccuracy: 1,
    mcc: 1,
  }],
};

Deno.test("assertionLines() gives the verdict and its evidence", () => {
  assertEquals(assertionLines(ASSERTION), [
    "  SUPPORTED: mean gain in minority F1 > 0",
    "    estimate +0.123, 95 % interval [-0.010, +0.250], p = 0.0042",
    "    20 seeds; differences below 0.05 do not matter",
  ]);
});

Deno.test("assertionLines() says what was expected where it came otherwise", () => {
  const [contradicted] = assertionLines({
    ...ASSERTION,
    verdict: "contradicted",
  });
  assertEquals(
    contradicted,
    "  CONTRADICTED: mean gain in minority F1 > 0 (expected: supported)",
  );
  const [inconclusive] = assertionLines({
    ...ASSERTION,
    verdict: "inconclusive",
    expected: "contradicted",
  });
  assertEquals(
    inconclusive,
    "  INCONCLUSIVE: mean gain in minority F1 > 0 (expected: contradicted)",
  );
});

Deno.test("assertionLines() gives the reason where there is no estimate", () => {
  const lines = assertionLines({
    ...ASSERTION,
    verdict: "inconclusive",
    estimate: undefined,
    p: undefined,
    reason: "trials of 3 of 20 seeds failed",
  });
  assertEquals(lines, [
    "  INCONCLUSIVE: mean gain in minority F1 > 0 (expected: supported)",
    "    because trials of 3 of 20 seeds failed",
  ]);
});

Deno.test("assertionLines() never writes a small p as 0", () => {
  const lineOf = (p: number) => assertionLines({ ...ASSERTION, p })[1]!;
  assertStringIncludes(lineOf(2 ** -19), "p = 1.9e-6");
  assertStringIncludes(lineOf(0.0001), "p = 0.0001");
  assertStringIncludes(lineOf(0.00009), "p = 9.0e-5");
  assertStringIncludes(lineOf(1), "p = 1.0000");
});

Deno.test("assertionLines() gives the level as it is", () => {
  const { estimate } = ASSERTION;
  const cases = [[0.9, "90 %"], [0.99, "99 %"], [0.999, "99.9 %"]] as const;
  for (const [level, text] of cases) {
    const lines = assertionLines({
      ...ASSERTION,
      estimate: { ...estimate!, level },
    });
    assertStringIncludes(lines[1]!, `, ${text} interval [`);
  }
});

Deno.test("summarize() gives the claim, its setting, evidence and arms", () => {
  assertEquals(summarize(CLAIM).split("\n"), [
    "gain: a batch normalization layer before the softmax raises the F1 of minority",
    "  classes",
    "  on leaves, 1000 healthy to 10 spot, small-cnn, 10 epochs",
    "",
    "  SUPPORTED: mean gain in minority F1 > 0",
    "    estimate +0.123, 95 % interval [-0.010, +0.250], p = 0.0042",
    "    20 seeds; differences below 0.05 do not matter",
    "",
    "  mean over seeds                        minority F1  balanced acc.      MCC",
    "  without the layer                            0.500          0.667   -0.250",
    "  with it in training, removed after           1.000          1.000    1.000",
  ]);
});

Deno.test("summarize() gives every assertion of a claim", () => {
  const text = summarize({
    ...CLAIM,
    statements: [ASSERTION, { ...ASSERTION, says: "mean gain in MCC > 0" }],
  });
  assertStringIncludes(text, "SUPPORTED: mean gain in minority F1 > 0\n");
  assertStringIncludes(text, "SUPPORTED: mean gain in MCC > 0\n");
});

Deno.test("summarize() keeps columns in line under a long name", () => {
  const name = "with it in training, removed after (single-logit)";
  const arms = CLAIM.arms.map((arm, index) =>
    index === 1 ? { ...arm, name } : arm
  );
  const lines = summarize({ ...CLAIM, arms }).split("\n").slice(-3);
  assertEquals(new Set(lines.map((line) => line.length)).size, 1);
  assertStringIncludes(lines[2]!, `${name}  `);
});

Deno.test("summarize() keeps within 80 columns for ordinary names", () => {
  const words = "the layer raises scores of rare classes and of no others";
  for (let length = 1; length <= 60; length++) {
    const sentence = `${"x".repeat(length)} ${words} ${words} ${words}`;
    const claim: ClaimSummary = {
      ...CLAIM,
      sentence,
      statements: [{
        ...ASSERTION,
        verdict: "contradicted",
        estimate: { ...ASSERTION.estimate!, point: -0.5, runs: 10_000 },
        p: 1e-12,
      }],
    };
    const lines = summarize(claim).split("\n");
    for (const line of lines) assert(line.length <= 80, line);
    // Wrapping moves words, and loses none.
    const told = lines.slice(
      0,
      lines.findIndex((line) => line.includes(" on ")),
    )
      .map((line) => line.trim()).join(" ");
    assertEquals(told, `gain: ${sentence}`);
  }
});

Deno.test("summarize() gives what is only measured a line each, after the verdicts", () => {
  const { verdict: _, expected: __, ...measured } = ASSERTION;
  const statements = [{ ...measured, says: "change of MCC" }, ASSERTION];
  const lines = summarize({ ...CLAIM, statements }).split("\n");
  const at = lines.indexOf("  measured beside");
  assert(lines.findIndex((line) => line.includes("SUPPORTED")) < at);
  assertEquals(
    lines[at + 1],
    "    +0.123 [-0.010, +0.250]   change of MCC",
  );
  assert(!summarize(CLAIM).includes("measured"));
});

Deno.test("summarize() gives a trend its p, and its details below it", () => {
  const trend = {
    says: "the gain rises or falls with the batch size",
    p: 0.5,
    detail: "rising in the mean: " + "batch 8 0.080, ".repeat(8).trim(),
    margin: 0,
  };
  const lines = summarize({ ...CLAIM, statements: [trend] }).split("\n");
  const at = lines.indexOf("  measured beside");
  assertEquals(
    lines[at + 1]!.trim(),
    `p = 0.5000${" ".repeat(16)}${trend.says}`,
  );
  assert(lines[at + 2]!.startsWith("      rising in the mean"));
  for (const line of lines) assert(line.length <= 80, line);
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
