import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  lineName,
  recordRun,
  verdictChanges,
} from "../../reports/verdict_history.ts";
import { verdictSpans } from "../../reports/verdict_spans.ts";
import { madeUpDocument } from "./_document.ts";
import { historyOf, type MadeUpRun, madeUpRun } from "./_runs.ts";

Deno.test("verdictHistory() puts runs in the order in which they began", () => {
  const { runs, lines } = historyOf(
    madeUpRun({ day: 20, gain: 0.2 }),
    madeUpRun({ day: 3, gain: 0.3 }),
    madeUpRun({ day: 10, gain: 0.1 }),
  );
  assertEquals(runs.map(({ folder }) => folder), ["b", "c", "a"]);
  assertEquals(lines.length, 1);
  assertEquals(
    lines[0]!.points.map((
      { run, statement },
    ) => [run, statement.estimate?.point]),
    [[1, 0.3], [2, 0.1], [3, 0.2]],
  );
});

Deno.test("verdictHistory() joins runs of other seeds, code and engines", () => {
  const { lines } = historyOf(
    madeUpRun({ day: 1, seeds: 6 }),
    madeUpRun({
      day: 2,
      seeds: 12,
      origin: {
        code: "c0de",
        engine: {
          name: "wasm",
          version: "4.22.0",
          device: "cpu",
          instructionSet: "simd",
        },
      },
    }),
  );
  assertEquals(lines.map(lineName), ["gain/positive"]);
});

const APART: [string, Omit<MadeUpRun, "day">, [string, string]][] = [
  ["epochs", { spec: { epochs: 9 } }, ["epochs 3", "epochs 9"]],
  ["profiles", {
    run: { settings: { ...madeUpDocument().settings, profile: undefined } },
  }, ["profile quick", "no profile"]],
  [
    "networks' weights",
    { spec: { weights: `sha256:${"ab".repeat(32)}` } },
    [
      "weights scratch",
      "weights sha256:abababababab",
    ],
  ],
  ["data of the same name", { origin: { data: "c".repeat(64) } }, [
    "data dddddddddddd",
    "data cccccccccccc",
  ]],
  ["classes", { minority: ["spot", "rust"] }, [
    "minority class spot",
    "minority class spot and rust",
  ]],
  ["sites", { sites: ["leaves mlp"] }, ["", ""]],
];

for (const [what, other, variants] of APART) {
  Deno.test(`verdictHistory() keeps other ${what} apart, and says so`, () => {
    const { lines } = historyOf(
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

Deno.test("verdictChanges() tells of another bound, and of what it did to the verdict", () => {
  const lower = { bound: -0.1, margin: 0.01 };
  const history = historyOf(
    madeUpRun({ day: 1 }),
    madeUpRun({ day: 2, statement: lower }),
    madeUpRun({ day: 3, statement: lower, verdict: "contradicted" }),
    madeUpRun({ day: 4, statement: lower, verdict: "contradicted" }),
  );
  const [line, ...others] = history.lines;
  assertEquals(others, []);
  assertEquals(
    verdictChanges(line!, history).map(({ after, also }) => [after.run, also]),
    [[2, ["bound 0 to -0.1", "margin 0.05 to 0.01"]], [3, []]],
  );
});

Deno.test("verdictHistory() tells set-ups apart that have the same values", () => {
  /** Takes one of the two arms twice. */
  const twice = (day: number, arm: 0 | 1) => {
    const run = madeUpRun({ day });
    const [series] = run.claims[0]!.statements[0]!.series;
    for (const seed of series!.seeds) {
      seed.trials.splice(arm, 0, seed.trials[arm]!);
    }
    return run;
  };
  const { lines } = historyOf(twice(1, 0), twice(2, 1));
  const names = lines.map(lineName);
  assertEquals(new Set(names).size, 2);
  for (const name of names) {
    assertMatch(name, /^gain\/positive \(set-up [\da-f]{8}\)$/);
  }
});

Deno.test("verdictHistory() names a set-up alike in every history", () => {
  const one = historyOf(madeUpRun({ day: 1 }));
  const other = historyOf(
    madeUpRun({ day: 5, seeds: 9 }),
    madeUpRun({ day: 7 }),
  );
  assertEquals(one.lines[0]!.id, other.lines[0]!.id);
});

Deno.test("verdictChanges() says in which run, and what else changed", () => {
  const history = historyOf(
    madeUpRun({ day: 1 }),
    madeUpRun({ day: 2, sites: ["mnist mlp"] }),
    madeUpRun({ day: 3, origin: { code: "c0de" } }),
    madeUpRun({ day: 4, verdict: "inconclusive", seeds: 9 }),
    madeUpRun({ day: 5, verdict: "inconclusive", seeds: 9 }),
    madeUpRun({
      day: 6,
      seeds: 9,
      environment: { suite: "@finalbn/suite 0.2.0" },
    }),
  );
  const line = history.lines.find(({ place }) => place === "leaves small-cnn")!;
  assertEquals(
    verdictChanges(line, history).map(({ before, after, also }) => [
      before.run,
      after.run,
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

Deno.test("recordRun() tells what computed a run, each engine and code once", () => {
  const { code, engine, suite } = recordRun(madeUpRun({ day: 1 }), "a");
  assertEquals(
    [code, engine, suite],
    [
      `SHA-256 ${"c".repeat(64)}`,
      "tensorflow 2.21.0 on cpu, avx2",
      "@finalbn/suite 0.1.0",
    ],
  );
});

Deno.test("recordRun() leaves out what is only measured, and the numbers of seeds", () => {
  const run = madeUpRun({ day: 1 });
  const [statement] = run.claims[0]!.statements;
  const { verdict: _, ...measured } = statement!;
  run.claims[0]!.statements.push({ ...measured, name: "beside" });
  const { verdicts } = recordRun(run, "a");
  assertEquals(
    verdicts.map(({ statement }) => [statement.name, statement.series]),
    [["positive", []]],
  );
});

Deno.test("recordRun() refuses a run that lacks a trial of its own", () => {
  const run = madeUpRun({ day: 1 });
  const [{ id } = { id: "" }] = run.trials;
  assertThrows(
    () => recordRun({ ...run, trials: run.trials.slice(1) }, "a"),
    SyntaxError,
    `Cannot find the trial ${id}: a statement of the run names it`,
  );
});
