import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  answer,
  type AnswerEvidence,
} from "../../../reports/terminal/answer.ts";

const EVIDENCE: AnswerEvidence = {
  minority: ["rust", "blight"],
  verdict: "supported",
  gain: { point: 0.46, lower: 0.32, upper: 0.58, level: 0.95, runs: 14 },
  f1: { without: 0.001, with: 0.461 },
  calibration: undefined,
};

Deno.test("answer() says whether it helps, and by how much", () => {
  assertEquals(
    answer(EVIDENCE),
    "On these images the layer helps: the F1 of rust and blight goes from " +
      "0.00 to 0.46 (change +0.46, 95 % interval +0.32 to +0.58).",
  );
  assertStringIncludes(
    answer({ ...EVIDENCE, verdict: "contradicted" }),
    "the layer does not help",
  );
  assertStringIncludes(
    answer({ ...EVIDENCE, verdict: "inconclusive" }),
    "It is open whether the layer helps",
  );
});

Deno.test("answer() names the price in calibration, if there is one", () => {
  const of = (lower: number, upper: number) =>
    answer({
      ...EVIDENCE,
      calibration: { ...EVIDENCE.gain!, point: lower, lower, upper },
    });
  assertStringIncludes(of(0.1, 0.2), "the price: its probabilities");
  assertStringIncludes(of(-0.2, -0.1), "trusted more, not less");
  assertStringIncludes(of(-0.1, 0.1), "is open");
});

Deno.test("answer() says so where nothing was measured", () => {
  assertEquals(
    answer({ ...EVIDENCE, gain: undefined }),
    "Nothing can be said of these images: too many trainings failed.",
  );
});
