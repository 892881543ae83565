import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type {
  DocumentEvidence,
  DocumentStatement,
} from "../../reports/document.ts";
import {
  aloneText,
  type Outlook,
  outlookText,
} from "../../reports/outlook_text.ts";
import { madeUpDocument } from "./_document.ts";

/** What is said of an open assertion of a made-up run. */
function outlookOf(
  seeds: number,
  changes: Partial<DocumentEvidence> = {},
): Outlook {
  const run = madeUpDocument();
  const [claim] = run.claims;
  const [statement] = claim!.statements;
  const open: DocumentStatement = {
    ...statement!,
    seeds,
    evidence: {
      ...statement!.evidence!,
      state: "spent",
      support: 1,
      contradiction: -1,
      bar: 40,
      wanted: undefined,
      ...changes,
    },
  };
  const settings = {
    ...run.settings,
    options: "--seeds 20 --dataset mnist --filter gain",
    otherOptions: "--store a.sqlite",
    schedule: { first: 8, step: 2, most: 20 },
  };
  return outlookText(open, { claim: claim!, settings, trials: new Map() })!;
}

Deno.test("outlookText() gives one number of seeds, and a run with room", () => {
  const wanted = { least: 74, most: 144 };
  assertEquals(outlookOf(26, { wanted }), {
    says:
      "a verdict takes 40 to 1: roughly 110 seeds at the rate so far; with " +
      "some room:",
    command: "deno task bench --dataset mnist --filter gain --seeds 8..170 " +
      "--store a.sqlite",
  });
});

Deno.test("outlookText() says no more than the least where the range is wide", () => {
  for (const most of [841, undefined]) {
    const { says, command } = outlookOf(46, { wanted: { least: 87, most } });
    assertStringIncludes(says, "roughly 87 seeds or more at the rate so far");
    assertStringIncludes(command!, "--seeds 8..180");
  }
});

Deno.test("outlookText() gives no command that no run would take", () => {
  const { says, command } = outlookOf(46, { wanted: { least: 7000 } });
  assertStringIncludes(says, "roughly 7000 seeds or more at the rate so far");
  assertEquals(command, undefined);
});

Deno.test("outlookText() foresees nothing from a few seeds, and says how wide they are", () => {
  const wanted = { least: 20, most: 22 };
  for (const changes of [{}, { wanted }]) {
    assertEquals(outlookOf(8, changes), {
      says: "a verdict takes 40 to 1; 8 seeds are too few for a forecast: if " +
        "all scored the same, the interval would still be 0.80 wide",
      command: "deno task bench --dataset mnist --filter gain --seeds 8..60 " +
        "--store a.sqlite",
    });
  }
});

Deno.test("outlookText() claims of no number of seeds that it is too small", () => {
  const { says, command } = outlookOf(20);
  assertEquals(
    says,
    "a verdict takes 40 to 1, and its evidence does not grow so far",
  );
  assertEquals(command, undefined);
});

Deno.test("outlookText() says why a verdict takes more than 40 to 1", () => {
  assertStringIncludes(
    outlookOf(20, { bar: 180, together: 9 }).says,
    "a verdict takes 180 to 1 here, as 9 assertions are tested together",
  );
  // What older runs wrote has no count.
  assertStringIncludes(outlookOf(20, { bar: 180 }).says, "takes 180 to 1,");
});

Deno.test("aloneText() is about open assertions whose interval looks decided", () => {
  const textOf = (
    verdict: "supported" | "inconclusive",
    changes: Partial<DocumentEvidence>,
  ) => {
    const [statement] = madeUpDocument().claims[0]!.statements;
    const path = { support: [1], contradiction: [-1] };
    const evidence = { ...statement!.evidence!, support: 1, path, ...changes };
    return aloneText({ verdict, evidence });
  };
  const fifty = Math.log(50);
  assertEquals(textOf("inconclusive", {}), undefined);
  assertEquals(textOf("supported", { support: fifty }), undefined);
  assertEquals(
    textOf("inconclusive", { contradiction: fifty }),
    "tested alone, it would be contradicted",
  );
  const path = { support: [fifty, 1], contradiction: [-1, -1] };
  assert(textOf("inconclusive", { path })?.includes("has fallen since"));
});
