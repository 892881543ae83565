import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { verdictTable } from "../../../reports/terminal/verdict_table.ts";
import { madeUpDocument } from "../_document.ts";
import { everyKind } from "../_every_kind.ts";

Deno.test("verdictTable() has a block for the claims and for each place, and no measures", () => {
  const run = madeUpDocument({ sites: ["leaves mlp", "mnist mlp"] });
  const [claim] = run.claims;
  claim!.verdict = "inconclusive";
  const [first, second] = claim!.statements;
  second!.estimate = undefined;
  claim!.statements.push(
    {
      ...first!,
      name: "headline",
      verdict: "inconclusive",
      expected: undefined,
    },
    { ...first!, name: "beside", verdict: undefined },
  );
  assertEquals(verdictTable(run).split("\n"), [
    "claims: supported if all their assertions are, on every site",
    "  gain           inconclusive",
    "",
    "verdicts on leaves mlp, about all such images: each seed has its own",
    "                               95 % interval, mean    seeds  evidence",
    "  gain/positive  supported     [+0.40, +0.60] +0.50       6  120 to 1",
    "  gain/headline  inconclusive  [+0.40, +0.60] +0.50       6",
    "",
    "verdicts on mnist mlp, about these training and test images",
    "                               95 % interval, mean    seeds  evidence",
    "  gain/positive  supported     no estimate                6  120 to 1",
    "",
  ]);
  assertEquals(verdictTable({ ...run, claims: [] }), "");
});

Deno.test("verdictTable() says why a claim is open although its assertions are not", () => {
  const run = madeUpDocument();
  const [claim] = run.claims;
  claim!.verdict = "inconclusive";
  claim!.evidence = {
    drawn: "supported",
    support: Math.log(43),
    contradiction: -2,
    bar: 55,
  };
  const [, ...lines] = verdictTable(run).split("\n");
  assertEquals(lines.slice(0, 2), [
    "  gain           inconclusive: its assertions say supported, 43 to 1; a claim",
    "    takes 55 to 1",
  ]);
});

Deno.test("verdictTable() marks a departure below it, and what is as expected not", () => {
  const lines = verdictTable(everyKind()).split("\n");
  const above = lines.flatMap((line, at) =>
    line.includes("expected: ") ? lines[at - 1]!.trim().split(/ {2,}/)[0] : []
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
      "                         supported     [+12.00, +56.00] +34.00      6\n" +
      "                         evidence over a million to 1; " +
      "expected: contradicted\n",
  );
});
