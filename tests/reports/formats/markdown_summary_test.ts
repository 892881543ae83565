import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  markdownSummary,
  MOST_BYTES,
  type SummaryContent,
} from "../../../reports/formats/markdown_summary.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";

const CONTENT: SummaryContent = {
  headline: "1 of 2 verdicts differs",
  departures: [{ title: "gain/positive on leaves mlp", text: "a\n  b" }],
  failedTrials: [{ title: "killed", text: "out of memory" }],
  unconfirmed: [{ title: "once", text: "chance" }],
  leftOut: ["majority on leaves mlp: too few classes"],
  rows: [
    {
      ...{ site: "leaves mlp", name: "gain/headline", estimate: "0" },
      ...{ verdict: "supported", expected: "supported" },
    },
    {
      ...{ site: "leaves mlp", name: "gain/positive", estimate: "1" },
      ...{ verdict: "contradicted", expected: "supported" },
    },
  ],
};

const NOTHING: SummaryContent = {
  headline: "nothing",
  ...{ departures: [], failedTrials: [], unconfirmed: [], leftOut: [] },
  rows: [],
};

Deno.test("markdownSummary() has failures first, and departures above the rest", () => {
  const text = markdownSummary(CONTENT);
  const order = [
    ...["1 of 2 verdicts differs", "### Departures", "a&#10;  b"],
    ...["### Trials that failed", "### Departures that fresh seeds"],
    ...["### Verdicts", "| gain/positive", "| gain/headline", "### Left out"],
  ].map((part) => text.indexOf(part));
  assert(order.every((at) => at >= 0), order.join());
  assertEquals(order, [...order].sort((a, b) => a - b));
  assertStringIncludes(
    text,
    "| gain/positive | leaves mlp | **contradicted** | supported | 1 |",
  );
});

Deno.test("markdownSummary() is short where there is little to say", () => {
  assertEquals(markdownSummary(NOTHING), "## nothing\n\n");
});

Deno.test("markdownSummary() shows names as they are", () => {
  for (const name of HOSTILE_NAMES) {
    const text = markdownSummary({
      ...CONTENT,
      departures: [{ title: name, text: name }],
      rows: [{ ...CONTENT.rows[0]!, site: name }],
    });
    assert(!/<script|\[link|!\[|@somebody|`/.test(text), text);
    assert(!/[^\P{Cc}\n]/u.test(text), "there is a control character");
    const row = text.split("\n").find((line) => line.startsWith("| gain"))!;
    // Its five cells and no more, on one line.
    assertEquals(row.match(/\|/g)?.length, 6, row);
    const shown = row.split(" | ")[1]!.replace(
      /&#(\d+);/g,
      (_, code) => String.fromCodePoint(Number(code)),
    );
    assertEquals(shown, name.replace(/[^\P{Cc}\n]/gu, "\ufffd"));
  }
});

Deno.test("markdownSummary() stays below its size, says so, and keeps what is wrong", () => {
  const many = { ...NOTHING, headline: "many", departures: CONTENT.departures };
  const rows = Array.from(
    { length: 40_000 },
    () => ({ ...CONTENT.rows[0]!, site: "日本語" }),
  );
  const text = markdownSummary({ ...many, rows });
  const { length } = new TextEncoder().encode(text);
  assert(length <= MOST_BYTES && length > MOST_BYTES - 200, `${length}`);
  assert(text.endsWith("\nCut off here: the reports have the rest.\n"));
  assertStringIncludes(text, "gain/positive on leaves mlp");
});

Deno.test("markdownSummary() is not cut where it just fits", () => {
  const whole = markdownSummary(CONTENT);
  const { length } = new TextEncoder().encode(whole);
  assertEquals(markdownSummary(CONTENT, { mostBytes: length }), whole);
  const cut = markdownSummary(CONTENT, { mostBytes: length - 1 });
  assert(new TextEncoder().encode(cut).length < length);
});
