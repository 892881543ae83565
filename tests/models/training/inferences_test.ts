import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { classificationMetrics } from "../../../models/metrics/metrics.ts";
import {
  INFERENCE_NAMES,
  INFERENCES,
  type TrainedOn,
} from "../../../models/training/inferences.ts";
import {
  type Recipe,
  REFERENCE_RECIPE,
  REMEDIES,
} from "../../../models/training/recipe.ts";

const GIVEN = {
  asTrained: Float32Array.of(3, 1, 0.5, 2, 2, 2),
  own: Float32Array.of(30, 10, 5, 20, 20, 20),
};

function trainedOn(counts: readonly number[]): TrainedOn {
  return {
    counts,
    normalizedBy: (weights) => Float32Array.from(weights),
  };
}

function waysOf(recipe: Partial<Recipe>): string[] {
  return INFERENCE_NAMES.filter((name) =>
    INFERENCES[name].obstacle({ ...REFERENCE_RECIPE, ...recipe }) === undefined
  );
}

Deno.test("each head has the ways that it can be used in", () => {
  assertEquals(waysOf({}), ["as-trained", "adjusted"]);
  const averaged = [...INFERENCE_NAMES];
  assertEquals(waysOf({ head: "final-batch-norm" }), averaged);
  assertEquals(waysOf({ head: "final-center" }), averaged);
  const stateless = ["as-trained", "layer-removed", "adjusted"];
  assertEquals(waysOf({ head: "final-layer-norm" }), stateless);
  assertEquals(waysOf({ head: "final-affine" }), stateless);
});

Deno.test("what was trained to weigh classes alike is not adjusted once more", () => {
  assertEquals(
    REMEDIES.filter((remedy) => waysOf({ remedy }).includes("adjusted")),
    ["none", "focal-loss", "label-smoothing"],
  );
});

Deno.test("before the end of the training, there are two ways at most", () => {
  const early = INFERENCE_NAMES.filter((name) =>
    INFERENCES[name].logits(GIVEN, undefined, REFERENCE_RECIPE) !== undefined
  );
  assertEquals(early, ["as-trained", "layer-removed"]);
  const { "as-trained": trained, "layer-removed": removed } = INFERENCES;
  assertEquals(trained.logits(GIVEN), GIVEN.asTrained);
  assertEquals(removed.logits(GIVEN), GIVEN.own);
});

Deno.test("adjusted takes the logarithm of each class's share from its logit", () => {
  const logits = INFERENCES.adjusted.logits(
    GIVEN,
    trainedOn([800, 150, 50]),
    REFERENCE_RECIPE,
  )!;
  const shares = [0.8, 0.15, 0.05];
  for (const [at, logit] of logits.entries()) {
    const expected = GIVEN.asTrained[at]! - Math.log(shares[at % 3]!);
    assertAlmostEquals(logit, expected, 1e-6);
  }
});

Deno.test("adjusted undoes the shares of classes that the logits were made with", () => {
  // Probabilities of a class-balanced world, and what they are at other shares.
  const balanced = [[0.7, 0.2, 0.1], [0.3, 0.3, 0.4]];
  const counts = [900, 90, 10];
  const given = Float32Array.from(
    balanced.flatMap((row) => row.map((p, k) => Math.log(p * counts[k]!))),
  );
  const adjusted = INFERENCES.adjusted.logits(
    { asTrained: given, own: given },
    trainedOn(counts),
    REFERENCE_RECIPE,
  )!;
  const measure = (logits: Float32Array) =>
    classificationMetrics(logits, {
      labels: Uint8Array.of(0, 2),
      classes: 3,
      minority: [2],
    });
  assertEquals(measure(given).minorityF1, 0);
  const { minorityF1, logLoss } = measure(adjusted);
  assertEquals(minorityF1, 1);
  assertAlmostEquals(logLoss, -(Math.log(0.7) + Math.log(0.4)) / 2, 1e-6);
});

Deno.test("adjusted takes the odds of a class from its own sigmoid", () => {
  const adjust = (asTrained: Float32Array, counts: number[]) =>
    INFERENCES.adjusted.logits(
      { asTrained, own: asTrained },
      trainedOn(counts),
      { ...REFERENCE_RECIPE, outputs: "sigmoid" },
    )!;
  // 99 : 1. A sigmoid that knows nothing says the share, and then a half.
  const ignorant = Float32Array.of(Math.log(99), -Math.log(99));
  for (const logit of adjust(ignorant, [990, 10])) {
    assertAlmostEquals(logit, 0, 1e-6);
  }
  // Of three equal classes, each is one in three before and after.
  const thirds = new Float32Array(3).fill(-Math.LN2);
  assertEquals(adjust(thirds, [7, 7, 7]), thirds);
});

Deno.test("a single logit is adjusted like the softmax of its two", () => {
  const pair = Float32Array.of(0, -2);
  const given = { asTrained: pair, own: pair };
  const logits = INFERENCES.adjusted.logits(given, trainedOn([990, 10]), {
    ...REFERENCE_RECIPE,
    outputs: "single-logit",
  })!;
  assertAlmostEquals(logits[1]! - logits[0]!, -2 + Math.log(99), 1e-6);
});

Deno.test("averages weigh images, or classes", () => {
  const trained = trainedOn([100, 4]);
  const { "averages-anew": anew, "averages-balanced": balanced } = INFERENCES;
  assertEquals([...anew.logits(GIVEN, trained)!], [1, 1]);
  const [common, rare] = balanced.logits(GIVEN, trained)!;
  assertEquals([100 * common!, 4 * rare!].map(Math.fround), [1, 1]);
});

Deno.test("every way says what is done, and no two say the same", () => {
  const said = Object.values(INFERENCES).map(({ says }) => says);
  assertEquals(new Set(said).size, said.length);
  for (const says of said) assert(/^[a-z].*[^.]$/.test(says), says);
});
