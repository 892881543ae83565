import { assertAlmostEquals } from "@std/assert";
import { classificationMetrics } from "../../../models/metrics/metrics.ts";
import { TOLERANCE } from "./_calibration.ts";
import { assertMetrics } from "./_metrics.ts";

// In what follows L are the logits, Y the labels, one-hot, P the probabilities,
// c those of the named classes, and r whether these are right.

Deno.test("classificationMetrics() stays exact for extreme logits", () => {
  const logits = Float32Array.of(1e4, -1e4, -1e4, 1e4, 1e-30, 0, 0, 1e-30);
  const options = {
    labels: new Uint8Array(4),
    classes: 2,
    minority: [1],
  };
  const expected = {
    accuracy: 0.5,
    confidence: 0.75,
    confidenceCorrect: 0.75,
    confidenceWrong: 0.75,
    accuracyMinusConfidence: -0.25,
    eceEqualWidth: 0.25,
    eceEqualMass: 0.25,
    // sklearn.metrics.roc_auc_score(r, c), scikit-learn 1.9.1
    aurocConfidence: 0.5,
    // ((P - Y) ** 2).sum(1).mean(), NumPy 2.4.6
    brier: 0.75,
  };
  assertMetrics(classificationMetrics(logits, options), {
    ...expected,
    // -(scipy.special.log_softmax(L, axis=1) * Y).sum(1).mean(), SciPy 1.17.1
    logLoss: 5000.346573590279,
  });
  assertMetrics(
    classificationMetrics(logits, { ...options, outputs: "sigmoid" }),
    {
      ...expected,
      // (np.logaddexp(0, L) - Y * L).sum(1).mean(), NumPy 2.4.6
      logLoss: 5000.69314718056,
    },
  );
});

Deno.test("classificationMetrics() takes sigmoids that are all sure, or none", () => {
  const metrics = classificationMetrics(
    Float32Array.of(-1e4, -1e4, 1e4, 1e4),
    {
      labels: Uint8Array.of(0, 1),
      classes: 2,
      minority: [1],
      outputs: "sigmoid",
    },
  );
  // The first image is named correctly with probability 0.
  assertMetrics(metrics, {
    confidenceCorrect: 0,
    confidenceWrong: 1,
    eceEqualWidth: 1,
    eceEqualMass: 1,
    aurocConfidence: 0,
    brier: 1,
    logLoss: 10000,
  });
});

Deno.test("classificationMetrics() keeps a small loss and a small confidence", () => {
  const metrics = classificationMetrics(Float32Array.of(-50, -60), {
    labels: Uint8Array.of(1),
    classes: 2,
    minority: [1],
    outputs: "sigmoid",
  });
  // scipy.special.expit(-50), SciPy 1.17.1
  assertAlmostEquals(metrics.confidence / 1.928749847963918e-22, 1, TOLERANCE);
  const sure = classificationMetrics(Float32Array.of(50, -60), {
    labels: Uint8Array.of(0),
    classes: 2,
    minority: [1],
    outputs: "sigmoid",
  });
  // np.logaddexp(0, -50) + np.logaddexp(0, -60), NumPy 2.4.6
  assertAlmostEquals(sure.logLoss / 1.9288374130715447e-22, 1, TOLERANCE);
});
