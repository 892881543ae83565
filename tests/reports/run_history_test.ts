import { assert, assertEquals, assertMatch } from "@std/assert";
import { lineName, verdictChanges } from "../../reports/run_history.ts";
import { verdictSpans } from "../../reports/verdict_spans.ts";
import { historyOf, type MadeUpRun, madeUpRun } from "./_runs.ts";

Deno.test("runHistory() puts runs in the order in which they began", async () => {
  const { runs, lines } = await historyOf(
    madeUpRun({ day: 20, gain: 0.2 }),
    madeUpRun({ day: 3, gain: 0.3 }),
    madeUpRun({ day: 10, gain: 0.1 }),
  );
  assertEquals(runs.map(({ folder }) => folder), ["b", "c", "a"]);
  assertEquals(lines.length, 1);
  assertEquals(
    lines[0]!.points.map(({ run, row }) => [run, row.estimate]),
    [[1, 0.3], [2, 0.1], [3, 0.2]],
  );
});

Deno.test("runHistory() joins runs of other seeds, code and engines", async () => {
  const { lines } = await historyOf(
    madeUpRun({ day: 1, seeds: 6 }),
    madeUpRun({
      ...{ day: 2, seeds: 12, facts: { code: "SHA-256 c0de (24)" } },
      settings: { engine: "wasm", instruction_set: "simd" },
    }),
  );
  assertEquals(lines.map(lineName), ["gain/positive"]);
});

const APART: [string, Omit<MadeUpRun, "day">, [string, string]][] = [
  ["epochs", { settings: { epochs: 9 } }, ["epochs 3", "epochs 9"]],
  ["profiles", { row: { profile: undefined } }, [
    "profile quick",
    "no profile",
  ]],
  ["bounds", { row: { bound: 0.15 } }, ["bound 0", "bound 0.15"]],
  [
    "networks' weights",
    { settings: { weights: `sha256:${"ab".repeat(32)}` } },
    [
      "weights scratch",
      "weights sha256:abababababab",
    ],
  ],
  ["data of the same name", { settings: { content_sha256: "c".repeat(64) } }, [
    "no data",
    "data cccccccccccc",
  ]],
  ["classes", { minority: ["spot", "rust"] }, [
    "minority class spot",
    "minority class spot and rust",
  ]],
  ["sites", { sites: ["leaves mlp"] }, ["", ""]],
];

for (const [what, other, variants] of APART) {
  Deno.test(`runHistory() keeps other ${what} apart, and says so`, async () => {
    const { lines } = await historyOf(
      madeUpRun({ day: 1 }),
      madeUpRun({ day: 2, ...other }),
      madeUpRun({ day: 3 }),
    );
    assertEquals(
      lines.map(({ points }) => points.map(({ run }) => run)),
      [[1, 3], [2]],
    );
    assertEquals(lines.map(({ variant }) => variant), variants);
    assert(lines[0]!.id !== lines[1]!.id || what === "sites");
  });
}

Deno.test("runHistory() tells set-ups apart that have the same values", async () => {
  /** Takes one of the two arms twice. */
  const twice = (day: number, arm: 0 | 1) => {
    const run = madeUpRun({ day });
    run.contrasts = run.contrasts.map((row) => {
      const names = row.trials!.split(";");
      return { ...row, trials: names.toSpliced(arm, 0, names[arm]!).join(";") };
    });
    return run;
  };
  const { lines } = await historyOf(twice(1, 0), twice(2, 1));
  const names = lines.map(lineName);
  assertEquals(new Set(names).size, 2);
  for (const name of names) {
    assertMatch(name, /^gain\/positive \(set-up [\da-f]{8}\)$/);
  }
});

Deno.test("runHistory() names a set-up alike in every history", async () => {
  const [one, other] = await Promise.all([
    historyOf(madeUpRun({ day: 1 })),
    historyOf(madeUpRun({ day: 5, seeds: 9 }), madeUpRun({ day: 7 })),
  ]);
  assertEquals(one.lines[0]!.id, other.lines[0]!.id);
});

Deno.test("verdictChanges() says in which run, and what else changed", async () => {
  const history = await historyOf(
    madeUpRun({ day: 1 }),
    madeUpRun({ day: 2, sites: ["mnist mlp"] }),
    madeUpRun({ day: 3, facts: { code: "SHA-256 c0de (12)" } }),
    madeUpRun({ day: 4, verdict: "inconclusive", seeds: 9 }),
    madeUpRun({ day: 5, verdict: "inconclusive", seeds: 9 }),
    madeUpRun({ day: 6, seeds: 9, facts: { suite: "@finalbn/suite 0.2.0" } }),
  );
  const line = history.lines.find(({ site }) => site === "leaves small-cnn")!;
  assertEquals(
    verdictChanges(line, history).map(({ before, after, also }) => [
      ...[before.run, after.run],
      also,
    ]),
    [[3, 4, ["code", "seeds"]], [5, 6, ["suite"]]],
  );
  assertEquals(verdictSpans(line.points), [
    { verdict: "supported", runs: "1, 3" },
    { verdict: "inconclusive", runs: "4-5" },
    { verdict: "supported", runs: "6" },
  ]);
});
