import { assert, assertEquals } from "@std/assert";
import {
  along,
  ARMS,
  bothArms,
  changesOf,
  changesOfOthers,
  GAIN,
  moreThan,
  moreThanUse,
  othersOf,
  valuesIn,
  valuesOf,
} from "../../../bench/study/arms.ts";
import {
  afterEpochs,
  contrast,
  difference,
  value,
} from "../../../bench/study/contrast.ts";
import type { Statement } from "../../../bench/study/kinds/mod.ts";

/** Statements on one contrast, one a line. */
function textsOf(statements: readonly Statement[]): string[] {
  return statements.map((statement) => {
    assert("of" in statement);
    const terms = statement.of.map(({ cell, inference, metric, weight }) =>
      [weight < 0 ? "-" : "+", cell, inference, metric].filter((part) =>
        part !== undefined
      ).join(" ")
    );
    return `${statement.name}: ${statement.says} = ${terms.join(" ")}`;
  });
}

Deno.test("ARMS differ in the layer alone, and GAIN is with minus without", () => {
  assertEquals(ARMS, {
    without: { head: "plain" },
    with: { head: "final-batch-norm" },
  });
  assertEquals(GAIN, difference({ cell: "with" }, { cell: "without" }));
});

Deno.test("bothArms() changes both arms of a condition alike", () => {
  const long = { epochs: 100, checkpoints: [10] };
  const { cells, gains } = bothArms({ "as it is": {}, long });
  assertEquals(cells, {
    "without, as it is": { head: "plain" },
    "with, as it is": { head: "final-batch-norm" },
    "without, long": { head: "plain", ...long },
    "with, long": { head: "final-batch-norm", ...long },
  });
  assertEquals(
    gains,
    ["as it is", "long"].map((label) => ({
      label,
      of: difference({ cell: `with, ${label}` }, { cell: `without, ${label}` }),
    })),
  );
});

Deno.test("along() keeps the order of values, numbers or not", () => {
  const rare = (count: number) => `${count} rare`;
  assertEquals(Object.entries(along("minorityCount", [50, 5, 20], rare)), [
    ["50 rare", { minorityCount: 50 }],
    ["5 rare", { minorityCount: 5 }],
    ["20 rare", { minorityCount: 20 }],
  ]);
  assertEquals(along("model", ["mlp"], (model) => model), {
    mlp: { model: "mlp" },
  });
});

Deno.test("changesOf() measures the layer in use, or removed", () => {
  assertEquals(
    textsOf([...changesOf(["mcc"]), ...changesOf(["mcc"], "layer-removed")]),
    [
      "mcc-change: change of Matthews' correlation with the layer = " +
      "+ with as-trained mcc - without mcc",
      "mcc-change-removed: change of Matthews' correlation with the layer " +
      "removed = + with layer-removed mcc - without mcc",
    ],
  );
});

Deno.test("valuesOf() measures both arms, and the treated one without its layer", () => {
  assertEquals(textsOf(valuesOf(["brier", "confidence"])), [
    "brier-without: Brier score without the layer = + without brier",
    "brier-with: Brier score with the layer = + with as-trained brier",
    "brier-with-removed: Brier score with the layer removed = " +
    "+ with layer-removed brier",
    "confidence-without: confidence without the layer = + without confidence",
    "confidence-with: confidence with the layer = + with as-trained confidence",
    "confidence-with-removed: confidence with the layer removed = " +
    "+ with layer-removed confidence",
  ]);
});

Deno.test("othersOf() compares each arm with the plain one", () => {
  const arms = { "scale only": { head: "final-scale" } } as const;
  const { cells, gains, measures } = othersOf(arms);
  assertEquals(cells, arms);
  const gain = difference({ cell: "scale only" }, { cell: "without" });
  assertEquals(gains, { "scale only": gain });
  assertEquals(textsOf(measures), [
    "scale only: gain in minority F1, scale only = + scale only - without",
  ]);
});

Deno.test("moreThan() compares the layer with each arm", () => {
  const assertions = moreThan(["a", "b c"], { margin: 0.1 });
  assertEquals(textsOf(assertions), [
    "a: mean minority F1 with the layer minus that with a > 0 = + with - a",
    "b-c: mean minority F1 with the layer minus that with b c > 0 = " +
    "+ with - b c",
  ]);
  for (const { kind, margin } of assertions) {
    assertEquals([kind, margin], ["greater", 0.1]);
  }
});

Deno.test("moreThanUse() compares the layer with a use of a network", () => {
  const use = { cell: "without", inference: "adjusted" } as const;
  assertEquals(textsOf([moreThanUse(use, { name: "b c", margin: 0.1 })]), [
    "b-c: mean minority F1 with the layer minus that with b c > 0 = " +
    "+ with - without adjusted",
  ]);
});

Deno.test("valuesIn() measures networks, each used in some way", () => {
  const uses = [{ cell: "a b" }, {
    cell: "with",
    inference: "adjusted",
  }] as const;
  assertEquals(textsOf(valuesIn(uses, ["mcc"])), [
    "mcc-a-b: Matthews' correlation, a b = + a b as-trained mcc",
    "mcc-with-adjusted: Matthews' correlation, with, adjusted post hoc = " +
    "+ with adjusted mcc",
  ]);
});

Deno.test("changesOfOthers() measures each arm in each metric", () => {
  assertEquals(textsOf(changesOfOthers(["a", "b c"], ["mcc", "brier"])), [
    "mcc-change-a: change of Matthews' correlation, a = + a mcc - without mcc",
    "mcc-change-b-c: change of Matthews' correlation, b c = " +
    "+ b c mcc - without mcc",
    "brier-change-a: change of Brier score, a = + a brier - without brier",
    "brier-change-b-c: change of Brier score, b c = + b c brier - without brier",
  ]);
});

Deno.test("contrast() takes one contrast off another", () => {
  const a = difference({ cell: "a" }, { cell: "b" });
  assertEquals(contrast(a, value({ cell: "c", metric: "mcc" })), [
    { cell: "a", weight: 1 },
    { cell: "b", weight: -1 },
    { cell: "c", metric: "mcc", weight: -1 },
  ]);
  // Whatever is the same in both falls out.
  assertEquals(
    contrast(a, a).map(({ weight }) => weight).sort(),
    [-1, -1, 1, 1],
  );
});

Deno.test("afterEpochs() measures both arms after the same epoch", () => {
  assertEquals(
    afterEpochs(GAIN, [1, 10]),
    [[1, "1 epoch"], [10, "10 epochs"]].map(([epoch, label]) => ({
      label,
      of: GAIN.map((term) => ({ ...term, epoch })),
    })) as ReturnType<typeof afterEpochs>,
  );
});
