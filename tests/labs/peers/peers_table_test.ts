import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { peersTable, voidReason } from "../../../labs/peers/peers_table.ts";
import { reportOf } from "./_report.ts";

const peak = { processes: 1, operationsPerSecond: 1e10 };
const report = reportOf({
  peaks: [1, 2, 3, 4].map((round) => ({ ...peak, round })),
});

/** The cells of the lines that begin with a peer's name. */
function linesOf(text: string, peer: string): string[][] {
  return text.split("\n").filter((line) => line.startsWith(`${peer} `))
    .map((line) => line.split(/ {2,}/));
}

Deno.test("peersTable() has a line for each peer, alone and together", () => {
  const text = peersTable(report, []);
  assertEquals(linesOf(text, "suite").slice(0, 2), [
    ["suite", "200 (200-200)", "1", "12 %"],
    ["suite", "400 (400-400)", "1", "–"],
  ]);
  assertEquals(linesOf(text, "keras").slice(0, 2), [
    ["keras", "100 (100-100)", "2.00 (2.00-2.00)", "6 %"],
    ["keras", "200 (200-200)", "2.00 (2.00-2.00)", "–"],
  ]);
});

Deno.test("peersTable() gives the figures of what is void to nobody", () => {
  const text = peersTable(report, []);
  assertEquals(linesOf(text, "pytorch").slice(0, 2), [
    ["pytorch", "void, see below"],
    ["pytorch", "void, see below"],
  ]);
  assertStringIncludes(text, "void: pytorch: loss, plain: +0.0");
  const line = text.replaceAll(/\s+/g, " ");
  assertStringIncludes(line, "; loss, layer: +0.0");
  assert(!line.includes("no difference is shown"), line);
});

Deno.test("peersTable() says how far differences may reach", () => {
  const f1 = "+0.000 ± 0.000";
  const text = peersTable(report, []);
  assertMatch(text, /\n +loss, plain +loss, layer +F1, plain +F1, layer\n/);
  assertEquals(linesOf(text, "keras")[3], [
    "keras",
    "+0.000 ± 0.002",
    "+0.000 ± 0.002",
    f1,
    f1,
  ]);
  const others = report.starts.filter(({ peer }) => peer !== "pytorch");
  const differences = report.differences.filter(({ peer }) => peer === "keras");
  const alike = peersTable({ ...report, starts: others, differences }, []);
  assertStringIncludes(
    alike,
    "\nno difference is shown to be larger than 0.014 nats or 0.05 of F1\n",
  );
});

Deno.test("peersTable() calls what too few trials say unknown", () => {
  const text = peersTable({ ...report, differences: [] }, []);
  assertEquals(
    linesOf(text, "keras")[3],
    ["keras", "unknown", "unknown", "unknown", "unknown"],
  );
});

Deno.test("peersTable() of this suite alone compares nothing", () => {
  const starts = report.starts.filter(({ peer }) => peer === "suite");
  const text = peersTable({ ...report, starts, differences: [] }, []);
  assert(!/minus suite|differ/.test(text), text);
});

Deno.test("peersTable() says when the first trial was there, and at what price", () => {
  const text = peersTable(report, []);
  assertEquals(linesOf(text, "suite")[2], [
    "suite",
    "1.3 s",
    "2.5 s",
    "3.8 s",
    "512 MiB",
  ]);
  assertEquals(linesOf(text, "keras")[2], [
    "keras",
    "1.3 s",
    "2.5 s",
    "3.8 s",
    "–",
  ]);
});

Deno.test("peersTable() fits a terminal", () => {
  const note = "a note that goes on and on ".repeat(9).trim();
  const lines = peersTable(report, [note]).split("\n");
  for (const line of lines) assert(line.length <= 80, line);
  assertStringIncludes(lines.join(" "), "- a note that goes on");
});

Deno.test("voidReason() says nothing where no difference is shown", () => {
  assertEquals(voidReason("keras", report.differences), undefined);
  assertEquals(voidReason("suite", report.differences), undefined);
});
