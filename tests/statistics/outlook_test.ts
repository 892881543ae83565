import { assert, assertEquals, assertThrows } from "@std/assert";
import { meanQuantity } from "../../statistics/mean_quantity.ts";
import { lookAhead, type SeedRange } from "../../statistics/outlook.ts";
import {
  type Wager,
  wagerEquivalent,
  wagerGreater,
} from "../../statistics/wager.ts";
import { BOUNDS, gains, times } from "./_bet_scores.ts";
import { drawNormal } from "./_samples.ts";

function positive(scores: readonly (number | undefined)[]): Wager {
  const mean = meanQuantity(scores, BOUNDS);
  return wagerGreater(mean, { bound: 0, margin: 0.05 });
}

interface Ahead {
  seeds: number;
  most: number;
  evidence: number;
}

function canDecide(wager: Wager, options: Ahead): boolean {
  return lookAhead(wager, options).canDecide;
}

function seedsToDecide(
  wager: Wager,
  options: Omit<Ahead, "most">,
): SeedRange | undefined {
  return lookAhead(wager, { ...options, most: options.seeds }).wanted;
}

Deno.test("lookAhead() goes on at two errors above the rate so far", () => {
  const at = (log: number) =>
    canDecide(positive(gains(24)), {
      seeds: 24,
      most: 60,
      evidence: Math.exp(log),
    });
  // betting_reference.py: reachable(u_above(gains(24), 0), 60)
  assertEquals([at(11.1743), at(11.1744)], [true, false]);
});

Deno.test("lookAhead() looks at both sides", () => {
  const turned = gains(24).map((each) => -each);
  const wager = positive(turned);
  assert(canDecide(wager, { seeds: 24, most: 60, evidence: 40 }));
  const up = { ...wager, contradiction: wager.support };
  assert(!canDecide(up, { seeds: 24, most: 60, evidence: 40 }));
});

Deno.test("lookAhead() looks at the first seeds alone", () => {
  const options = { seeds: 12, most: 20, evidence: 40 };
  const longer = [...gains(12), ...times(12, () => 1)];
  assertEquals(
    canDecide(positive(longer), options),
    canDecide(positive(gains(12)), options),
  );
});

Deno.test("lookAhead() asks all of several bets, or any", () => {
  // 0.3 in the mean: above -0.15 it is, below 0.15 it never is.
  const mean = meanQuantity(times(20, (t) => t % 2 === 0 ? 0.2 : 0.4), BOUNDS);
  const { support, contradiction } = wagerEquivalent(mean, { margin: 0.15 });
  const options = { seeds: 20, most: 60, evidence: 40 };
  assert(
    !canDecide({ ...positive([]), support, contradiction: support }, {
      ...options,
    }),
  );
  assert(
    canDecide({ support: contradiction, contradiction, isTouching: true }, {
      ...options,
    }),
  );
});

Deno.test("lookAhead() gives up few that would be decided, and many others", () => {
  /** How many of 400 studies of 60 seeds reach 24, and are given up before. */
  const count = ([mean, spread]: [number, number]) => {
    const studies = times(400, (study) => {
      const scores = drawNormal(study, 60).map((each) =>
        Math.max(-1, Math.min(1, mean + spread * each))
      );
      const wager = positive(scores);
      const isUp = times(25, (round) => 12 + 2 * round).find((seeds) =>
        !canDecide(wager, { seeds, most: 60, evidence: 24 })
      );
      return { scores, givenUpAt: isUp ?? 60 };
    });
    return studies;
  };
  const strong = count([0.35, 0.3]);
  assert(strong.filter(({ givenUpAt }) => givenUpAt < 60).length < 4);
  const lost = count([0.03, 0.3]);
  const mean = lost.reduce((sum, { givenUpAt }) => sum + givenUpAt, 0) / 400;
  assert(mean < 50, `${mean}`);
});

Deno.test("lookAhead() is a range about the rate so far", () => {
  // betting_reference.py: wanted(u_above(gains(12), 0), 280)
  assertEquals(
    seedsToDecide(positive(gains(12)), { seeds: 12, evidence: 280 }),
    { least: 30, most: 60 },
  );
});

Deno.test("lookAhead() is near the seeds that it takes", () => {
  // The 33rd seed reaches 40 to 1.
  const range = seedsToDecide(positive(gains(24)), { seeds: 24, evidence: 40 });
  const mean = meanQuantity(gains(60), BOUNDS);
  const { support } = wagerGreater(mean, { bound: 0, margin: 0.05 });
  const all = seedsToDecide({
    support,
    contradiction: support,
    isTouching: false,
  }, {
    seeds: 60,
    evidence: 40,
  });
  assertEquals(range, { least: 30, most: 36 });
  assertEquals(all, { least: 60, most: 60 });
});

Deno.test("lookAhead() is the same on either side", () => {
  const range = (scores: number[], bound: number) =>
    seedsToDecide(
      wagerGreater(meanQuantity(scores, BOUNDS), { bound, margin: 0 }),
      { seeds: 24, evidence: 40 },
    );
  const turned = gains(24).map((each) => -each);
  assertEquals(range(gains(24), 0.05), range(turned, -0.05));
});

Deno.test("lookAhead() gives up where nothing grows", () => {
  const options = { seeds: 20, evidence: 40 };
  const failed = times(20, () => undefined);
  assertEquals(seedsToDecide(positive(failed), options), undefined);
});

Deno.test("lookAhead() is one number where all are alike", () => {
  // betting_reference.py: wanted(u_below(20 zeros, 0.05), 40)
  const wager = positive(times(20, () => 0));
  assertEquals(seedsToDecide(wager, { seeds: 20, evidence: 40 }), {
    least: 77,
    most: 77,
  });
});

Deno.test("lookAhead() goes by a standard error where nothing grows so far", () => {
  // In the middle of the margin, with noise: neither side gains.
  const scores = times(20, (t) => t % 2 === 0 ? 0.925 : -0.875);
  const range = seedsToDecide(positive(scores), { seeds: 20, evidence: 40 });
  assertEquals(range?.most, Infinity);
  assert(range!.least > 100);
});

Deno.test("lookAhead() has no end where the rate may be 0", () => {
  const scores = times(12, (t) => t % 2 === 0 ? 0.9 : -0.7);
  const range = seedsToDecide(positive(scores), { seeds: 12, evidence: 40 });
  assertEquals(range?.most, Infinity);
  assert(range!.least > 12);
});

Deno.test("lookAhead() refuses seeds that are not there", () => {
  for (const seeds of [0, 1, 13]) {
    assertThrows(
      () => seedsToDecide(positive(gains(12)), { seeds, evidence: 40 }),
      RangeError,
      `Cannot look ahead: wanted 2 to 12 seeds, got ${seeds}`,
    );
  }
});
