import { assertEquals } from "@std/assert";
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
