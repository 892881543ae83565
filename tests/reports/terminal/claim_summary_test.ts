import { assertEquals, assertStringIncludes } from "@std/assert";
import { claimSummary } from "../../../reports/terminal/claim_summary.ts";
import { madeUpDocument } from "../_document.ts";

Deno.test("claimSummary() counts the claims and names them", () => {
  const run = madeUpDocument();
  const [claim] = run.claims;
  const claims = [
    { ...claim!, name: "one", verdict: "inconclusive" as const },
    { ...claim!, name: "two", verdict: "supported" as const },
    { ...claim!, name: "three", verdict: "supported" as const },
  ];
  assertEquals(claimSummary({ ...run, claims }).split("\n"), [
    "3 claims: 2 supported, 1 open",
    "  supported  two, three",
    "  open       one",
    "A claim is supported if all its assertions are, and contradicted if any is.",
    "",
  ]);
  assertEquals(claimSummary({ ...run, claims: [] }), "");
});

Deno.test("claimSummary() says why a claim is open although its assertions are not", () => {
  const run = madeUpDocument();
  Object.assign(run.claims[0]!, {
    verdict: "inconclusive",
    evidence: {
      drawn: "supported",
      support: Math.log(43),
      contradiction: -2,
      bar: 55,
    },
  });
  assertEquals(claimSummary(run).split("\n").slice(0, 3), [
    "1 claim: 1 open",
    "  open  gain",
    "  gain: its assertions say supported, 43 to 1; a claim takes 55 to 1",
  ]);
  run.claims[0]!.evidence!.isGoingOn = true;
  const told = claimSummary(run).replaceAll(/\s+/g, " ");
  assertStringIncludes(told, "55 to 1, and the run was stopped before");
});
