import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import {
  CLAIM_COLUMNS,
  type ClaimRow,
  toClaimsCsv,
} from "../../../reports/tables/claims_csv.ts";

const ROW: ClaimRow = {
  claim: "gain",
  assertion: "positive",
  dataset: "leaves",
  estimate: 0.125,
  lower: -0.0625,
  upper: 0.25,
  level: 0.95,
  p: 0.03125,
  margin: 0.05,
  seeds: 6,
  failed: 0,
  verdict: "inconclusive",
  expected: "supported",
};

Deno.test("toClaimsCsv() writes all columns, even of no claims", () => {
  assertEquals(toClaimsCsv([]), CLAIM_COLUMNS.join(",") + "\r\n");
});

Deno.test("CLAIM_COLUMNS has no name twice, and spreadsheet-safe names", () => {
  assertEquals([...new Set(CLAIM_COLUMNS)], [...CLAIM_COLUMNS]);
  for (const column of CLAIM_COLUMNS) assertMatch(column, /^[a-z][a-z0-9_]*$/);
});

Deno.test("toClaimsCsv() puts each value under its column", () => {
  const [read] = parse(toClaimsCsv([ROW]), { skipFirstRow: true });
  const empty = Object.fromEntries(CLAIM_COLUMNS.map((name) => [name, ""]));
  const texts = Object.entries(ROW).map(([name, value]) => [
    name,
    String(value),
  ]);
  assertEquals(read, { ...empty, ...Object.fromEntries(texts) });
});

Deno.test("toClaimsCsv() leaves a missing estimate empty, and failures 0", () => {
  const undecided: ClaimRow = {
    claim: "gain",
    assertion: "positive",
    estimate: undefined,
    p: undefined,
    failed: 0,
    verdict: "inconclusive",
    expected: "supported",
  };
  const [read] = parse(toClaimsCsv([undecided]), { skipFirstRow: true });
  for (const column of ["estimate", "lower", "upper", "p", "seeds"]) {
    assertEquals(read![column], "", column);
  }
  assertEquals(read!.failed, "0");
  assertEquals(read!.verdict, "inconclusive");
});

Deno.test("toClaimsCsv() refuses an estimate that is not finite", () => {
  assertThrows(
    () => toClaimsCsv([ROW, { ...ROW, upper: Infinity }]),
    RangeError,
    "Cannot write Infinity into the column upper",
  );
});
