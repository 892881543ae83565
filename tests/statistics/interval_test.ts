import { assert, assertEquals, assertThrows } from "@std/assert";
import { logEvidence } from "../../statistics/bets.ts";
import { intervalOf } from "../../statistics/interval.ts";
import { meanQuantity } from "../../statistics/mean_quantity.ts";
import {
  assertClose,
  BOUNDS,
  drawCoins,
  drawLopsided,
  gains,
  spoil,
  times,
} from "./_bet_scores.ts";
import { drawNormal } from "./_samples.ts";

type Scores = readonly (number | undefined)[];

function endsOf(scores: Scores, level?: number): number[] {
  const mean = meanQuantity(scores, BOUNDS);
  const found = intervalOf(mean, level === undefined ? {} : { level });
  assert(found !== undefined);
  return [found.lower, found.upper];
}

Deno.test("intervalOf() gives what no bet rules out", () => {
  const mean = meanQuantity(gains(24), BOUNDS);
  const { point, level, runs } = intervalOf(mean) ?? {};
  const sum = gains(24).reduce((total, each) => total + each, 0);
  assertEquals([point, level, runs], [sum / 24, 0.95, 24]);
  // betting_reference.py: interval(greater(gains(24)))
  assertClose(endsOf(gains(24)), [-0.039107466381, 0.342902690737]);
  // betting_reference.py: the same, bar 20 a side
  assertClose(endsOf(gains(24), 0.9), [-0.009728607747, 0.320824742183]);
  // betting_reference.py: interval of one seed, 0.5
  assertClose(endsOf([0.5]), [-0.971019655505, 0.990339885168]);
});

Deno.test("intervalOf() makes room for seeds that failed", () => {
  const scores = spoil(gains(24), [2, 9]);
  // betting_reference.py: the same, seeds 2 and 9 failed
  assertClose(endsOf(scores), [-0.319138459906, 0.5455543161]);
  assertEquals(intervalOf(meanQuantity(scores, BOUNDS))?.runs, 22);
});

Deno.test("intervalOf() is wide on ties, and ends at the bounds", () => {
  // betting_reference.py: interval of 24 zeros
  assertClose(endsOf(times(24, () => 0)), [-0.156611219025, 0.156611219025]);
  // betting_reference.py: interval of 6 times 1
  assertClose(endsOf(times(6, () => 1)), [0.015204750952, 1]);
  assertEquals(endsOf([1, 1])[1], 1);
  assertEquals(endsOf([-1, -1])[0], -1);
});

Deno.test("intervalOf() says nothing where no score is known", () => {
  for (const scores of [[], [undefined], [undefined, undefined]]) {
    assertEquals(intervalOf(meanQuantity(scores, BOUNDS)), undefined);
  }
});

Deno.test("intervalOf() never takes back what it ruled out", () => {
  const scores = [...times(15, () => 0.6), ...gains(25)];
  const ends = times(40, (n) => endsOf(scores.slice(0, n + 1)));
  for (let n = 1; n < ends.length; n++) {
    assert(ends[n]![0]! >= ends[n - 1]![0]!);
    assert(ends[n]![1]! <= ends[n - 1]![1]!);
  }
});

Deno.test("intervalOf() says nothing where every mean is ruled out", () => {
  // Seeds that change as if to spite it: no mean is left.
  const scores = [...times(40, () => 0.9), ...times(400, () => -0.9)];
  assertEquals(intervalOf(meanQuantity(scores, BOUNDS)), undefined);
});

Deno.test("intervalOf() agrees with the bets on any bound", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const scores = drawNormal(seed, 20).map((each) => Math.tanh(each / 3));
    const mean = meanQuantity(scores, BOUNDS);
    const [lower, upper] = endsOf(scores);
    for (let bound = -0.9; bound < 0.95; bound += 0.1) {
      const [above, below] = [mean.above(bound), mean.below(bound)].map((
        bets,
      ) => Math.max(...logEvidence(bets)) >= Math.log(40));
      assertEquals(above, lower! > bound);
      assertEquals(below, upper! < bound);
    }
  }
});

Deno.test("intervalOf() is as wide as its unit", () => {
  const scores = gains(24).map((each) => 50 + 49 * each);
  const epochs = meanQuantity(scores, { lower: 1, upper: 99 });
  const { lower = 0, upper = 0 } = intervalOf(epochs) ?? {};
  const [low, high] = endsOf(gains(24));
  assertClose([(lower - 50) / 49, (upper - 50) / 49], [low!, high!]);
});

Deno.test("intervalOf() holds the mean after every seed, in 95 of 100", () => {
  const worlds = [
    { mean: 0, draw: (seed: number) => drawLopsided(seed, 60) },
    { mean: 0.2, draw: (seed: number) => drawCoins(seed, [60, 0.2]) },
    { mean: 0, draw: (seed: number) => drawLopsided(seed, 60).map((x) => -x) },
  ];
  for (const { mean, draw } of worlds) {
    const missed = times(1000, (study) => {
      const quantity = meanQuantity(draw(study), BOUNDS);
      // It holds the mean at the last seed if neither bet ever ruled it out.
      return [quantity.above(mean), quantity.below(mean)].some((bets) =>
        logEvidence(bets).some((log) => log >= Math.log(40))
      );
    }).filter((each) => each).length;
    assert(missed <= 50, `${missed} of 1000`);
  }
});

Deno.test("intervalOf() refuses a level that is none", () => {
  for (const level of [0, 1, NaN, 95]) {
    assertThrows(
      () => intervalOf(meanQuantity([0], BOUNDS), { level }),
      RangeError,
      `Cannot give an interval: wanted a level between 0 and 1, got ${level}`,
    );
  }
});
