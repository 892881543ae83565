import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Bets, logEvidence } from "../../statistics/bets.ts";
import { intervalOf } from "../../statistics/interval.ts";
import { meanQuantity } from "../../statistics/mean_quantity.ts";
import { wagerEquivalent, wagerGreater } from "../../statistics/wager.ts";
import {
  assertClose,
  BOUNDS,
  drawCoins,
  gains,
  small,
  times,
} from "./_bet_scores.ts";

function at(bets: Bets, ...seeds: number[]): number[] {
  const logs = logEvidence(bets);
  return seeds.map((seed) => logs[seed]!);
}

/** How often bets have 40 to 1 after any of 40 seeds of coins. */
function wins(betsOf: (scores: number[]) => Bets, mean: number): number {
  return times(1000, (study) => {
    const logs = logEvidence(betsOf(drawCoins(study, [40, mean])));
    return logs.some((log) => log >= Math.log(40));
  }).filter((each) => each).length;
}

Deno.test("wagerGreater() bets on the bound, and against the margin", () => {
  const mean = meanQuantity(gains(24), BOUNDS);
  const { support, contradiction, isTouching } = wagerGreater(mean, {
    bound: 0,
    margin: 0.05,
  });
  // betting_reference.py: log(above(gains(24), 0)) at 12, 24
  assertClose(at(support, 11, 23), [1.631034515623, 2.772993935192]);
  // betting_reference.py: log(below(gains(24), 0.05))
  assertClose(at(contradiction, 11, 23), [-1.574446797918, -2.042290032198]);
  assertEquals(isTouching, false);
});

Deno.test("wagerGreater() touches without a margin", () => {
  const mean = meanQuantity([0], BOUNDS);
  assertEquals(wagerGreater(mean, { bound: 0, margin: 0 }).isTouching, true);
});

Deno.test("wagerEquivalent() takes both bets to win, or either", () => {
  const none = wagerEquivalent(meanQuantity(small(40), BOUNDS), {
    margin: 0.15,
  });
  // betting_reference.py: log(equivalent(small(40), 0.15)) support
  assertClose(
    at(none.support, 0, 9, 19, 39),
    [0.089124644916, 1.352870885725, 2.859108426088, 6.028287780112],
  );
  // betting_reference.py: log(equivalent(small(40), 0.15)) contradiction
  assertClose(
    at(none.contradiction, 0, 9, 19, 39),
    [-0.105602090728, -0.946560600753, -1.624715672078, -2.415139179191],
  );
  const some = wagerEquivalent(meanQuantity(gains(24), BOUNDS), {
    margin: 0.05,
  });
  // betting_reference.py: log(equivalent(gains(24), 0.05)) support
  assertClose(
    at(some.support, 0, 4, 11, 23),
    [-0.076119947586, -0.841025749076, -1.574446797918, -2.042290032198],
  );
  // betting_reference.py: log(equivalent(gains(24), 0.05)) contradiction
  assertClose(
    at(some.contradiction, 0, 4, 11, 23),
    [-0.037273404042, -0.014460943505, 0.461358563018, 1.00860753906],
  );
  assertEquals(none.isTouching, true);
});

Deno.test("wagerEquivalent() is the same for both signs", () => {
  const turned = gains(24).map((each) => -each);
  const [one, other] = [gains(24), turned].map((scores) =>
    wagerEquivalent(meanQuantity(scores, BOUNDS), { margin: 0.1 })
  );
  assertClose(logEvidence(one!.support), logEvidence(other!.support));
  assertClose(
    logEvidence(one!.contradiction),
    logEvidence(other!.contradiction),
  );
});

Deno.test("wagers win no more than 1 in 40 where they are wrong", () => {
  const greater = (scores: number[]) =>
    wagerGreater(meanQuantity(scores, BOUNDS), { bound: 0, margin: 0.1 });
  const equivalent = (scores: number[]) =>
    wagerEquivalent(meanQuantity(scores, BOUNDS), { margin: 0.5 });
  const counts = [
    wins((scores) => greater(scores).support, 0),
    wins((scores) => greater(scores).contradiction, 0.1),
    wins((scores) => equivalent(scores).support, 0.5),
    wins((scores) => equivalent(scores).support, -0.5),
    wins((scores) => equivalent(scores).contradiction, 0.5),
    wins((scores) => equivalent(scores).contradiction, -0.5),
  ];
  assert(counts.every((count) => count <= 25), counts.join(", "));
});

Deno.test("wagers never win against the interval beside them", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const scores = drawCoins(seed, [60, 0.3]);
    const mean = meanQuantity(scores, BOUNDS);
    const found = intervalOf(mean);
    assert(found !== undefined);
    const bar = Math.log(40);
    const greater = wagerGreater(mean, { bound: 0.1, margin: 0.05 });
    if (at(greater.support, 59)[0]! >= bar) assert(found.lower > 0.1);
    if (at(greater.contradiction, 59)[0]! >= bar) assert(found.upper < 0.15);
    const none = wagerEquivalent(mean, { margin: 0.6 });
    if (at(none.support, 59)[0]! >= bar) {
      assert(found.lower > -0.6 && found.upper < 0.6);
    }
  }
});

Deno.test("wagers refuse what is no bound or no margin", () => {
  const mean = meanQuantity([0], BOUNDS);
  const cases = [[NaN, 0.1], [Infinity, 0.1], [0, -0.1], [0, NaN]] as const;
  for (const [bound, margin] of cases) {
    assertThrows(
      () => wagerGreater(mean, { bound, margin }),
      RangeError,
      `wanted a finite bound and a margin of 0 or more, got ${bound} and ` +
        margin,
    );
  }
  for (const margin of [0, -0.1, NaN]) {
    assertThrows(
      () => wagerEquivalent(mean, { margin }),
      RangeError,
      `Cannot bet on no effect: wanted a margin above 0, got ${margin}`,
    );
  }
  assertThrows(
    () => logEvidence(wagerGreater(mean, { bound: 1, margin: 0 }).support),
    RangeError,
    "wanted a mean strictly between finite bounds, got 1 and -1 to 1",
  );
});
