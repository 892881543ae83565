import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { verdictTable } from "../../../reports/terminal/verdict_table.ts";
import { madeUpDocument } from "../_document.ts";
import { everyKind } from "../_every_kind.ts";

Deno.test("verdictTable() has a block for each place, and no measures", () => {
  const run = madeUpDocument({ sites: ["leaves mlp", "mnist mlp"] });
  const [claim] = run.claims;
  const [first, second] = claim!.statements;
  second!.estimate = undefined;
  claim!.statements.push(
    {
      ...first!,
      name: "headline",
      verdict: "inconclusive",
      expected: undefined,
      evidence: {
        ...first!.evidence!,
        support: 1,
        path: { support: [1], contradiction: [-1] },
      },
    },
    { ...first!, name: "beside", verdict: undefined },
  );
  assertEquals(verdictTable(run).split("\n"), [
    "verdicts on leaves mlp, for all such images: each seed draws new ones",
    "                                      95 % interval, mean    seeds  evidence",
    "  gain/positive  supported    >0      [+0.40, +0.60] +0.50       6  120 to 1",
    "  gain/headline  inconclusive >0?     [+0.40, +0.60] +0.50       6",
    "",
    "verdicts on mnist mlp, for these training and test images",
    "                                      95 % interval, mean    seeds  evidence",
    "  gain/positive  supported    >0      not known                  6  120 to 1",
    "",
  ]);
  assertEquals(verdictTable({ ...run, claims: [] }), "");
});

Deno.test("verdictTable() says why a verdict is open that its interval seems to give", () => {
  const run = madeUpDocument();
  const [first] = run.claims[0]!.statements;
  Object.assign(first!, { verdict: "inconclusive", expected: undefined });
  Object.assign(first!.evidence!, {
    support: Math.log(50),
    bar: 180,
    together: 9,
  });
  assertStringIncludes(
    verdictTable(run),
    "                 tested alone, it would be supported; a verdict takes " +
      "180 to 1\n" +
      "                 here, as 9 assertions are tested together\n",
  );
});

Deno.test("verdictTable() says what stars are, where there are any", () => {
  const run = madeUpDocument();
  assert(!verdictTable(run).includes("starred"));
  run.claims[0]!.statements[0]!.evidence!.isStarred = true;
  assertStringIncludes(verdictTable(run), "\n  * all starred verdicts");
});

Deno.test("verdictTable() marks a departure below it, and what is as expected not", () => {
  const lines = verdictTable(everyKind()).split("\n");
  const above = lines.flatMap((line, at) =>
    line.includes("expected: ")
      ? lines.slice(0, at).findLast((each) => /^ {2}\S/.test(each))!.trim()
        .split(/ {2,}/)[0]
      : []
  );
  assert(above.includes("remedies/oversampling"));
  assert(!above.includes("gain/positive"));
});

Deno.test("verdictTable() keeps to 80 columns, whatever the evidence and the name", () => {
  const run = madeUpDocument();
  const [first, second] = run.claims[0]!.statements;
  Object.assign(first!, { name: "post-hoc-logit-adjustment" });
  for (const statement of [first, second ?? first]) {
    statement!.expected = "contradicted";
    statement!.evidence!.support = 100;
    Object.assign(statement!.estimate!, { lower: 12, point: 34, upper: 56 });
  }
  const table = verdictTable(run);
  assertEquals(table.split("\n").filter((line) => line.length > 80), []);
  assertStringIncludes(
    table,
    "  gain/post-hoc-logit-adjustment\n" +
      "                     supported    >0      [+12.0, +56.0] +34.0       6\n" +
      "                     evidence over a million to 1; " +
      "expected: contradicted\n",
  );
});
