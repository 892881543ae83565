import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { RunDocument } from "../../../reports/document.ts";
import { summarize } from "../../../reports/terminal/summary.ts";
import { madeUpDocument } from "../_document.ts";
import { everyKind } from "../_every_kind.ts";

/** The summary of a run of one claim at one site. */
function only(document: RunDocument): string[] {
  const [text, ...others] = summarize(document);
  assertEquals(others, []);
  return text!.split("\n");
}

/** The mean of the last minority F1 of an arm. */
function meanF1(document: RunDocument, head: string, used = "as-trained") {
  const scores = document.trials.map(({ result }) => result)
    .filter(({ spec, status }) => spec.head === head && status === "ok")
    .map(({ evaluations }) =>
      evaluations.findLast(({ inference }) => inference === used)!.metrics
        .minorityF1
    );
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return mean.toFixed(3);
}

Deno.test("summarize() gives the claim, its setting, evidence and arms", () => {
  const run = madeUpDocument();
  assertEquals(only(run).slice(0, -2), [
    "gain: the layer helps",
    "  on leaves, 1000 of healthy to 10 of spot, small-cnn, 3 epochs,",
    "  for all such images: each seed draws new ones",
    "",
    "  SUPPORTED: mean gain in minority F1 > 0",
    "    the mean is above 0; evidence 120 to 1",
    "    95 % interval [+0.400, +0.600], mean +0.500, 6 seeds",
    "    AUROC of rare classes: 0.558 without, 0.838 with; [-0.351, +0.636] +0.280",
    "    differences below 0.05 do not matter",
    "",
    "  arm, with its means          seeds  minority F1    AUROC  balanced acc.    MCC",
  ]);
});

Deno.test("summarize() says what a claim trains on, where its cells set that", () => {
  const run = madeUpDocument();
  for (const { result } of run.trials) {
    const isTreated = result.spec.head !== "plain";
    result.spec.minorityCount = isTreated ? 5 : 50;
    result.spec.minority = ["a long name of a class", "spot", "yet another"];
  }
  assertEquals(only(run).slice(1, 3), [
    "  on leaves, 1000 of healthy to 5 or 50 each of a long name of a class, spot and",
    "    yet another, small-cnn, 3 epochs,",
  ]);
});

Deno.test("summarize() averages arms over the last epoch of trials that ended well", () => {
  for (const failed of [[], [1, 5]]) {
    const run = madeUpDocument({ failed });
    const arms = only(run).slice(-2).map((line) => line.trim().split(/ {2,}/));
    assertEquals(
      arms.map(([name, seeds, f1]) => [name, seeds, f1]).sort(),
      [
        ["with", `${6 - failed.length}`, meanF1(run, "final-batch-norm")],
        ["without", "6", meanF1(run, "plain")],
      ],
    );
  }
  const all = madeUpDocument({ failed: [1, 2, 3, 4, 5, 6] });
  assert(only(all).at(-1)!.startsWith("  without "));
});

Deno.test("summarize() names the ways of inference that statements look at, in the order of the cells", () => {
  const [gain] = summarize(everyKind());
  const lines = gain!.split("\n");
  const at = lines.findIndex((line) => line.startsWith("  arm, with"));
  assertEquals(
    lines.slice(at + 1).map((line) => line.trim().split(/ {2,}/)[0]),
    ["with", "with, layer removed", "without"],
  );
});

Deno.test("summarize() gives each site its statements, and the last what is pooled", () => {
  const texts = summarize(everyKind())
    .filter((text) => text.startsWith("generality:"));
  assertEquals(texts.length, 3);
  const pooled = texts.map((text) => text.includes("between 0.1 and 0.9"));
  assertEquals(pooled, [false, false, true]);
  for (const [at, site] of ["leaves", "mnist"].entries()) {
    assertStringIncludes(texts[at]!, `on ${site}, 1000 of healthy`);
  }
});

Deno.test("summarize() gives what is only measured after the verdicts", () => {
  const [gain] = summarize(everyKind());
  const lines = gain!.split("\n");
  const at = lines.indexOf("  measured beside");
  assert(lines.findLastIndex((line) => line.includes("SUPPORTED")) < at);
  assert(lines[at + 1]!.startsWith("    [+0.400, +0.600] +0.500   "));
  assert(!only(madeUpDocument()).includes("  measured beside"));
});

Deno.test("summarize() keeps columns in line under a long name", () => {
  const run = madeUpDocument();
  const long = "with it in training, removed after (single-logit)";
  const [claim] = run.claims;
  claim!.cells = [long, "without"];
  for (const { terms } of claim!.statements[0]!.series) terms[0]!.cell = long;
  const lines = only(run).slice(-3);
  assertEquals(new Set(lines.map((line) => line.length)).size, 1);
  assertStringIncludes(lines[1]!, `${long}  `);
});

Deno.test("summarize() keeps within 80 columns for ordinary names", () => {
  const words = "the layer raises scores of rare classes and of no others";
  for (let length = 1; length <= 60; length++) {
    const sentence = `${"x".repeat(length)} ${words} ${words} ${words}`;
    const lines = only(madeUpDocument({ sentence }));
    for (const line of lines) assert(line.length <= 80, line);
    // Wrapping moves words, and loses none.
    const end = lines.findIndex((line) => line.includes(" on "));
    const told = lines.slice(0, end).map((line) => line.trim()).join(" ");
    assertEquals(told, `gain: ${sentence}`);
  }
});
