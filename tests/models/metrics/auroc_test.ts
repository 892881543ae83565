import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { auroc } from "../../../models/metrics/auroc.ts";
import { randomOutcomes, tiedOutcomes } from "./_calibration.ts";

const TOLERANCE = 1e-15;

Deno.test("auroc() agrees with scikit-learn, also on ties", () => {
  const { confidences, right } = tiedOutcomes();
  // sklearn.metrics.roc_auc_score(r, c), scikit-learn 1.9.1
  assertAlmostEquals(auroc(confidences, right)!, 0.8017135862913096, TOLERANCE);
});

Deno.test("auroc() counts the pairs that are in order, and half the ties", () => {
  let measured = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { confidences, right } = randomOutcomes(seed);
    const of = (wanted: boolean) =>
      confidences.filter((_, image) => right[image] === wanted);
    const wins = of(true).flatMap((high) =>
      of(false).map((low) => high > low ? 1 : high === low ? 0.5 : 0)
    );
    const area = auroc(confidences, right);
    if (wins.length === 0) {
      assertEquals(area, undefined);
      continue;
    }
    measured++;
    const sum = wins.reduce<number>((a, b) => a + b, 0);
    assertEquals(area, sum / wins.length);
  }
  assert(measured > 150);
});

Deno.test("auroc() adds up to 1 with that of the other group", () => {
  const { confidences, right } = tiedOutcomes();
  const area = auroc(confidences, right)!;
  const other = auroc(confidences, right.map((each) => !each))!;
  const turned = auroc(confidences.map((each) => -each), right)!;
  assertAlmostEquals(area + other, 1, TOLERANCE);
  assertAlmostEquals(area + turned, 1, TOLERANCE);
});

Deno.test("auroc() depends on the order of the scores alone", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { confidences, right } = randomOutcomes(seed);
    const area = auroc(confidences, right);
    assertEquals(auroc(confidences.map((c) => 8 * c - 3), right), area);
    assertEquals(auroc([...confidences].reverse(), [...right].reverse()), area);
  }
});

Deno.test("auroc() gives 1, 0 and a half where that is plain", () => {
  const right = [false, false, true];
  assertEquals(auroc([0.1, 0.2, 0.3], right), 1);
  assertEquals(auroc([0.2, 0.3, 0.1], right), 0);
  assertEquals(auroc([0.2, 0.2, 0.2], right), 0.5);
});

Deno.test("auroc() tells apart what differs by little, and by infinity", () => {
  const right = [false, true];
  assertEquals(auroc([1e-300, 2e-300], right), 1);
  assertEquals(auroc([0, Number.MIN_VALUE], right), 1);
  assertEquals(auroc([1 - 2 ** -53, 1], right), 1);
  assertEquals(auroc([-Infinity, Infinity], right), 1);
  assertEquals(auroc([Infinity, Infinity], right), 0.5);
  assertEquals(auroc([-0, 0], right), 0.5);
});

Deno.test("auroc() is missing where there is one group only", () => {
  assertEquals(auroc([0.5, 1], [true, true]), undefined);
  assertEquals(auroc([0.5, 1], [false, false]), undefined);
  assertEquals(auroc([], []), undefined);
});
