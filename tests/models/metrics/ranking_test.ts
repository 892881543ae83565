import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { auroc } from "../../../models/metrics/auroc.ts";
import {
  FALSE_ALARM_RATE,
  FALSE_ALARM_RATES,
  type Ranking,
  ranking,
} from "../../../models/metrics/ranking.ts";
import { randomOutcomes, tiedOutcomes } from "./_calibration.ts";

const TOLERANCE = 1e-14;

function assertRanking(actual: Ranking | undefined, expected: Ranking): void {
  const { roc, ...numbers } = expected;
  for (const [name, value] of Object.entries(numbers)) {
    const got = actual![name as keyof typeof numbers];
    assertAlmostEquals(got, value, TOLERANCE, name);
  }
  for (const [at, value] of roc.entries()) {
    assertAlmostEquals(actual!.roc[at]!, value, TOLERANCE, `ROC ${at}`);
  }
}

// In what follows m is sklearn.metrics of scikit-learn 1.9.1, s are the scores,
// y the groups, and
//
//     P, R, _ = m.precision_recall_curve(y, s)
//     f, t, _ = m.roc_curve(y, s, drop_intermediate=False)

Deno.test("ranking() agrees with scikit-learn, also on ties", () => {
  const { confidences, right } = tiedOutcomes();
  assertRanking(ranking(confidences, right), {
    // m.roc_auc_score(y, s)
    auroc: 0.8017135862913096,
    // m.average_precision_score(y, s)
    averagePrecision: 0.7575035475806089,
    // np.nanmax(2 * P * R / (P + R))
    bestF1: 0.7747747747747747,
    // t[f <= 0.05].max()
    recallAtFalseAlarms: 0.3953488372093023,
    // [t[f <= rate].max() for rate in FALSE_ALARM_RATES]
    // deno-fmt-ignore
    roc: [
      0.2558139534883721, 0.2558139534883721, 0.2558139534883721,
      0.2558139534883721, 0.2558139534883721, 0.3953488372093023,
      0.3953488372093023, 0.3953488372093023, 0.3953488372093023,
      0.4418604651162791, 0.4883720930232558, 0.7209302325581395,
      0.9069767441860465, 1, 1, 1, 1, 1, 1,
    ],
  });
  // The same with the groups exchanged: nothing is symmetric.
  assertRanking(ranking(confidences, right.map((each) => !each)), {
    auroc: 0.19828641370869035,
    averagePrecision: 0.42232330309167787,
    bestF1: 0.7261146496815287,
    recallAtFalseAlarms: 0,
    // deno-fmt-ignore
    roc: [
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.03508771929824561, 0.19298245614035087,
      0.2807017543859649, 0.2807017543859649, 0.2982456140350877,
      0.3684210526315789, 0.3684210526315789, 1,
    ],
  });
});

Deno.test("ranking() agrees with scikit-learn where positives are rare", () => {
  // k = np.arange(60); s = (k * 29 % 61) / 61
  // y = (k % 7 == 0) | (s > 0.9) & (k % 2 == 0)
  const items = Array.from({ length: 60 }, (_, item) => item);
  const scores = items.map((item) => (item * 29 % 61) / 61);
  const positive = items.map((item) =>
    item % 7 === 0 || (scores[item]! > 0.9 && item % 2 === 0)
  );
  assertRanking(ranking(scores, positive), {
    auroc: 0.673611111111111,
    averagePrecision: 0.5429885604262592,
    bestF1: 0.5555555555555556,
    recallAtFalseAlarms: 0.4166666666666667,
    // deno-fmt-ignore
    roc: [
      0.25, 0.25, 0.25, 0.25, 0.4166666666666667, 0.4166666666666667,
      0.4166666666666667, 0.4166666666666667, 0.4166666666666667,
      0.4166666666666667, 0.4166666666666667, 0.4166666666666667,
      0.6666666666666666, 0.6666666666666666, 0.6666666666666666,
      0.9166666666666666, 0.9166666666666666, 0.9166666666666666, 1,
    ],
  });
  // A score that is always the same.
  const constant = ranking(scores.map(() => 0), positive)!;
  assertEquals(constant.auroc, 0.5);
  assertAlmostEquals(constant.averagePrecision, 0.2, TOLERANCE);
  assertAlmostEquals(constant.bestF1, 0.33333333333333337, TOLERANCE);
  assertEquals(constant.recallAtFalseAlarms, 0);
});

Deno.test("ranking() gains nothing by the order of ties", () => {
  const positive = [true, true, false, false];
  const inOrder = ranking([1, 1, 1, 0], positive);
  const turned = ranking([0, 1, 1, 1], [...positive].reverse());
  assertEquals(inOrder, turned);
  assertEquals(inOrder!.recallAtFalseAlarms, 0);
});

Deno.test("ranking() tries every threshold", () => {
  let measured = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const { confidences, right } = randomOutcomes(seed);
    const found = ranking(confidences, right);
    if (found === undefined) continue;
    measured++;
    const countOf = (wanted: boolean, threshold: number) =>
      confidences.filter((score, item) =>
        right[item] === wanted && score >= threshold
      ).length;
    const positives = countOf(true, -Infinity);
    const negatives = countOf(false, -Infinity);
    const tried = [...confidences, Infinity].map((threshold) => {
      const hits = countOf(true, threshold);
      const alarms = countOf(false, threshold);
      return {
        f1: 2 * hits / (hits + alarms + positives),
        recall: hits / positives,
        rate: alarms / negatives,
      };
    });
    assertEquals(found.bestF1, Math.max(...tried.map(({ f1 }) => f1)));
    for (const [at, rate] of FALSE_ALARM_RATES.entries()) {
      const recalls = tried.filter((each) => each.rate <= rate)
        .map(({ recall }) => recall);
      assertEquals(found.roc[at], Math.max(...recalls));
    }
    assertEquals(found.auroc, auroc(confidences, right));
  }
  assert(measured > 75);
});

Deno.test("ranking() counts a false-alarm rate of exactly 0.05", () => {
  // One of 20 negatives alarms.
  const scores = [2, 3, ...new Array(19).fill(1)];
  const positive = [true, ...new Array(20).fill(false)];
  assertEquals(FALSE_ALARM_RATE, 0.05);
  assertEquals(ranking(scores, positive)!.recallAtFalseAlarms, 1);
});

Deno.test("ranking() has nothing to say of one group", () => {
  assertEquals(ranking([0.5, 1], [true, true]), undefined);
  assertEquals(ranking([0.5, 1], [false, false]), undefined);
});
