import { assertAlmostEquals, assertEquals } from "@std/assert";
import { classificationMetrics } from "../../../models/metrics/metrics.ts";
import {
  type MinorityRanking,
  minorityRanking,
} from "../../../models/metrics/minority_ranking.ts";
import { TOLERANCE } from "./_calibration.ts";
import { lehmerCase } from "./_metrics.ts";

function assertMinorityRanking(
  minority: readonly number[],
  outputs: "softmax" | "sigmoid",
  expected: MinorityRanking,
): void {
  const actual = minorityRanking(lehmerCase().logits, {
    ...lehmerCase(),
    minority,
    outputs,
  });
  for (const [name, value] of Object.entries(expected)) {
    const got = actual[name as keyof MinorityRanking];
    for (const [at, each] of [value].flat().entries()) {
      assertAlmostEquals([got].flat()[at]!, each!, TOLERANCE, `${name} ${at}`);
    }
  }
}

// In what follows y and L are those of lehmerCase(), c the minority classes,
// and, with scikit-learn 1.9.1, NumPy 2.4.6 and SciPy 1.17.1,
//
//     def best(y, s):
//         P, R, _ = m.precision_recall_curve(y, s)
//         return np.nanmax(2 * P * R / (P + R))
//     def at(y, s, rate=0.05):
//         f, t, _ = m.roc_curve(y, s, drop_intermediate=False)
//         return t[f <= rate].max()
//     def mean(of): return np.mean([of(y == k, P[:, k]) for k in c])

Deno.test("minorityRanking() agrees with scikit-learn on softmax outputs", () => {
  // P = scipy.special.softmax(L, axis=1); c = [3]
  assertMinorityRanking([3], "softmax", {
    // mean(m.roc_auc_score)
    minorityAuroc: 0.8444293478260869,
    // mean(m.average_precision_score)
    minorityAveragePrecision: 0.6472383727691684,
    // mean(best)
    minorityBestF1: 0.6025641025641026,
    // mean(at)
    minorityRecallAtFalseAlarms: 0.35714285714285715,
  });
  // c = [1, 3]
  assertMinorityRanking([1, 3], "softmax", {
    minorityAuroc: 0.845502208759718,
    minorityAveragePrecision: 0.6450759642085759,
    minorityBestF1: 0.6045607398066415,
    minorityRecallAtFalseAlarms: 0.38227513227513227,
    // [mean(lambda y, s: at(y, s, rate)) for rate in FALSE_ALARM_RATES]
    // deno-fmt-ignore
    roc: [
      0.12764550264550265, 0.12764550264550265, 0.19940476190476192,
      0.2814153439153439, 0.29927248677248675, 0.38227513227513227,
      0.4093915343915344, 0.4728835978835979, 0.6183862433862434,
      0.6732804232804233, 0.7278439153439153, 0.8270502645502645,
      0.8816137566137566, 0.9543650793650793, 1, 1, 1, 1, 1,
    ],
  });
});

Deno.test("minorityRanking() agrees with scikit-learn on sigmoid outputs", () => {
  // P = scipy.special.expit(L); c = [3]
  assertMinorityRanking([3], "sigmoid", {
    minorityAuroc: 0.8229813664596273,
    minorityAveragePrecision: 0.6796475677161253,
    minorityBestF1: 0.578125,
    minorityRecallAtFalseAlarms: 0.42857142857142855,
  });
  // c = [1, 3]
  assertMinorityRanking([1, 3], "sigmoid", {
    minorityAuroc: 0.8056065733134457,
    minorityAveragePrecision: 0.6507243112304485,
    minorityBestF1: 0.5762965425531915,
    minorityRecallAtFalseAlarms: 0.38095238095238093,
  });
});

Deno.test("minorityRanking() is missing where a rare class is not tested", () => {
  const logits = Float32Array.of(2, 0, 1, 3, 1, 0);
  const options = { classes: 3, minority: [1, 2], outputs: "softmax" } as const;
  const labels = Uint8Array.of(0, 1);
  assertEquals(minorityRanking(logits, { ...options, labels }), {});
  const only = Uint8Array.of(1, 1);
  assertEquals(
    minorityRanking(logits, { ...options, minority: [1], labels: only }),
    {},
  );
});

Deno.test("minorityRanking() knows nothing of logits that are all the same", () => {
  const measured = minorityRanking(new Float32Array(8).fill(3), {
    labels: Uint8Array.of(0, 1, 0, 0),
    classes: 2,
    minority: [1],
    outputs: "softmax",
  });
  assertEquals(measured.minorityAuroc, 0.5);
  assertEquals(measured.minorityAveragePrecision, 0.25);
  assertEquals(measured.minorityBestF1, 0.4);
  assertEquals(measured.minorityRecallAtFalseAlarms, 0);
});

Deno.test("minorityRanking() ranks what a probability would round to 1", () => {
  for (const outputs of ["softmax", "sigmoid"] as const) {
    const { minorityAuroc } = minorityRanking(
      Float32Array.of(-900, 900, -800, 800),
      { labels: Uint8Array.of(1, 0), classes: 2, minority: [1], outputs },
    );
    assertEquals(minorityAuroc, 1, outputs);
  }
});

Deno.test("classificationMetrics() counts who is taken for whom", () => {
  const { logits, ...options } = lehmerCase();
  const { confusion, geometricMean, classes } = classificationMetrics(
    logits,
    options,
  );
  // m.confusion_matrix(y, L.argmax(1)).tolist()
  assertEquals(confusion, [
    [48, 7, 5, 12],
    [7, 32, 8, 7],
    [4, 7, 38, 9],
    [6, 13, 4, 33],
  ]);
  assertEquals(
    confusion.map((row) => row.reduce((sum, count) => sum + count)),
    classes.map(({ support }) => support),
  );
  // imblearn.metrics.geometric_mean_score(y, L.argmax(1), average="multiclass"),
  // imbalanced-learn 0.14.2
  assertAlmostEquals(geometricMean, 0.6249375476550578, TOLERANCE);
});

Deno.test("the geometric mean of recalls is 0 for one guess, and 1 for no error", () => {
  const measure = (...named: number[]) =>
    classificationMetrics(
      Float32Array.from(named.flatMap((name) => name === 0 ? [1, 0] : [0, 1])),
      { labels: Uint8Array.of(0, 1, 1), classes: 2, minority: [1] },
    ).geometricMean;
  assertEquals(measure(1, 1, 1), 0);
  assertEquals(measure(0, 1, 1), 1);
});
