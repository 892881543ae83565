import { assert, assertEquals } from "@std/assert";
import {
  type VerdictLine,
  verdictTable,
} from "../../../reports/terminal/verdict_table.ts";

const LINE: VerdictLine = {
  name: "gain/positive",
  site: "leaves mlp",
  verdict: "supported",
  expected: undefined,
  estimate: { point: 0.456, lower: -0.01, upper: 0.7, level: 0.95, runs: 9 },
};

Deno.test("verdictTable() has a block for each site", () => {
  const lines = verdictTable([
    LINE,
    { ...LINE, site: "mnist mlp", estimate: undefined },
    { ...LINE, name: "gain/headline", verdict: "inconclusive" },
  ]).split("\n");
  assertEquals(lines, [
    "verdicts on leaves mlp",
    "  gain/positive  supported     +0.46 [-0.01, +0.70]",
    "  gain/headline  inconclusive  +0.46 [-0.01, +0.70]",
    "",
    "verdicts on mnist mlp",
    "  gain/positive  supported     no estimate",
    "",
  ]);
});

Deno.test("verdictTable() marks a departure, and what is as expected not", () => {
  const of = (expected: VerdictLine["expected"]) =>
    verdictTable([{ ...LINE, expected }]);
  assertEquals(of("supported"), of(undefined));
  assert(of("contradicted").includes("] expected: contradicted"));
});
