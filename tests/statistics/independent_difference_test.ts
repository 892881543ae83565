import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import { independentDifference } from "../../statistics/independent_difference.ts";

const A = [0.12, 0.5, 0.33, 0.41, 0.27, 0.6, 0.05];
const B = [0.55, 0.7, 0.44, 0.91, 0.38];

Deno.test("independentDifference() comes near the p-value of all exchanges", () => {
  const { estimate, p } = independentDifference([A, B], { seed: 1 });
  // obs = abs(mean(B) - mean(A)); sum(abs(mean(c) - mean(rest)) >= obs - 1e-12
  // for c in itertools.combinations(A + B, 5)), Python 3.11: 41 of 792
  const exact = 41 / 792;
  assertAlmostEquals(p, exact, 4 * Math.sqrt(exact / 9999));
  assertAlmostEquals(estimate.point, 0.596 - 2.28 / 7, 1e-12);
  assertEquals(estimate.runs, 5);
});

Deno.test("independentDifference() covers a difference as often as it says", () => {
  const generator = mersenne(7);
  const draw = (count: number) =>
    Array.from({ length: count }, () => uniformFloat64(generator) ** 3);
  let covered = 0;
  let found = 0;
  const STUDIES = 400;
  for (let study = 0; study < STUDIES; study++) {
    const second = draw(study % 2 === 0 ? 10 : 13);
    const { estimate, p } = independentDifference([draw(10), second], {
      seed: study,
      resamples: 499,
    });
    if (estimate.lower <= 0 && estimate.upper >= 0) covered++;
    if (p <= 0.05) found++;
  }
  // 0.95 and 0.05, four standard errors each way
  assert(covered / STUDIES > 0.9, `${covered} of ${STUDIES}`);
  assert(found / STUDIES < 0.095, `${found} of ${STUDIES}`);
});

Deno.test("independentDifference() turns around with its samples", () => {
  const [one, other] = [[A, B], [B, A]].map((samples) =>
    independentDifference(samples as [number[], number[]], { seed: 3 })
  );
  assertAlmostEquals(one!.estimate.point, -other!.estimate.point, 1e-12);
  assertAlmostEquals(one!.estimate.lower, -other!.estimate.upper, 0.02);
  assertAlmostEquals(one!.p, other!.p, 0.02);
});

Deno.test("independentDifference() has nothing to say of values that are one", () => {
  const samples = [[0.5, 0.5], [0.5, 0.5, 0.5]] as const;
  const { estimate, p } = independentDifference(samples, { seed: 1 });
  assertEquals([estimate.lower, estimate.upper, p], [0, 0, 1]);
});
