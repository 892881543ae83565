import { assertEquals, assertThrows } from "@std/assert";
import { type Claim, claim } from "../../../bench/study/claim.ts";
import { value } from "../../../bench/study/contrast.ts";
import { CLAIM, POSITIVE } from "../_trials.ts";

const MEASURE = {
  kind: "trend",
  name: "trend",
  says: "it rises or falls",
  along: ["a", "b"].map((label) => ({ label, of: POSITIVE.of })),
};

Deno.test("claim() gives back what is declared", () => {
  const role = "control";
  const declared = { ...CLAIM, role, measures: [] } as const;
  assertEquals<Claim>(claim(declared), declared);
});

Deno.test("claim() refuses what cannot be followed, and names the field", () => {
  const asserting = (changes: object) => ({
    assertions: [{ ...POSITIVE, ...changes }],
  });
  const cases: [changes: object, message: string][] = [
    [{ name: "" }, 'the claim "": name: '],
    [{ source: undefined }, 'the claim "gain": source: '],
    [{ role: "placebo" }, 'the claim "gain": role: '],
    [
      { cells: { a: { heads: "plain" } } },
      'cells.a: Unrecognized key: "heads"',
    ],
    [{ cells: { a: { batchSize: 1 } } }, "cells.a.batchSize: "],
    [asserting({ kind: "greatest" }), "assertions.0.kind: "],
    [asserting({ margin: -0.05 }), "assertions.0.margin: "],
    [asserting({ magin: 0.05 }), 'Unrecognized key: "magin"'],
    [asserting({ of: [] }), "assertions.0.of: "],
    [
      asserting({ of: [{ cell: "with", weight: 1, metric: "F1" }] }),
      "assertions.0.of.0.metric: ",
    ],
    [
      asserting({ of: value({ cell: "with", metric: "logLoss" }) }),
      '"positive" asserts something of logLoss, which has no largest value',
    ],
    [{ measures: [MEASURE] }, "measures.0.along: "],
    [{ measures: [POSITIVE] }, "measures.0.kind: "],
    [
      { assertions: [POSITIVE, POSITIVE] },
      'assertions.1.name: another statement is called "positive" too',
    ],
    [
      asserting({ of: value({ cell: "elsewhere" }) }),
      '"positive" speaks of the cell "elsewhere", and there are without, with',
    ],
  ];
  for (const [changes, message] of cases) {
    const declared = { ...CLAIM, ...changes } as Claim;
    const error = assertThrows(() => claim(declared), TypeError, message);
    assertEquals(error.message.startsWith("Cannot read the claim "), true);
  }
});
