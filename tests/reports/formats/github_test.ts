import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { RunDocument } from "../../../reports/document.ts";
import { githubAnnotations } from "../../../reports/formats/github_annotations.ts";
import {
  githubSummary,
  MOST_BYTES,
} from "../../../reports/formats/github_summary.ts";
import { changedScores, departed, departedRun } from "../_departed.ts";
import { hostileDocument, madeUpDocument } from "../_document.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";

/** An alarm, a notice, changed scores, and a failed trial a site. */
function troubled(): RunDocument {
  const departures = [
    undefined,
    departed("opposite"),
    departed("lost", { isRepeated: false }),
  ];
  return {
    ...departedRun(departures, { failed: [6] }),
    review: changedScores(),
    leftOut: [{ claim: "majority", reason: "too few classes" }],
  };
}

function summaryOf(document: RunDocument, mostBytes = MOST_BYTES): string {
  return String(githubSummary(document, { mostBytes })["summary.md"]);
}

function linesOf(document: RunDocument): string[] {
  const text = String(githubAnnotations(document)["annotations.txt"]);
  assert(text === "" || text.endsWith("\n"));
  return text.split("\n").slice(0, -1);
}

Deno.test("githubSummary() has what is wrong first, by the checks, and then the rest", () => {
  const text = summaryOf(troubled());
  const order = [
    "## verdicts&#58; 3, alarms&#58; 2, notices&#58; 1, failed trials&#58; 3\n",
    "24 scores of 2 cells were compared with the reviewed ones&#58; 6,000 to 1",
    "### Not as reviewed: 2",
    "scores have changed since the review",
    "next step&#58; find out what changed&#58; code, packages or images",
    "gain/positive on leaves mlp&#58; contradicted, by opposite",
    "CONTRADICTED&#58; mean gain",
    "### Trials that failed: 3",
    "killed&#58; final-batch-norm, seed 6 on leaves small-cnn",
    "### Notices: not as reviewed, and may well be chance: 1",
    "gain/positive on mnist mlp",
    "### Verdicts",
    "| gain/positive | leaves mlp | **contradicted** | supported | &#91;&#43;0.40",
    "| gain/positive | leaves small-cnn | supported |",
    "### Left out\n\n- majority over all&#58; too few classes",
  ].map((part) => text.indexOf(part));
  assert(order.every((at) => at >= 0), `${order}\n${text}`);
  assertEquals(order, [...order].sort((a, b) => a - b));
});

Deno.test("githubSummary() is short where there is little to say", () => {
  const nothing = { ...madeUpDocument(), claims: [], trials: [] };
  assertEquals(
    summaryOf({ ...nothing, isComplete: false }),
    "## verdicts&#58; 0, no expected verdicts, failed trials&#58; 0, the run " +
      "was stopped before its end\n\n",
  );
});

Deno.test("githubSummary() shows names as they are", () => {
  for (const name of HOSTILE_NAMES) {
    const text = summaryOf(hostileDocument(name));
    assert(!/<script|\[link|!\[|@somebody|`/.test(text), text);
    assert(!/[^\P{Cc}\n]/u.test(text), "there is a control character");
    const row = text.split("\n").find((line) => line.startsWith("| "))!;
    assertEquals(
      row,
      "| assertion | site | verdict | expected | 95 % interval, estimate | seeds | evidence |",
    );
    const [verdict] = text.split("| --- |\n")[1]!.split("\n");
    // Its seven cells and no more, on one line.
    assertEquals(verdict!.match(/\|/g)?.length, 8, verdict);
    const shown = verdict!.split(" | ")[1]!.replace(
      /&#(\d+);/g,
      (_, code) => String.fromCodePoint(Number(code)),
    );
    assertEquals(shown, name.replace(/[^\P{Cc}\n]/gu, "\ufffd"));
  }
});

Deno.test("githubSummary() stays below its size, says so, and keeps what is wrong", () => {
  const run = troubled();
  const [claim] = run.claims;
  const many = Array.from(
    { length: 40_000 },
    () => ({ ...claim!.statements[0]!, place: "日本語" }),
  );
  const text = summaryOf({
    ...run,
    claims: [{ ...claim!, statements: [...claim!.statements, ...many] }],
  });
  const { length } = new TextEncoder().encode(text);
  assert(length <= MOST_BYTES && length > MOST_BYTES - 200, `${length}`);
  assert(text.endsWith("\nCut off here: the reports have the rest.\n"));
  assertStringIncludes(text, "gain/positive on leaves mlp");
});

Deno.test("githubSummary() is not cut where it just fits", () => {
  const whole = summaryOf(troubled());
  const { length } = new TextEncoder().encode(whole);
  assertEquals(summaryOf(troubled(), length), whole);
  const cut = summaryOf(troubled(), length - 1);
  assert(new TextEncoder().encode(cut).length < length);
});

Deno.test("githubAnnotations() has errors for what fails the run, and notices", () => {
  const lines = linesOf(troubled());
  assertEquals(
    lines.map((line) => /^::(\w+ title=.*?)(?:%3A|::)/.exec(line)?.[1]),
    [
      "error title=scores have changed since the review",
      "error title=gain/positive on leaves mlp",
      ...["killed", "killed", "killed"].map((each) => `error title=${each}`),
      "notice title=gain/positive on mnist mlp",
    ],
  );
  assertEquals(linesOf(madeUpDocument()), []);
});

Deno.test("githubAnnotations() writes ten at the most, and says how many more", () => {
  const seeds = Array.from({ length: 25 }, (_, at) => at + 1);
  const of = (count: number) =>
    linesOf(madeUpDocument({ seeds: 25, failed: seeds.slice(0, count) }));
  assertEquals(of(10).length, 10);
  assert(of(10).at(-1)!.startsWith("::error title=killed%3A "));
  assertEquals(of(25).length, 10);
  assertEquals(of(25).at(-1), "::error::and 16 more: see the summary");
});

Deno.test("githubAnnotations() can be read back, whatever is in them", () => {
  const unescape = (text: string) =>
    text.replace(
      /%(0A|0D|25|2C|3A)/g,
      (_, code) => String.fromCharCode(parseInt(code, 16)),
    );
  for (const name of HOSTILE_NAMES) {
    const run = hostileDocument(name);
    Object.assign(run.claims[0]!.statements[0]!, departed("opposite"));
    const [line = "", ...others] = linesOf(run);
    assertEquals(others, []);
    const [, title = "", text = ""] = /^::error title=([^:,]*)::(.*)$/su
      .exec(line) ?? [];
    assertStringIncludes(unescape(title), `${name}/${name} on ${name}: `);
    assertStringIncludes(unescape(text), "CONTRADICTED: ");
  }
});
