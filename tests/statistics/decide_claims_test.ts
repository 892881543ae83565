import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { mersenne } from "pure-rand/generator/mersenne";
import {
  type ClaimPart,
  decideClaims,
} from "../../statistics/decide_claims.ts";

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

/** An assertion with the evidence against it after each seed, as odds. */
function withPath(odds: readonly number[]): ClaimPart {
  const path = odds.map(Math.log);
  const verdict = odds.at(-1)! >= 40 ? "contradicted" : "inconclusive";
  return { ...part(verdict, [0.1, odds.at(-1)!]), path };
}

Deno.test("decideClaims() follows the assertion that has most against it so far", () => {
  const odds = (...parts: ClaimPart[]) =>
    Math.exp(decideClaims([parts])[0]!.contradiction);
  // The first seed is bet on both: 1.5. The second on the leader: times 3.
  assertAlmostEquals(odds(withPath([2, 6]), withPath([1, 9])), 4.5, 1e-9);
  // Then the other leads, and grows by 5.
  assertAlmostEquals(
    odds(withPath([2, 6, 6]), withPath([1, 9, 45])),
    22.5,
    1e-9,
  );
  // A leader that has stopped is bet on no more.
  assertAlmostEquals(odds(withPath([2, 50]), withPath([1, 2, 40])), 37.5, 1e-9);
  // What is the first for two with as much is as good as any.
  assertAlmostEquals(odds(withPath([2, 4]), withPath([2, 8])), 4, 1e-9);
});

Deno.test("decideClaims() has little against a claim that is true, whichever it follows", () => {
  const random = mersenne(7);
  const uniform = () => random.next() / 2 ** 32 + 0.5;
  let wrong = 0;
  const runs = 4000;
  for (let run = 0; run < runs; run++) {
    // Six fair bets that lose or win half of what they have.
    const parts = Array.from({ length: 6 }, () => {
      let wealth = 1;
      const path = Array.from({ length: 40 }, () => {
        wealth *= uniform() < 0.5 ? 0.5 : 1.5;
        return wealth;
      });
      return withPath(path);
    });
    const [claim] = decideClaims([parts]);
    if (claim!.contradiction >= Math.log(20)) wrong += 1;
  }
  assert(wrong / runs < 0.05, `${wrong}`);
  assert(wrong > 0);
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
