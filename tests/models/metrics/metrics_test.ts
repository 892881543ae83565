import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { classificationMetrics } from "../../../models/metrics/metrics.ts";
import { TOLERANCE } from "./_calibration.ts";
import { assertMetrics, randomCase, withoutMissing } from "./_metrics.ts";

/** Logits that name a class for each image, with no doubt worth mentioning. */
function naming(named: readonly number[], classes: number): Float32Array {
  return Float32Array.from(
    named.flatMap((name) =>
      Array.from({ length: classes }, (_, index) => index === name ? 9 : 0)
    ),
  );
}

// In what follows y are the labels, L the logits in float64, p = L.argmax(1),
// P = scipy.special.softmax(L, axis=1), m is sklearn.metrics, of scikit-learn
// 1.9.1, NumPy 2.4.6 and SciPy 1.17.1; all zero_division=0.

Deno.test("classificationMetrics() agrees with scikit-learn on two classes", () => {
  const rows = [
    [2, -1],
    [0.5, 0.25],
    [3, 1],
    [-1, 0.5],
    [-2, 1],
    [0.25, 0.75],
    [1, 0.5],
    [2, -0.5],
  ];
  const metrics = classificationMetrics(Float32Array.from(rows.flat()), {
    labels: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1),
    classes: 2,
    minority: [1],
  });
  assertMetrics(metrics, {
    // m.precision_recall_fscore_support(y, p, labels=range(2))
    classes: [
      { precision: 0.6, recall: 0.75, f1: 0.6666666666666666, support: 4 },
      {
        precision: 0.6666666666666666,
        recall: 0.5,
        f1: 0.5714285714285714,
        support: 4,
      },
    ],
    // m.f1_score(y, p, average="macro", labels=[1])
    minorityF1: 0.5714285714285714,
    // m.f1_score(y, p, average="macro")
    macroF1: 0.6190476190476191,
    // m.accuracy_score(y, p)
    accuracy: 0.625,
    // m.balanced_accuracy_score(y, p)
    balancedAccuracy: 0.625,
    // m.matthews_corrcoef(y, p)
    mcc: 0.2581988897471611,
    // P.max(1).mean()
    confidence: 0.791844598885582,
    // P.max(1)[p == y].mean()
    confidenceCorrect: 0.7941162327420803,
    // m.log_loss(y, P, labels=[0, 1])
    logLoss: 0.8160623893381019,
  });
});

Deno.test("classificationMetrics() agrees with scikit-learn on uneven classes", () => {
  const rows = [
    [2, 1, 0],
    [1.5, -0.5, 0.25],
    [0, 1, 0.5],
    [3, 0, 1],
    [0, 2, 1],
    [1, 0.5, -1],
    [-1, 0.75, 0.5],
    [0, 0.5, 1.5],
    [0.5, 1.25, 1],
    [1, -1, 0.5],
  ];
  const metrics = classificationMetrics(Float32Array.from(rows.flat()), {
    labels: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2),
    classes: 3,
    minority: [1, 2],
  });
  assertMetrics(metrics, {
    // m.precision_recall_fscore_support(y, p, labels=range(3))
    classes: [
      { precision: 0.6, recall: 0.75, f1: 0.6666666666666666, support: 4 },
      {
        precision: 0.5,
        recall: 0.6666666666666666,
        f1: 0.5714285714285714,
        support: 3,
      },
      { precision: 1, recall: 0.3333333333333333, f1: 0.5, support: 3 },
    ],
    // m.f1_score(y, p, average="macro", labels=[1, 2])
    minorityF1: 0.5357142857142857,
    // m.f1_score(y, p, average="macro")
    macroF1: 0.5793650793650794,
    // m.accuracy_score(y, p)
    accuracy: 0.6,
    // m.balanced_accuracy_score(y, p)
    balancedAccuracy: 0.5833333333333333,
    // m.matthews_corrcoef(y, p)
    mcc: 0.4040676148970225,
    // P.max(1).mean()
    confidence: 0.6117154988960587,
    // P.max(1)[p == y].mean()
    confidenceCorrect: 0.6697111054679796,
    // m.log_loss(y, P, labels=[0, 1, 2])
    logLoss: 0.7322159878101664,
  });
});

Deno.test("classificationMetrics() gives F1 0.667 for always the minority", () => {
  const labels = Uint8Array.from({ length: 200 }, (_, at) => at % 2);
  const metrics = classificationMetrics(naming(new Array(200).fill(1), 2), {
    labels,
    classes: 2,
    minority: [1],
  });
  assertMetrics(metrics, {
    // m.f1_score([0, 1] * 100, [1] * 200), scikit-learn 1.9.1
    minorityF1: 0.6666666666666666,
    macroF1: 1 / 3,
    accuracy: 0.5,
    balancedAccuracy: 0.5,
    mcc: 0,
  });
});

Deno.test("classificationMetrics() gives F1 0 for always the majority", () => {
  const labels = Uint8Array.from({ length: 200 }, (_, at) => at % 2);
  const metrics = classificationMetrics(naming(new Array(200).fill(0), 2), {
    labels,
    classes: 2,
    minority: [1],
  });
  assertEquals(metrics.minorityF1, 0);
  assertEquals(metrics.mcc, 0);
  assertEquals(metrics.balancedAccuracy, 0.5);
  assertEquals(metrics.classes[1], {
    precision: 0,
    recall: 0,
    f1: 0,
    support: 100,
  });
});

Deno.test("classificationMetrics() gives just 1 to the perfect model", () => {
  for (const classes of [2, 3, 10]) {
    const labels = Uint8Array.from(
      { length: 100 * classes },
      (_, at) => at % classes,
    );
    const metrics = classificationMetrics(naming([...labels], classes), {
      labels,
      classes,
      minority: [0, 1],
    });
    const { minorityF1, macroF1, accuracy, balancedAccuracy, mcc } = metrics;
    for (const one of [minorityF1, macroF1, accuracy, balancedAccuracy, mcc]) {
      assertEquals(one, 1);
    }
    assertEquals(metrics.confidenceCorrect, metrics.confidence);
  }
});

Deno.test("classificationMetrics() gives MCC -1 where two classes are swapped", () => {
  const metrics = classificationMetrics(naming([1, 1, 0, 0], 2), {
    labels: Uint8Array.of(0, 0, 1, 1),
    classes: 2,
    minority: [1],
  });
  assertEquals(metrics.mcc, -1);
  assertEquals(metrics.accuracy, 0);
  assertEquals(metrics.minorityF1, 0);
  assertEquals(metrics.confidenceCorrect, undefined);
});

Deno.test("classificationMetrics() counts a class that is never true or named", () => {
  const metrics = classificationMetrics(naming([0, 1], 3), {
    labels: Uint8Array.of(0, 1),
    classes: 3,
    minority: [2],
  });
  assertEquals(metrics.minorityF1, 0);
  assertEquals(metrics.classes[2], {
    precision: 0,
    recall: 0,
    f1: 0,
    support: 0,
  });
  assertAlmostEquals(metrics.macroF1, 2 / 3, TOLERANCE);
});

Deno.test("classificationMetrics() names the first class among equals", () => {
  const metrics = classificationMetrics(Float32Array.of(1, 1, 0, 2, 2, 2), {
    labels: Uint8Array.of(0, 0),
    classes: 3,
    minority: [0],
  });
  assertEquals(metrics.accuracy, 1);
  assertAlmostEquals(
    metrics.confidence,
    // scipy.special.softmax([[1, 1, 0], [2, 2, 2]], axis=1).max(1).mean(),
    // SciPy 1.17.1
    0.3778260657924257,
    TOLERANCE,
  );
});

Deno.test("classificationMetrics() measures an undecided model by chance", () => {
  const classes = 4;
  const metrics = classificationMetrics(new Float32Array(8 * classes), {
    labels: Uint8Array.of(0, 0, 1, 1, 2, 2, 3, 3),
    classes,
    minority: [3],
  });
  assertAlmostEquals(metrics.logLoss, Math.log(4), TOLERANCE);
  assertAlmostEquals(metrics.confidence, 1 / 4, TOLERANCE);
  assertEquals(metrics.balancedAccuracy, 1 / 4);
});

Deno.test("classificationMetrics() stays finite for very large logits", () => {
  const metrics = classificationMetrics(
    Float32Array.of(1e30, -1e30, -1000, 1000),
    { labels: Uint8Array.of(0, 0), classes: 2, minority: [1] },
  );
  assertEquals(metrics.confidence, 1);
  assertAlmostEquals(metrics.logLoss, 1000, TOLERANCE);
});

Deno.test("classificationMetrics() does not depend on the order of images", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { generator, classes, count, labels, logits } = randomCase(seed);
    const order = Array.from({ length: count }, (_, at) => at);
    for (let at = count - 1; at > 0; at--) {
      const other = uniformInt(generator, 0, at);
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    const options = { classes, minority: [classes - 1] };
    const expected = classificationMetrics(logits, { ...options, labels });
    const actual = classificationMetrics(
      Float32Array.from(
        order.flatMap((at) => [
          ...logits.subarray(at * classes, (at + 1) * classes),
        ]),
      ),
      { ...options, labels: Uint8Array.from(order, (at) => labels[at]!) },
    );
    assertMetrics(actual, withoutMissing(expected));
  }
});

Deno.test("classificationMetrics() does not depend on the numbers of classes", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { classes, labels, logits } = randomCase(seed);
    const renamed = (index: number) => (index + 1) % classes;
    const expected = classificationMetrics(logits, {
      labels,
      classes,
      minority: [0],
    });
    const rotated = new Float32Array(logits.length);
    for (const [at, logit] of logits.entries()) {
      const column = at % classes;
      rotated[at - column + renamed(column)] = logit;
    }
    const actual = classificationMetrics(rotated, {
      labels: labels.map(renamed),
      classes,
      minority: [renamed(0)],
    });
    const wanted = expected.classes.map((_, index) =>
      expected.classes[(index + classes - 1) % classes]!
    );
    const { confusion: _, ...others } = withoutMissing(expected);
    assertMetrics(actual, { ...others, classes: wanted });
  }
});

Deno.test("classificationMetrics() keeps every metric within its range", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { classes, count, labels, logits } = randomCase(seed);
    const metrics = classificationMetrics(logits, {
      labels,
      classes,
      minority: [0, 1],
    });
    const {
      mcc,
      logLoss,
      brier,
      accuracyMinusConfidence: gap,
      reliability: _,
      confusion: __,
      roc: ___,
      margins: ____,
      classes: perClass,
      ...shares
    } = metrics;
    for (const [name, share] of Object.entries(shares)) {
      if (share === undefined) continue;
      assert(share >= 0 && share <= 1, `${name} ${share}`);
    }
    assert(mcc >= -1 && mcc <= 1, `MCC ${mcc}`);
    assert(logLoss >= 0, `log loss ${logLoss}`);
    assert(brier >= 0 && brier <= 2, `Brier score ${brier}`);
    assert(gap >= -1 && gap <= 1 - 1 / classes, `gap ${gap}`);
    assert(metrics.confidence >= 1 / classes - TOLERANCE);
    assertEquals(
      perClass.reduce((sum, { support }) => sum + support, 0),
      count,
    );
  }
});
