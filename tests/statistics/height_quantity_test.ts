import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { logEvidence } from "../../statistics/bets.ts";
import { heightQuantity } from "../../statistics/height_quantity.ts";
import { intervalOf } from "../../statistics/interval.ts";
import {
  assertClose,
  BOUNDS,
  PEAK,
  sidesAt,
  spoiledTable,
  table,
  times,
} from "./_bet_scores.ts";
import { drawNormalTable } from "./_tables.ts";

const AT = { above: 0, below: 0.5, seeds: [0, 1, 9, 29] };

function noisy(seed: number, means: readonly number[]): number[][] {
  return drawNormalTable(seed, [20, means.length]).map((row) =>
    row.map((each, at) => means[at]! + 0.3 * Math.tanh(each / 2))
  );
}

Deno.test("heightQuantity() bets on the best of the past, and on all", () => {
  const [above, below] = sidesAt(
    heightQuantity(table(30, PEAK), BOUNDS),
    AT,
  );
  // betting_reference.py: log(peak(PEAK, 0, 0.5)) support
  assertClose(
    above,
    [0.141556828188, 0.557928076729, 1.930558145408, 7.378827655945],
  );
  // betting_reference.py: log(peak(PEAK, 0, 0.5)) contradiction
  assertClose(
    below,
    [-0.049212128184, -0.16005956345, 2.170509068318, 6.927924173676],
  );
});

Deno.test("heightQuantity() takes failed scores at their worst", () => {
  const quantity = heightQuantity(spoiledTable(), BOUNDS);
  const [above, below] = sidesAt(quantity, AT);
  // betting_reference.py: log(peak(PEAK, 4 failed, 0, 0.5)) support
  assertClose(
    above,
    [-1.462455722085, -1.347428278148, -1.561485963082, 0.658364124817],
  );
  // betting_reference.py: log(peak(PEAK, 4 failed, 0, 0.5)) contradiction
  assertClose(
    below,
    [-1.462455722085, -1.22931198006, -0.795578271953, 2.294937641457],
  );
  // betting_reference.py: peak_estimate(PEAK, 4 failed)
  assertAlmostEquals(quantity.point!, 0.321428571429, 1e-11);
});

Deno.test("heightQuantity() has an interval by the same bets", () => {
  const { point, lower, upper } =
    intervalOf(heightQuantity(table(30, PEAK), BOUNDS)) ?? {};
  // betting_reference.py: peak_estimate(PEAK), interval(peak(PEAK))
  assertClose(
    [point!, lower!, upper!],
    [0.313888888889, 0.133542632171, 0.438304467845],
  );
  const spoiled = intervalOf(heightQuantity(spoiledTable(), BOUNDS));
  // betting_reference.py: interval(peak(PEAK, 4 failed))
  assertClose(
    [spoiled!.lower, spoiled!.upper],
    [-0.181716346976, 0.527579952024],
  );
});

Deno.test("heightQuantity() is of one seed the mean of the inner ones", () => {
  const { point, runs } = heightQuantity([[0.25, 0.5, 1, 0]], BOUNDS);
  assertEquals([point, runs], [0.5, 1]);
  assertEquals(heightQuantity([], BOUNDS).point, undefined);
  assertEquals(heightQuantity([[0, undefined, 0]], BOUNDS).point, undefined);
});

Deno.test("heightQuantity() starts again where no inner score is known", () => {
  const scores = [[0, undefined, undefined, 0], [0, 0.5, 1, 0]];
  assertEquals(heightQuantity(scores, BOUNDS).point, 0.75);
});

Deno.test("heightQuantity() is negative where an end is best", () => {
  const { point } = heightQuantity(table(30, [0, 8, 16]), BOUNDS);
  assert(point! < 0);
});

Deno.test("heightQuantity() is never too high on average", () => {
  for (const means of [[0, 0, 0, 0, 0], [0, 0, 0.2, 0.1, 0]]) {
    const points = times(
      400,
      (study) => heightQuantity(noisy(study, means), BOUNDS).point!,
    );
    const mean = points.reduce((sum, each) => sum + each, 0) / 400;
    assert(mean <= Math.max(...means) + 0.01, `${mean}`);
  }
});

Deno.test("heightQuantity() supports no peak that is not there", () => {
  // Two inner conditions as good as the better end, and eight looks.
  const won = times(1500, (study) => {
    const height = heightQuantity(noisy(study, [0, 0.3, 0.3, 0.3]), BOUNDS);
    return logEvidence(height.above(0)).some((log) => log >= Math.log(20));
  }).filter((each) => each).length;
  assert(won <= 75, `${won} of 1500`);
});

Deno.test("heightQuantity() contradicts no peak that is there", () => {
  const lost = times(1500, (study) => {
    const height = heightQuantity(noisy(study, [0.1, 0.3, 0, 0.1]), BOUNDS);
    return logEvidence(height.below(0.2)).some((log) => log >= Math.log(20));
  }).filter((each) => each).length;
  assert(lost <= 75, `${lost} of 1500`);
});

Deno.test("heightQuantity() refuses a table without an inside", () => {
  assertThrows(
    () => heightQuantity([[0, 1]], BOUNDS),
    RangeError,
    "Cannot bet on conditions: wanted 3 scores of each seed, got 2 at scores[0]",
  );
  assertThrows(
    () => heightQuantity([[0, 1, 0, 0], [0, 1, 0]], BOUNDS),
    RangeError,
    "wanted 4 scores of each seed, got 3 at scores[1]",
  );
});
