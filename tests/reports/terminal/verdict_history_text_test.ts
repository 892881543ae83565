import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { verdictHistoryText } from "../../../reports/terminal/verdict_history_text.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";
import { historyOf, madeUpRun } from "../_runs.ts";

Deno.test("verdictHistoryText() says what changed, in which run, and what did not", () => {
  const sites = ["leaves small-cnn", "mnist mlp"];
  const run = madeUpRun({ day: 8, sites, origin: { code: "f00d" } });
  const { statements } = run.claims[0]!;
  statements[0] = {
    ...statements[0]!,
    verdict: "inconclusive",
    estimate: {
      ...statements[0]!.estimate!,
      point: 0.02,
      lower: -0.12,
      upper: 0.15,
    },
  };
  const history = historyOf(
    madeUpRun({ day: 1, sites, origin: { code: "c0de" } }),
    run,
    madeUpRun({ day: 9, sites: ["mnist mlp"], spec: { epochs: 9 } }),
  );
  assertEquals(
    verdictHistoryText(history),
    `\
3 runs, oldest first (UTC)
  1  2026-01-01 12:00  a
  2  2026-01-08 12:00  b
  3  2026-01-09 12:00  c

assertions whose verdict, bound or margin changed: 1 of 3
  gain/positive on leaves small-cnn
    supported 1; inconclusive 2; expected: supported
    run 2, 2026-01-08: [-0.12, +0.15] +0.02, before [+0.40, +0.60] +0.50;
      changed too: code

unchanged on mnist mlp
  gain/positive (epochs 9)  supported     3    [+0.40, +0.60] +0.50
  gain/positive (epochs 3)  supported     1-2  [+0.40, +0.60] +0.50`,
  );
});

Deno.test("verdictHistoryText() names runs that were stopped, or decided nothing", () => {
  const run = { isComplete: false, claims: [] };
  const text = verdictHistoryText(historyOf(madeUpRun({ day: 1, run })));
  assertEquals(
    text,
    "1 run, oldest first (UTC)\n" +
      "  1  2026-01-01 12:00  a, stopped before its end, without a verdict\n\n" +
      "assertions whose verdict, bound or margin changed: 0 of 0",
  );
});

Deno.test("verdictHistoryText() says what was expected of an unchanged verdict", () => {
  const statement = { expected: "contradicted" as const };
  const text = verdictHistoryText(historyOf(madeUpRun({ day: 1, statement })));
  assertStringIncludes(
    text,
    "[+0.40, +0.60] +0.50\n    expected: contradicted",
  );
});

Deno.test("verdictHistoryText() fits 80 columns with many runs", () => {
  const days = Array.from({ length: 28 }, (_, at) => at + 1);
  const history = historyOf(
    ...days.map((day) =>
      madeUpRun({
        day,
        verdict: day % 3 === 0 ? "contradicted" : "inconclusive",
        spec: { batchSize: day % 2 === 0 ? 64 : 128 },
      })
    ),
  );
  const lines = verdictHistoryText(history).split("\n");
  assert(lines.every((line) => line.length <= 80), lines.join("\n"));
  assert(lines.length > 40, `${lines.length} lines`);
});

Deno.test("verdictHistoryText() keeps columns in line under long names", () => {
  const sites = ["leaves small-cnn"];
  const runs = [1, 2].map((day) => {
    const run = madeUpRun({ day, sites });
    const [claim] = run.claims;
    const [usual] = claim!.statements;
    claim!.statements = ["short", "a-name-that-leaves-no-room-beside-it"]
      .map((name) => ({ ...usual!, name, expected: "contradicted" }));
    return run;
  });
  const rows = verdictHistoryText(historyOf(...runs)).split("\n")
    .filter((line) => line.includes("supported "));
  assertEquals(rows.length, 2);
  assertEquals(new Set(rows.map((row) => row.indexOf("supported"))).size, 1);
  assertEquals(new Set(rows.map((row) => row.indexOf("[+0.40"))).size, 1);
  assert(rows.every((row) => row.length <= 80));
});

Deno.test("verdictHistoryText() keeps hostile names in their lines", () => {
  for (const name of HOSTILE_NAMES) {
    const claim = { name };
    const statement = { place: name };
    const history = historyOf(
      madeUpRun({ day: 1, claim, statement }),
      madeUpRun({ day: 2, claim, statement, verdict: "contradicted" }),
      madeUpRun({ day: 3, claim, statement: { ...statement, name } }),
    );
    history.runs[0]!.folder = name;
    const text = verdictHistoryText(history);
    assert(!/[^\P{Cc}\n]/u.test(text), JSON.stringify(text));
    // As many lines as with a name of one word, except for long ones.
    const plain = text.split("\n").filter((line) => !/^ {5,}/.test(line));
    assertEquals(plain.filter((line) => line === "").length, 2);
    assert(plain.every((line) => /^(\S| {2})/.test(line) || line === ""));
  }
});
