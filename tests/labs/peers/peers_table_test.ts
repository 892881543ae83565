import { assert, assertEquals, assertStringIncludes } from "@std/assert";
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
  assertStringIncludes(line, "; loss, final-batch-norm: +0.0");
});

Deno.test("peersTable() says when the first trial was there, and at what price", () => {
  const text = peersTable(report, []);
  assertEquals(linesOf(text, "suite")[2], [
    "suite",
    "1.3 s",
    "2.5 s",
    "3.8 s",
    "512 MiB",
    "itself",
  ]);
  assertEquals(linesOf(text, "keras")[2], [
    "keras",
    "1.3 s",
    "2.5 s",
    "3.8 s",
    "–",
    "yes",
  ]);
});

Deno.test("peersTable() fits a terminal", () => {
  const note = "a note that goes on and on ".repeat(9).trim();
  const lines = peersTable(report, [note]).split("\n");
  for (const line of lines) assert(line.length <= 80, line);
  assertStringIncludes(lines.join(" "), "- a note that goes on");
});

Deno.test("voidReason() says nothing of a peer that agrees", () => {
  assertEquals(voidReason("keras", report.agreements), undefined);
  assertEquals(voidReason("suite", report.agreements), undefined);
});
