import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { type Claim, claim, readClaim } from "../../../bench/study/claim.ts";
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

Deno.test("readClaim() says in plain words what is wrong, and where", () => {
  const asserting = (changes: object) => ({
    assertions: [{ ...POSITIVE, ...changes }],
  });
  const cell = (changes: object) => ({ cells: { "with, 8": changes } });
  const cases: [changes: object, message: string][] = [
    [{ name: "" }, 'the claim "": name: wanted a text, got ""'],
    [
      { name: "My Claim" },
      'the claim "My Claim": name: wanted small letters, digits and hyphens, ' +
      'such as batch-size, got "My Claim"',
    ],
    [{ source: undefined }, 'claim "gain": source: it is missing; wanted a'],
    [
      { role: "extensions" },
      "role: wanted one of primary, control, extension, got " +
      '"extensions"; did you mean extension?',
    ],
    [{ cells: ["a"] }, "cells: wanted an object, got a list"],
    [{ level: 2 }, '"gain": there is no field level; the fields are name, '],
    [
      cell({ heads: "plain" }),
      'cell "with, 8": there is no field heads; did you mean head?',
    ],
    [
      cell({ augmentation: "flop" }),
      'cell "with, 8", augmentation: wanted one of none, flip, flip-crop, got ' +
      '"flop"; did you mean flip?',
    ],
    [
      cell({ batchSize: 1 }),
      'cell "with, 8", batchSize: wanted a number of at least 2, got 1',
    ],
    [
      asserting({ kind: "greatest" }),
      'assertion "positive", kind: wanted one of greater, equivalent, peak, ' +
      'differ, pooled, got "greatest"; did you mean greater?',
    ],
    [
      asserting({ margin: -0.05 }),
      'assertion "positive", margin: wanted a number of at least 0, got -0.05',
    ],
    [
      asserting({ bounds: 0 }),
      'assertion "positive": there is no field bounds; did you mean bound?',
    ],
    [
      asserting({ of: [] }),
      'assertion "positive", of: wanted a list of at least 1, got one of 0',
    ],
    [
      asserting({ of: [{ cell: "with", weight: 1, metric: "accurate" }] }),
      'assertion "positive", of[0].metric: wanted one of minorityF1, ',
    ],
    [
      asserting({ of: [{ cell: "with", weight: 1, metrics: "mcc" }] }),
      "of[0]: there is no field metrics; did you mean metric?",
    ],
    [
      asserting({ of: value({ cell: "with", metric: "logLoss" }) }),
      "logLoss has no largest value, so nothing can be asserted of it",
    ],
    [
      { measures: [MEASURE] },
      'measure "trend", along: wanted a list of at least 3, got one of 2',
    ],
    [{ measures: [POSITIVE] }, 'measure "positive", kind: wanted one of mean'],
    [
      { assertions: [POSITIVE, POSITIVE] },
      'assertion "positive": another statement has the same name',
    ],
    [
      asserting({ of: value({ cell: "wit" }) }),
      'assertion "positive": there is no cell "wit"; did you mean with? the ' +
      'cells are "without", "with"',
    ],
  ];
  for (const [changes, message] of cases) {
    const declared = { ...CLAIM, ...changes } as Claim;
    const error = assertThrows(() => readClaim(declared), TypeError);
    assertStringIncludes(error.message, message);
    assertEquals(error.message.startsWith("Cannot read the claim "), true);
  }
});

Deno.test("readClaim() takes what a bench file exports, and nothing else", () => {
  assertEquals(readClaim(CLAIM), CLAIM);
  const sentence = "after 3 epochs";
  const file = ({ epochs }: { epochs: number }) => ({
    ...CLAIM,
    sentence: `after ${epochs} epochs`,
  });
  const protocol = { epochs: 3, grid: "thin" } as const;
  assertEquals(readClaim(file, { protocol }).sentence, sentence);
  assertThrows(
    () => readClaim(undefined),
    TypeError,
    "Cannot read the claim: wanted export default claim({...}), got nothing",
  );
});
