import { assert, assertEquals, assertThrows } from "@std/assert";
import { closure } from "../../statistics/closure.ts";
import {
  type ClaimPart,
  decideClaims,
} from "../../statistics/decide_claims.ts";
import { eBenjaminiHochberg } from "../../statistics/e_benjamini_hochberg.ts";
import { logWealth } from "../../statistics/wealth.ts";
import { BOUNDS, drawCoins, times } from "./_bet_scores.ts";
import { drawUniform } from "./_samples.ts";

/** Those of `betting_reference.py`. */
const LOGS = [1000, 0.2, 45, 90, 400, 41, 39, 3].map(Math.log);

Deno.test("eBenjaminiHochberg() gives the bar of the most that pass it", () => {
  // betting_reference.py: e_bh_bar(e), of 14 hypotheses, at 1 %, of e[6:]
  assertEquals(eBenjaminiHochberg(LOGS), 40);
  assertEquals(eBenjaminiHochberg(LOGS, { hypotheses: 14 }), 140);
  const rate = 0.01;
  assertEquals(eBenjaminiHochberg(LOGS, { rate, least: 1 }), 400);
  assertEquals(eBenjaminiHochberg(LOGS.slice(6)), 40);
});

Deno.test("eBenjaminiHochberg() asks a single one of many for all", () => {
  const logs = [Math.log(399), ...times(19, () => -Infinity)];
  assertEquals(eBenjaminiHochberg(logs), 400);
  // Half of the family decided, and each takes twice the least there can be.
  const half = times(20, (at) => at < 10 ? Math.log(41) : 0);
  assertEquals(eBenjaminiHochberg(half), 40);
});

Deno.test("eBenjaminiHochberg() takes no evidence, and any evidence", () => {
  assertEquals(eBenjaminiHochberg([-Infinity, -Infinity]), 40);
  assertEquals(eBenjaminiHochberg([Infinity, 5000, -Infinity]), 40);
});

Deno.test("eBenjaminiHochberg() never raises the bar as evidence grows", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const logs = drawUniform(seed, 20).map((each) => 7 * each);
    const more = logs.map((log, at) => at % 3 === 0 ? log + 1 : log);
    assert(eBenjaminiHochberg(more) <= eBenjaminiHochberg(logs));
  }
});

Deno.test("eBenjaminiHochberg() keeps its promise, also of ties", () => {
  // Ten assertions share their seeds; seven of them are not so.
  const found = times(2000, (study) => {
    const logs = times(10, (which) => {
      const scores = drawCoins(study, [60, which < 7 ? 0 : 0.6]);
      return logWealth({ scores, bounds: BOUNDS, mean: 0, side: "above" })
        .at(-1)!;
    });
    const bar = Math.log(eBenjaminiHochberg(logs, { least: 1 }));
    const [wrong, right] = [logs.slice(0, 7), logs.slice(7)].map((some) =>
      some.filter((log) => log >= bar).length
    );
    return { share: wrong! / Math.max(wrong! + right!, 1), right: right! };
  });
  const mean = (of: "share" | "right") =>
    found.reduce((sum, each) => sum + each[of], 0) / found.length;
  assert(mean("share") <= 0.05, `${mean("share")}`);
  assert(mean("right") > 2.5, `${mean("right")}`);
});

Deno.test("eBenjaminiHochberg() refuses what is no evidence", () => {
  const cases = [
    [[NaN], {}],
    [[1], { rate: 0 }],
    [[1], { rate: 1 }],
    [[1], { least: 0.5 }],
  ] as const;
  for (const [logs, options] of cases) {
    assertThrows(
      () => eBenjaminiHochberg(logs, options),
      RangeError,
      "Cannot decide by e-values: wanted numbers, a rate between 0 and 1",
    );
  }
});

Deno.test("closure() keeps what is large in whatever company", () => {
  // betting_reference.py: starred
  const expected = [true, false, false, false, true, false, false, false];
  assertEquals(closure(LOGS), expected);
  assertEquals(closure([Math.log(41)]), [true]);
  assertEquals(closure([Math.log(39)]), [false]);
  assertEquals(closure([]), []);
  assertEquals(closure([Math.log(41), Math.log(41)]), [true, true]);
});

Deno.test("closure() is what all sets say", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const values = drawUniform(seed, 6).map((each) =>
      Math.round(Math.exp(8 * each))
    );
    const kept = values.map((value, index) =>
      times(2 ** 6, (set) => values.filter((_, at) => (set >> at) % 2 === 1))
        .filter((_, set) => (set >> index) % 2 === 1)
        .every((some) =>
          some.reduce((sum, each) => sum + each, 0) >= 40 * some.length
        ) && value >= 40
    );
    assertEquals(closure(values.map(Math.log)), kept, values.join(" "));
  }
});

Deno.test("closure() has a hypothesis without evidence cost as much as any", () => {
  const log = Math.log(160);
  assertEquals(closure([log, -Infinity, -Infinity])[0], true);
  assertEquals(closure([log, ...times(4, () => -Infinity)])[0], false);
});

function part(
  verdict: ClaimPart["verdict"],
  [support, contradiction]: [number, number],
  isTouching = false,
): ClaimPart {
  return {
    verdict,
    isTouching,
    support: Math.log(support),
    contradiction: Math.log(contradiction),
  };
}

Deno.test("decideClaims() takes all to support, and any to contradict", () => {
  const yes = part("supported", [900, 0.1]);
  const no = part("contradicted", [0.1, 900]);
  const open = part("inconclusive", [10, 1]);
  const drawn = decideClaims([[yes, yes], [yes, open], [yes, no], [open], []]);
  assertEquals(drawn.map(({ drawn }) => drawn), [
    "supported",
    "inconclusive",
    "contradicted",
    "inconclusive",
    "inconclusive",
  ]);
  assertEquals(
    drawn.map(({ verdict }) => verdict),
    drawn.map(({ drawn }) => drawn),
  );
});

Deno.test("decideClaims() takes the least for, and the mean against", () => {
  const [claim] = decideClaims([[
    part("supported", [900, 0.5]),
    part("supported", [60, 0.3]),
  ]]);
  assertEquals(Math.exp(claim!.support).toFixed(6), "60.000000");
  assertEquals(Math.exp(claim!.contradiction).toFixed(6), "0.400000");
});

Deno.test("decideClaims() asks a claim for evidence of its own", () => {
  // One assertion in three is contradicted at 50: the claim has 17 of 20.
  const weak = [
    part("contradicted", [0.1, 50]),
    part("inconclusive", [1, 0.5]),
    part("inconclusive", [1, 0.5]),
  ];
  const [alone] = decideClaims([weak]);
  assertEquals([alone?.verdict, alone?.drawn], [
    "inconclusive",
    "contradicted",
  ]);
  assertEquals(decideClaims([weak.slice(0, 2)])[0]?.verdict, "contradicted");
});

Deno.test("decideClaims() counts what was not run, and both sides", () => {
  const yes = [part("supported", [70, 0.1])];
  assertEquals(decideClaims([yes, [], []])[0]?.verdict, "supported");
  assertEquals(decideClaims([yes, [], [], []])[0]?.verdict, "inconclusive");
  const touching = [part("supported", [70, 0.1], true)];
  assertEquals(decideClaims([touching, []])[0]?.verdict, "supported");
  assertEquals(decideClaims([touching, [], []])[0]?.verdict, "inconclusive");
});

Deno.test("decideClaims() lowers no bar by evidence that gives no verdict", () => {
  const yes = [part("supported", [45, 0.1])];
  // One of its assertions is against the claim by far, yet was not decided.
  const odd = [part("inconclusive", [0.1, 9000])];
  const [first, second] = decideClaims([yes, odd, []]);
  assertEquals(first?.verdict, "inconclusive");
  assertEquals(second?.verdict, "inconclusive");
});
