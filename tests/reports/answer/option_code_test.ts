import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { INFERENCES } from "../../../models/training/inferences.ts";
import { optionCode } from "../../../reports/answer/option_code.ts";
import remedies from "../../../bench/remedies_bench.ts";

const SPEC = {
  majority: ["healthy", "rust"],
  minority: ["spot"],
  majorityCount: 300,
  minorityCount: 60,
  imbalance: "step",
  batchSize: 32,
  bnMomentum: 0.9,
  outputs: "softmax",
} as const;

const [MAJORITY, MINORITY] = [[...SPEC.majority], [...SPEC.minority]];
const SPEC_OF = { ...SPEC, majority: MAJORITY, minority: MINORITY };

Deno.test("optionCode() knows every arm of the remedies", () => {
  for (const cell of Object.keys(remedies.cells)) {
    const code = optionCode({ cell, inference: "as-trained" }, SPEC_OF);
    assert(code !== undefined, cell);
  }
});

Deno.test("optionCode() puts the numbers of the run in", () => {
  const adjusted = optionCode(
    { cell: "without", inference: "adjusted" },
    SPEC_OF,
  );
  assertEquals(adjusted, {
    pytorch: [
      "counts = torch.tensor([300., 300., 60.])  # healthy, rust, spot",
      "logits = model(images) - torch.log(counts / counts.sum())",
    ],
    keras: [
      "counts = np.array([300., 300., 60.])  # healthy, rust, spot",
      "logits = model.predict(images) - np.log(counts / counts.sum())",
    ],
  });
  const weights = optionCode(
    { cell: "class weights", inference: "as-trained" },
    SPEC_OF,
  );
  // 660 / (3 * 300) and 660 / (3 * 60).
  assertStringIncludes(
    weights!.keras[0]!,
    "{0: 0.7333, 1: 0.7333, 2: 3.667}",
  );
  const long = { ...SPEC_OF, bnMomentum: 0.99, minority: ["a\nb"] };
  const layer = { cell: "with", inference: "as-trained" };
  assertStringIncludes(optionCode(layer, long)!.pytorch[0]!, "momentum=0.01)");
  const named = { cell: "without", inference: "adjusted" };
  assertStringIncludes(optionCode(named, long)!.pytorch[0]!, "rust, a b");
});

Deno.test("optionCode() has none for outputs that are no softmax", () => {
  const sigmoid = { ...SPEC_OF, outputs: "sigmoid" } as const;
  const option = { cell: "without", inference: "adjusted" };
  assertEquals(optionCode(option, sigmoid), undefined);
});

Deno.test("the adjustment in code gives what the suite gives", () => {
  const asTrained = Float32Array.of(2, 1.5, 0.5, -1, 0, -0.5, 3, 0.25, 0);
  const counts = [300, 300, 60];
  const recipe = { outputs: "softmax" } as Parameters<
    typeof INFERENCES.adjusted.logits
  >[2];
  const trained = { counts, normalizedBy: () => asTrained };
  const given = { asTrained, own: asTrained };
  const found = INFERENCES.adjusted.logits(given, trained, recipe)!;
  assertEquals(
    [...found].map((value) => value.toFixed(4)),
    ADJUSTED.map((value) => value.toFixed(4)),
  );
});

/**
 * `torch.tensor([[2, 1.5, .5], [-1, 0, -.5], [3, .25, 0]]) -
 * torch.log(counts / counts.sum())`, PyTorch 2.15.
 */
// deno-fmt-ignore
const ADJUSTED = [
  2.7884573936462402, 2.2884573936462402, 2.897895336151123,
  -0.21154266595840454, 0.7884573340415955, 1.897895336151123,
  3.7884573936462402, 1.0384573936462402, 2.397895336151123,
];
