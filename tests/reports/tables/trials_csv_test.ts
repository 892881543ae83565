import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import {
  toTrialsCsv,
  TRIAL_COLUMNS,
} from "../../../reports/tables/trials_csv.ts";

Deno.test("toTrialsCsv() writes all columns, even of no trials", () => {
  assertEquals(toTrialsCsv([]), TRIAL_COLUMNS.join(",") + "\r\n");
});

Deno.test("TRIAL_COLUMNS has no name twice, and spreadsheet-safe names", () => {
  assertEquals([...new Set(TRIAL_COLUMNS)], [...TRIAL_COLUMNS]);
  for (const column of TRIAL_COLUMNS) assertMatch(column, /^[a-z][a-z0-9_]*$/);
});

Deno.test("toTrialsCsv() puts each value under its column", () => {
  const row = {
    dataset: "leaves",
    majority: "healthy;rust",
    minority: "spot",
    majority_count: 1000,
    seed: 7,
    status: "ok",
    minority_f1: 0.5,
    mcc: -0.25,
    train_seconds: 1.5,
  };
  const [read] = parse(toTrialsCsv([row]), { skipFirstRow: true });
  const empty = Object.fromEntries(TRIAL_COLUMNS.map((name) => [name, ""]));
  const texts = Object.entries(row).map(([name, value]) => [
    name,
    String(value),
  ]);
  assertEquals(read, { ...empty, ...Object.fromEntries(texts) });
});

Deno.test("toTrialsCsv() leaves the metrics of a failed trial empty", () => {
  const text = toTrialsCsv([{
    seed: 3,
    status: "killed",
    reason: 'the worker died: exit code 1\n  "out of memory"',
  }]);
  const [read] = parse(text, { skipFirstRow: true });
  assertEquals(read!.status, "killed");
  assertEquals(read!.reason, 'the worker died: exit code 1\n  "out of memory"');
  const columns = [
    "minority_f1",
    "mcc",
    "confidence",
    "ece_equal_width",
    "brier",
    "bin_count",
    "final_loss",
  ];
  for (const column of columns) {
    assertEquals(read![column], "");
  }
});

Deno.test("toTrialsCsv() keeps the order of the trials", () => {
  const seeds = [3, 1, 2, 1];
  const rows = parse(toTrialsCsv(seeds.map((seed) => ({ seed }))), {
    skipFirstRow: true,
  });
  assertEquals(rows.map(({ seed }) => Number(seed)), seeds);
});

Deno.test("toTrialsCsv() refuses a loss that is not a number", () => {
  assertThrows(
    () => toTrialsCsv([{ seed: 1, final_loss: NaN }]),
    RangeError,
    "Cannot write NaN into the column final_loss",
  );
});
