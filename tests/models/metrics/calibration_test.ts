import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { calibration } from "../../../models/metrics/calibration.ts";
import { reliabilityBins } from "../../../models/metrics/reliability_bins.ts";
import {
  randomOutcomes,
  simulatedOutcomes,
  tiedOutcomes,
  TOLERANCE,
} from "./_calibration.ts";

Deno.test("calibration() agrees with NumPy and scikit-learn", () => {
  const { confidences, right } = tiedOutcomes();
  const { reliability, ...measured } = calibration(confidences, right);
  const expected = {
    // c.mean(), c[r].mean(), c[~r].mean(), r.mean() - c.mean(), NumPy 2.4.6
    confidence: 0.5028125,
    confidenceCorrect: 0.6762354651162791,
    confidenceWrong: 0.37198464912280704,
    accuracyMinusConfidence: -0.0728125,
    // sum((b == k).sum() * abs(r[b == k].mean() - c[b == k].mean())
    //     for k in set(b)) / 100, with NumPy 2.4.6 and
    // b = np.digitize(c, np.arange(1, 15) / 15, right=True)
    eceEqualWidth: 0.1953125,
    // at = np.round(np.linspace(0, 100, 15, endpoint=False)).astype(int)
    // b = np.digitize(c, np.sort(c)[at][1:])
    eceEqualMass: 0.2290625,
    // sklearn.metrics.roc_auc_score(r, c), scikit-learn 1.9.1
    aurocConfidence: 0.8017135862913096,
  };
  assertEquals(Object.keys(measured).sort(), Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    const got = measured[name as keyof typeof expected]!;
    assertAlmostEquals(got, value, TOLERANCE, name);
  }
  assertEquals(reliability, reliabilityBins(confidences, right));
});

Deno.test("calibration() finds next to no error where there is none", () => {
  const { confidences, right } = simulatedOutcomes((confidence) => confidence, {
    images: 20_000,
    seed: 1,
  });
  const measured = calibration(confidences, right);
  // Of chance alone: 15 bins, each off by 0.8 standard errors of 1333 images.
  assert(measured.eceEqualWidth < 0.02, `${measured.eceEqualWidth}`);
  assert(measured.eceEqualMass < 0.02, `${measured.eceEqualMass}`);
  assert(Math.abs(measured.accuracyMinusConfidence) < 0.01);
  // The integral of 2 p^2, and of 2 p (1 - p), over p from 0 to 1; their AUROC
  // is that of the densities 2 p and 2 (1 - p).
  assertAlmostEquals(measured.confidenceCorrect!, 2 / 3, 0.01);
  assertAlmostEquals(measured.confidenceWrong!, 1 / 3, 0.01);
  assertAlmostEquals(measured.aurocConfidence!, 5 / 6, 0.01);
});

Deno.test("calibration() finds the error that was put in, and its direction", () => {
  const size = { images: 20_000, seed: 2 };
  const over = simulatedOutcomes((confidence) => confidence ** 2, size);
  const under = simulatedOutcomes((confidence) => confidence ** 0.5, size);
  const tooSure = calibration(over.confidences, over.right);
  // The integrals of p - p^2 and of p^0.5 - p over p from 0 to 1.
  assertAlmostEquals(tooSure.eceEqualWidth, 1 / 6, 0.01);
  assertAlmostEquals(tooSure.eceEqualMass, 1 / 6, 0.01);
  assertAlmostEquals(tooSure.accuracyMinusConfidence, -1 / 6, 0.01);
  const tooTimid = calibration(under.confidences, under.right);
  assertAlmostEquals(tooTimid.eceEqualWidth, 1 / 6, 0.01);
  assertAlmostEquals(tooTimid.eceEqualMass, 1 / 6, 0.01);
  assertAlmostEquals(tooTimid.accuracyMinusConfidence, 1 / 6, 0.01);
});

Deno.test("calibration() measures a constant confidence by the accuracy", () => {
  const right = [true, false, false, true, false, false, false, false];
  for (const confidence of [0, 0.25, 0.5, 0.96875, 1]) {
    const measured = calibration(right.map(() => confidence), right);
    const gap = 0.25 - confidence;
    assertEquals(measured.accuracyMinusConfidence, gap);
    assertEquals(measured.eceEqualWidth, Math.abs(gap));
    assertEquals(measured.eceEqualMass, Math.abs(gap));
    assertEquals(measured.aurocConfidence, 0.5);
  }
});

Deno.test("calibration() keeps every measure within its range", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { confidences, right } = randomOutcomes(seed);
    const { accuracyMinusConfidence: gap, reliability: _, ...shares } =
      calibration(confidences, right);
    assert(gap >= -1 && gap <= 1, `gap ${gap}`);
    for (const [name, share] of Object.entries(shares)) {
      if (share !== undefined) assert(share >= 0 && share <= 1, name);
    }
    // Bins cannot hide what is wrong over all images.
    for (const error of [shares.eceEqualWidth, shares.eceEqualMass]) {
      assert(error >= Math.abs(gap) - TOLERANCE, `${error} ${gap}`);
    }
  }
});

Deno.test("calibration() gives errors that its bins give again", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { confidences, right } = randomOutcomes(seed);
    const { reliability, eceEqualWidth } = calibration(confidences, right);
    const { count, confidence, accuracy } = reliability;
    const error = count.reduce(
      (sum, size, bin) =>
        sum + (size === 0 ? 0 : size * Math.abs(
          accuracy[bin]! - confidence[bin]!,
        )),
      0,
    );
    assertAlmostEquals(eceEqualWidth, error / confidences.length, TOLERANCE);
  }
});

Deno.test("calibration() gives the worst for sure and wrong, whatever the count", () => {
  for (let images = 1; images <= 50; images++) {
    const measured = calibration(
      new Array(images).fill(1),
      new Array(images).fill(false),
    );
    assertEquals(measured.eceEqualWidth, 1);
    assertEquals(measured.eceEqualMass, 1);
    assertEquals(measured.accuracyMinusConfidence, -1);
  }
});

Deno.test("calibration() leaves missing what all right or all wrong leaves", () => {
  const allRight = calibration([0.5, 1], [true, true]);
  assertEquals(allRight.confidenceCorrect, 0.75);
  assertEquals(allRight.confidenceWrong, undefined);
  assertEquals(allRight.aurocConfidence, undefined);
  const allWrong = calibration([0.5, 1], [false, false]);
  assertEquals(allWrong.confidenceCorrect, undefined);
  assertEquals(allWrong.confidenceWrong, 0.75);
  assertEquals(allWrong.aurocConfidence, undefined);
});
