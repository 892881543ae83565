import { assertEquals } from "@std/assert";
import {
  along,
  ARMS,
  bothArms,
  changesOf,
  changesOfOthers,
  GAIN,
  moreThan,
  othersOf,
  valuesOf,
} from "../../../bench/study/arms.ts";
import {
  afterEpochs,
  contrast,
  difference,
  value,
} from "../../../bench/study/contrast.ts";
import { HEADS } from "../../../models/layers/heads.ts";

Deno.test("ARMS differ in the layer alone, and GAIN is with less without", () => {
  assertEquals(ARMS, {
    without: { head: "plain" },
    with: { head: "final-batch-norm" },
  });
  for (const { head } of Object.values(ARMS)) assertEquals(head in HEADS, true);
  assertEquals(GAIN, [
    { cell: "with", weight: 1 },
    { cell: "without", weight: -1 },
  ]);
});

Deno.test("bothArms() changes both arms of a condition alike", () => {
  const { cells, gains } = bothArms({
    "as it is": {},
    "long": { epochs: 100, checkpoints: [10] },
  });
  assertEquals(cells, {
    "without, as it is": { head: "plain" },
    "with, as it is": { head: "final-batch-norm" },
    "without, long": { head: "plain", epochs: 100, checkpoints: [10] },
    "with, long": { head: "final-batch-norm", epochs: 100, checkpoints: [10] },
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
  const counts = along(
    "minorityCount",
    [50, 5, 20],
    (count) => `${count} rare`,
  );
  assertEquals(Object.entries(counts), [
    ["50 rare", { minorityCount: 50 }],
    ["5 rare", { minorityCount: 5 }],
    ["20 rare", { minorityCount: 20 }],
  ]);
  assertEquals(along("model", ["mlp"], (model) => model), {
    mlp: { model: "mlp" },
  });
});

Deno.test("changesOf() measures the layer in use, or removed", () => {
  assertEquals(changesOf(["mcc"]), [{
    kind: "mean",
    name: "mcc-change",
    says: "change of Matthews' correlation with the layer",
    of: [
      { cell: "with", inference: "as-trained", metric: "mcc", weight: 1 },
      { cell: "without", metric: "mcc", weight: -1 },
    ],
  }]);
  const [removed] = changesOf(["mcc"], "layer-removed");
  assertEquals(removed!.name, "mcc-change-removed");
  assertEquals(
    removed!.says,
    "change of Matthews' correlation with the layer removed",
  );
  assertEquals(
    removed!.kind === "mean" && removed!.of.map(({ inference }) => inference),
    ["layer-removed", undefined],
  );
});

Deno.test("valuesOf() measures both arms, and the treated one without its layer", () => {
  const measures = valuesOf(["brier", "confidence"]);
  assertEquals(measures.slice(0, 3).map(({ name, says }) => [name, says]), [
    ["brier-without", "Brier score without the layer"],
    ["brier-with", "Brier score with the layer"],
    ["brier-with-removed", "Brier score with the layer removed"],
  ]);
  assertEquals(
    measures.map((measure) => measure.kind === "mean" && measure.of),
    (["brier", "confidence"] as const).flatMap((metric) => [
      value({ cell: "without", metric }),
      value({ cell: "with", inference: "as-trained", metric }),
      value({ cell: "with", inference: "layer-removed", metric }),
    ]),
  );
});

Deno.test("othersOf() holds each arm against the plain one", () => {
  const { cells, gains, measures } = othersOf({
    "scale only": { head: "final-scale" },
  });
  const gain = difference({ cell: "scale only" }, { cell: "without" });
  assertEquals(cells, { "scale only": { head: "final-scale" } });
  assertEquals(gains, { "scale only": gain });
  assertEquals(measures, [{
    kind: "mean",
    name: "scale only",
    says: "gain in minority F1, scale only",
    of: gain,
  }]);
});

Deno.test("moreThan() holds the layer against each arm", () => {
  assertEquals(moreThan(["a", "b c"], { margin: 0.1 }), [
    ...["a", "b c"].map((cell) => ({
      kind: "greater" as const,
      name: cell.replace(" ", "-"),
      says: `mean minority F1 with the layer less that with ${cell} > 0`,
      of: difference({ cell: "with" }, { cell }),
      bound: 0,
      margin: 0.1,
    })),
  ]);
});

Deno.test("changesOfOthers() measures each arm in each metric", () => {
  const measures = changesOfOthers(["a", "b c"], ["mcc", "brier"]);
  assertEquals(measures.map(({ name, says }) => [name, says]), [
    ["mcc-change-a", "change of Matthews' correlation, a"],
    ["mcc-change-b-c", "change of Matthews' correlation, b c"],
    ["brier-change-a", "change of Brier score, a"],
    ["brier-change-b-c", "change of Brier score, b c"],
  ]);
  assertEquals(
    measures.map((measure) => measure.kind === "mean" && measure.of)[1],
    difference({ cell: "b c", metric: "mcc" }, {
      cell: "without",
      metric: "mcc",
    }),
  );
});

Deno.test("contrast() takes one contrast off another", () => {
  const a = difference({ cell: "a" }, { cell: "b" });
  assertEquals(contrast(a, value({ cell: "c", metric: "mcc" })), [
    { cell: "a", weight: 1 },
    { cell: "b", weight: -1 },
    { cell: "c", metric: "mcc", weight: -1 },
  ]);
  // Whatever is the same in both falls out.
  const sums = new Map<string, number>();
  for (const { cell, weight } of contrast(a, a)) {
    sums.set(cell, (sums.get(cell) ?? 0) + weight);
  }
  assertEquals([...sums.values()], [0, 0]);
});

Deno.test("afterEpochs() measures both arms after the same epoch", () => {
  assertEquals(afterEpochs(GAIN, [1, 10]), [
    {
      label: "1 epoch",
      of: [
        { cell: "with", weight: 1, epoch: 1 },
        { cell: "without", weight: -1, epoch: 1 },
      ],
    },
    {
      label: "10 epochs",
      of: [
        { cell: "with", weight: 1, epoch: 10 },
        { cell: "without", weight: -1, epoch: 10 },
      ],
    },
  ]);
});
