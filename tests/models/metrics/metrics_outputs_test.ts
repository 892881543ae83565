import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  classificationMetrics,
  type Metrics,
} from "../../../models/metrics/metrics.ts";
import { TOLERANCE } from "./_calibration.ts";
import {
  assertMetrics,
  lehmerCase,
  randomCase,
  withoutMissing,
} from "./_metrics.ts";

const OUTPUTS = ["softmax", "sigmoid"] as const;

// In what follows, beside y and L, Y = np.eye(4)[y], p = L.argmax(1),
// c = P[np.arange(240), p], r = p == y; ece, count, confidence and accuracy are
// as in calibration_test.ts and reliability_bins_test.ts; m is sklearn.metrics;
// of scikit-learn 1.9.1, NumPy 2.4.6 and SciPy 1.17.1.

Deno.test("classificationMetrics() agrees with scikit-learn on softmax outputs", () => {
  const { logits, ...options } = lehmerCase();
  // P = scipy.special.softmax(L, axis=1)
  const expected: Partial<Metrics> = {
    accuracy: 0.6291666666666667,
    confidence: 0.6121969732337831,
    confidenceCorrect: 0.6641625209898347,
    confidenceWrong: 0.5240307068162126,
    accuracyMinusConfidence: 0.01696969343288357,
    eceEqualWidth: 0.06146299538538839,
    eceEqualMass: 0.060093215197876054,
    // m.roc_auc_score(r, c)
    aurocConfidence: 0.7318252846193913,
    // m.brier_score_loss(y, P, labels=range(4), scale_by_half=False)
    brier: 0.48649574780647087,
    // m.log_loss(y, P, labels=range(4))
    logLoss: 0.8748289782881714,
    reliability: {
      count: [0, 0, 0, 0, 4, 19, 30, 36, 40, 23, 19, 29, 18, 16, 6],
      // deno-fmt-ignore
      confidence: [
        null, null, null, null, 0.30770906942197584, 0.36623629256885326,
        0.43579182345145034, 0.5024504316991506, 0.5607541586278826,
        0.6343468726229549, 0.704250511616734, 0.7622730464815564,
        0.8339277591317885, 0.8959551784698526, 0.9538620818137894,
      ],
      // deno-fmt-ignore
      accuracy: [
        null, null, null, null, 0, 0.42105263157894735, 0.4666666666666667, 0.5,
        0.55, 0.4782608695652174, 0.8421052631578947, 0.7931034482758621,
        0.9444444444444444, 1, 1,
      ],
    },
  };
  assertMetrics(classificationMetrics(logits, options), expected);
  assertMetrics(
    classificationMetrics(logits, { ...options, outputs: "softmax" }),
    expected,
  );
});

Deno.test("classificationMetrics() agrees with scikit-learn on sigmoid outputs", () => {
  const { logits, ...options } = lehmerCase();
  // P = scipy.special.expit(L)
  assertMetrics(
    classificationMetrics(logits, { ...options, outputs: "sigmoid" }),
    {
      accuracy: 0.6291666666666667,
      confidence: 0.8304894070982575,
      confidenceCorrect: 0.8590544411989725,
      confidenceWrong: 0.7820251357588418,
      accuracyMinusConfidence: -0.20132274043159082,
      eceEqualWidth: 0.23052531059196876,
      eceEqualMass: 0.2518199667431142,
      // m.roc_auc_score(r, c)
      aurocConfidence: 0.7548180668204479,
      // sum(m.brier_score_loss(Y[:, k], P[:, k]) for k in range(4))
      brier: 0.9953292546330603,
      // sum(m.log_loss(Y[:, k], P[:, k]) for k in range(4))
      logLoss: 2.77981335586925,
      reliability: {
        count: [0, 0, 0, 0, 0, 0, 2, 5, 3, 9, 20, 43, 53, 57, 48],
        // deno-fmt-ignore
        confidence: [
          null, null, null, null, null, null, 0.46547484277460593,
          0.49145103498035947, 0.570673242300622, 0.647013960472258,
          0.7013801329079888, 0.7664779931025034, 0.8399832178701345,
          0.8953704981577276, 0.955265045172991,
        ],
        // deno-fmt-ignore
        accuracy: [
          null, null, null, null, null, null, 1, 0.4, 0.6666666666666666,
          0.5555555555555556, 0.3, 0.4883720930232558, 0.4339622641509434,
          0.7368421052631579, 1,
        ],
      },
    },
  );
});

Deno.test("classificationMetrics() gives the Brier score of scikit-learn's classes", () => {
  const third = Math.log(3);
  const metrics = classificationMetrics(
    Float32Array.of(third, 0, third, 0, 0, third),
    { labels: Uint8Array.of(0, 1, 1), classes: 2, minority: [1] },
  );
  // m.brier_score_loss([0, 1, 1], [[.75, .25], [.75, .25], [.25, .75]],
  // labels=range(2), scale_by_half=False); the logits are rounded to float32.
  assertAlmostEquals(metrics.brier, 0.4583333333333333, 1e-7);
});

Deno.test("classificationMetrics() names the same classes whatever the outputs", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { logits, labels, classes } = randomCase(seed);
    const options = { labels, classes, minority: [0] };
    const [softmax, sigmoid] = OUTPUTS.map((outputs) =>
      classificationMetrics(logits, { ...options, outputs })
    );
    const { accuracy, macroF1, minorityF1, mcc } = softmax!;
    assertMetrics(sigmoid!, {
      accuracy,
      macroF1,
      minorityF1,
      mcc,
      classes: softmax!.classes,
    });
  }
});

Deno.test("classificationMetrics() makes a sigmoid of two opposite logits' softmax", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { count, logits: numbers, labels } = randomCase(seed);
    const options = {
      labels: labels.map((label) => label % 2),
      classes: 2,
      minority: [1],
    };
    const half = Float32Array.from(numbers.subarray(0, count));
    const pairs = (scale: number) =>
      Float32Array.from([...half].flatMap((z) => [z * scale, -z * scale]));
    const softmax = classificationMetrics(pairs(1), options);
    const sigmoid = classificationMetrics(pairs(2), {
      ...options,
      outputs: "sigmoid",
    });
    // Margins are twice as large.
    const { margins: _, ...expected } = withoutMissing(softmax);
    // Both classes lose the same: the sum over them is twice that of one.
    assertMetrics(sigmoid, {
      ...expected,
      logLoss: 2 * softmax.logLoss,
    });
  }
});

Deno.test("classificationMetrics() keeps sigmoid outputs within their ranges", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { logits, labels, classes } = randomCase(seed);
    const scale = [1, 30, 1e4, 1e-30][seed % 4]!;
    const metrics = classificationMetrics(
      logits.map((logit) => scale * logit),
      { labels, classes, minority: [0], outputs: "sigmoid" },
    );
    assert(metrics.brier >= 0 && metrics.brier <= classes);
    assert(metrics.logLoss >= 0 && Number.isFinite(metrics.logLoss));
    const { confidence, eceEqualWidth, eceEqualMass } = metrics;
    for (const share of [confidence, eceEqualWidth, eceEqualMass]) {
      assert(share >= 0 && share <= 1, `${share}`);
    }
  }
});

/** Random logits in steps of 1/64, so that float32 holds their sums. */
function steppedCase(seed: number) {
  const { logits, ...rest } = randomCase(seed);
  return {
    ...rest,
    logits: logits.map((logit) => Math.round(logit * 64) / 64),
  };
}

Deno.test("classificationMetrics() of a softmax ignores what all logits share", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { logits, labels, classes } = steppedCase(seed);
    const options = { labels, classes, minority: [0] };
    const moved = logits.map((logit, at) =>
      logit + (Math.floor(at / classes) % 7 - 3) * 50
    );
    assertMetrics(
      classificationMetrics(moved, options),
      withoutMissing(classificationMetrics(logits, options)),
    );
  }
});

Deno.test("classificationMetrics() of sigmoids heeds what all logits share", () => {
  const options = {
    labels: Uint8Array.of(0, 1),
    classes: 2,
    minority: [1],
    outputs: "sigmoid",
  } as const;
  const low = classificationMetrics(Float32Array.of(-1, -2, -2, -1), options);
  const high = classificationMetrics(Float32Array.of(2, 1, 1, 2), options);
  assertEquals(low.accuracy, high.accuracy);
  // scipy.special.expit([-1, 2]), SciPy 1.17.1
  assertAlmostEquals(low.confidence, 0.2689414213699951, TOLERANCE);
  assertAlmostEquals(high.confidence, 0.8807970779778823, TOLERANCE);
});

Deno.test("classificationMetrics() does not depend on the numbers of sigmoid classes", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { classes, labels, logits } = randomCase(seed);
    const turned = new Float32Array(logits.length);
    for (const [at, logit] of logits.entries()) {
      turned[at - at % classes + (at + 1) % classes] = logit;
    }
    const options = { classes, minority: [0], outputs: "sigmoid" } as const;
    const { classes: _, confusion: __, ...expected } = withoutMissing(
      classificationMetrics(logits, { ...options, labels }),
    );
    assertMetrics(
      classificationMetrics(turned, {
        ...options,
        minority: [1],
        labels: labels.map((label) => (label + 1) % classes),
      }),
      expected,
    );
  }
});
