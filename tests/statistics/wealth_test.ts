import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import {
  type Bet,
  logWealth,
  NO_BET,
  SHARES,
} from "../../statistics/wealth.ts";
import {
  assertClose,
  BOUNDS,
  drawCoins,
  drawLopsided,
  gains,
  spoil,
  times,
} from "./_bet_scores.ts";
import { drawNormal, drawUniform } from "./_samples.ts";

const UP = { mean: 0, side: "above", bounds: BOUNDS } as const;
const DOWN = { mean: 0, side: "below", bounds: BOUNDS } as const;

function wealthAt(bet: Bet, ...seeds: number[]): number[] {
  const logs = logWealth(bet);
  return seeds.map((seed) => logs[seed]!);
}

/** The share of 4,000 studies in which a bet ever, in 100 seeds, has 20. */
function shareOfWinners(draw: (seed: number) => number[]): number {
  const won = times(4000, (study) => {
    const logs = logWealth({ ...UP, scores: draw(study) });
    return Math.max(...logs) >= Math.log(20) ? 1 : 0;
  });
  return won.reduce<number>((sum, each) => sum + each, 0) / won.length;
}

Deno.test("SHARES divide one coin", () => {
  const whole = SHARES.reduce((sum, { weight }) => sum + weight, 0);
  assertAlmostEquals(whole, 1, 1e-15);
  assert(SHARES.every(({ share }) => 0 < share && share < 1));
});

Deno.test("logWealth() is the product of what each seed pays", () => {
  const scores = gains(24);
  // betting_reference.py: log(above(gains(24), 0)) at 1, 5, 12, 24
  assertClose(
    wealthAt({ ...UP, scores }, 0, 4, 11, 23),
    [-0.114341698231, 0.700303417451, 1.631034515623, 2.772993935192],
  );
  // betting_reference.py: log(below(gains(24), 0.05))
  assertClose(
    wealthAt({ ...DOWN, scores, mean: 0.05 }, 0, 4, 11, 23),
    [0.143383332977, -0.841025749076, -1.574446797918, -2.042290032198],
  );
  // betting_reference.py: log(above(gains(24), 0.15, -2, 2))
  const bounds = { lower: -2, upper: 2 };
  assertClose(
    wealthAt({ ...UP, scores, bounds, mean: 0.15 }, 0, 4, 11, 23),
    [-0.109657525292, 0.090461375706, 0.167978964088, 0.063074674242],
  );
});

Deno.test("logWealth() takes a failed seed at its worst for each bet", () => {
  const scores = spoil(gains(24), [2, 9]);
  // betting_reference.py: log(above(spoiled(gains(24), [2, 9]), 0))
  assertClose(
    wealthAt({ ...UP, scores }, 0, 4, 11, 23),
    [-0.114341698231, -1.160446647997, -1.246497936685, -0.77595082923],
  );
  // betting_reference.py: log(below(spoiled(gains(24), [2, 9]), 0))
  assertClose(
    wealthAt({ ...DOWN, scores }, 0, 4, 11, 23),
    [0.102598893387, -1.794521569014, -2.377307149312, -2.709155794662],
  );
  const worst = (score: number) =>
    scores.map((each) => each === undefined ? score : each);
  assertEquals(
    logWealth({ ...UP, scores }),
    logWealth({ ...UP, scores: worst(-1) }),
  );
  assertEquals(
    logWealth({ ...DOWN, scores }),
    logWealth({ ...DOWN, scores: worst(1) }),
  );
});

Deno.test("logWealth() is as it was after a seed without a bet", () => {
  const [first, second, third] = logWealth({
    ...UP,
    scores: [0.5, NO_BET, 0.5],
  });
  assertEquals(second, first);
  const [, both] = logWealth({ ...UP, scores: [0.5, 0.5] });
  assertEquals(third, both);
});

Deno.test("logWealth() has 1 coin before the first seed, and on ties", () => {
  assertEquals(logWealth({ ...UP, scores: [] }), []);
  for (const bet of [UP, DOWN]) {
    const logs = logWealth({ ...bet, scores: times(50, () => 0) });
    assertClose(logs, times(50, () => 0));
  }
});

Deno.test("logWealth() mirrors one side in the other", () => {
  const scores = gains(24);
  const turned = scores.map((score) => -score);
  assertEquals(
    logWealth({ ...UP, scores, mean: 0.25 }),
    logWealth({ ...DOWN, scores: turned, mean: -0.25 }),
  );
});

Deno.test("logWealth() of each side goes one way with the mean", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const scores = drawUniform(seed, 12).map((each) => 2 * each - 1);
    const means = times(39, (index) => -0.95 + index / 20);
    const ends = means.map((mean) => [
      logWealth({ ...UP, scores, mean }).at(-1)!,
      logWealth({ ...DOWN, scores, mean }).at(-1)!,
    ]);
    for (let at = 1; at < ends.length; at++) {
      assert(ends[at]![0]! <= ends[at - 1]![0]!, `above, seed ${seed}`);
      assert(ends[at]![1]! >= ends[at - 1]![1]!, `below, seed ${seed}`);
    }
  }
});

Deno.test("logWealth() ends alike in any order of the seeds", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const scores = drawUniform(seed, 20).map((each) => 2 * each - 1);
    const sorted = scores.toSorted();
    for (const bet of [UP, DOWN]) {
      const ends = [scores, sorted, sorted.toReversed()].map((each) =>
        logWealth({ ...bet, scores: each, mean: 0.1 }).at(-1)!
      );
      assertAlmostEquals(ends[0]!, ends[1]!, 1e-12);
      assertAlmostEquals(ends[0]!, ends[2]!, 1e-12);
    }
  }
});

Deno.test("logWealth() neither overflows nor is ruined", () => {
  const scores = times(5000, (t) => t < 2500 ? 1 : -1);
  const logs = logWealth({ ...UP, scores });
  assert(logs.every(Number.isFinite));
  assert(logs[2499]! > 1700, "past the largest number");
  // The least share alone is left: 0.15 (log 1.15 + log 0.85) a pair.
  assertAlmostEquals(
    logs.at(-1)!,
    Math.log(1 / 6) + 2500 * (Math.log(1.15) + Math.log(0.85)),
    1e-9,
  );
});

Deno.test("logWealth() wins no more than one fair bet in 20, at any seed", () => {
  // Looked at after every seed, and stopped where it looks best.
  const shares = {
    coins: shareOfWinners((seed) => drawCoins(seed, [100, 0])),
    lopsided: shareOfWinners((seed) => drawLopsided(seed, 100)),
    normal: shareOfWinners((seed) =>
      drawNormal(seed, 100).map((each) => Math.tanh(0.3 * each))
    ),
  };
  for (const [world, share] of Object.entries(shares)) {
    assert(share <= 0.05, `${world}: ${share}`);
  }
  assert(shares.coins > 0.02, `${shares.coins} is nothing to brag about`);
  // A tenth of a gain is seen by most: the bets are not idle.
  const seen = shareOfWinners((seed) =>
    drawNormal(seed, 100).map((each) => 0.1 + Math.tanh(0.3 * each) / 2)
  );
  assert(seen > 0.9, `${seen}`);
});

Deno.test("logWealth() is 1 on average over all throws of a fair coin", () => {
  // At the last of ten throws, and where one stops at the first 3 coins.
  const ends = times(1024, (throws) => {
    const scores = times(10, (t) => (throws >> t) % 2 === 0 ? 1 : -1);
    const logs = logWealth({ ...UP, scores });
    const stop = logs.find((log) => log >= Math.log(3)) ?? logs.at(-1)!;
    return [Math.exp(logs.at(-1)!), Math.exp(stop)];
  });
  for (const which of [0, 1]) {
    const mean = ends.reduce((sum, end) => sum + end[which]!, 0) / 1024;
    assertAlmostEquals(mean, 1, 1e-10);
  }
});

Deno.test("logWealth() takes sums that rounding puts past a bound", () => {
  const least = -0.1 - 0.2 - 0.7;
  const [log] = logWealth({ ...UP, scores: [least - 1e-12] });
  assertEquals(log, logWealth({ ...UP, scores: [-1] })[0]);
});

Deno.test("logWealth() refuses what it cannot bet on", () => {
  const cases: readonly (readonly [Partial<Bet>, string])[] = [
    [{ scores: [0, 1.001] }, "each from -1 to 1, got 1.001 at index 1"],
    [{ scores: [-1 - 1e-8] }, "each from -1 to 1, got -1.00000001 at index 0"],
    [{ scores: [NaN] }, "each from -1 to 1, got NaN at index 0"],
    [{ scores: [Infinity] }, "each from -1 to 1, got Infinity at index 0"],
    [{ mean: -1 }, "strictly between finite bounds, got -1 and -1 to 1"],
    [{ mean: 1 }, "strictly between finite bounds, got 1 and -1 to 1"],
    [{ mean: NaN }, "strictly between finite bounds, got NaN"],
    [{ bounds: { lower: 1, upper: -1 } }, "got 0 and 1 to -1"],
    [{ bounds: { lower: -Infinity, upper: 1 } }, "got 0 and -Infinity to 1"],
    [{ bounds: { lower: -1, upper: Infinity } }, "got 0 and -1 to Infinity"],
  ];
  for (const [change, text] of cases) {
    assertThrows(
      () => logWealth({ ...UP, scores: [0], ...change }),
      RangeError,
      text,
    );
  }
});
