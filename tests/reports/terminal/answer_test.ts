import { assertEquals, assertStringIncludes } from "@std/assert";
import type {
  DocumentEstimate,
  DocumentStatement,
  RunDocument,
} from "../../../reports/document.ts";
import { answer } from "../../../reports/terminal/answer.ts";
import { madeUpDocument } from "../_document.ts";

const ESTIMATE: DocumentEstimate = {
  point: 0.46,
  lower: 0.32,
  upper: 0.58,
  level: 0.95,
  runs: 14,
};

/** A run with a gain, and a change of the calibration error if asked. */
function runWith(
  changes: Partial<DocumentStatement>,
  calibration?: Partial<DocumentEstimate>,
): RunDocument {
  const run = madeUpDocument();
  const [claim] = run.claims;
  const [statement] = claim!.statements;
  const gain = { ...statement!, estimate: ESTIMATE, ...changes };
  const change = {
    ...statement!,
    name: "eceEqualWidth-change",
    estimate: { ...ESTIMATE, ...calibration },
  };
  const uncertainty = { ...claim!, name: "uncertainty", statements: [change] };
  const [site] = run.settings.sites;
  site!.minority = ["rust", "blight"];
  return {
    ...run,
    claims: [
      { ...claim!, statements: [gain] },
      ...calibration === undefined ? [] : [uncertainty],
    ],
  };
}

Deno.test("answer() says whether it helps, and by how much", () => {
  // The means of (seed % 3) / 10 + 1 / 64, and of 0.5 + (seed % 7) / 20.
  assertEquals(
    answer(runWith({})),
    "On these images the layer helps: the F1 of rust and blight goes from " +
      "0.12 to 0.67 (change: 95 % interval +0.32 to +0.58, mean +0.46).",
  );
  assertStringIncludes(
    answer(runWith({ verdict: "contradicted" }))!,
    "the layer does not help",
  );
  assertStringIncludes(
    answer(runWith({ verdict: "inconclusive" }))!,
    "It is open whether the layer helps",
  );
});

Deno.test("answer() names the price in calibration, if there is one", () => {
  const of = (lower: number | null, upper: number | null) =>
    answer(runWith({}, { lower, upper }))!;
  assertStringIncludes(of(0.1, 0.2), "the price: its probabilities");
  assertStringIncludes(of(-0.2, -0.1), "trusted more, not less");
  assertStringIncludes(of(-0.1, 0.1), "is open");
  assertStringIncludes(of(null, null), "interval -infinity to +infinity");
});

Deno.test("answer() says so where nothing was measured", () => {
  assertEquals(
    answer(runWith({ estimate: undefined })),
    "Nothing can be said of these images: no training has a result.",
  );
  assertEquals(answer({ ...madeUpDocument(), claims: [] }), undefined);
});
