import { assertEquals } from "@std/assert";
import { isFair, logEvidence } from "../../statistics/bets.ts";
import { assertClose, BOUNDS, gains } from "./_bet_scores.ts";

Deno.test("logEvidence() takes the least, or the mean, at the same seed", () => {
  const scores = gains(24);
  const up = { scores, mean: 0.25, side: "above", bounds: BOUNDS } as const;
  const down = { ...up, side: "below" } as const;
  const [ups, downs] = [logEvidence(up), logEvidence(down)];
  assertEquals(
    logEvidence({ least: [up, down] }),
    ups.map((each, seed) => Math.min(each, downs[seed]!)),
  );
  assertClose(
    logEvidence({ average: [up, down] }),
    ups.map((each, seed) =>
      Math.log((Math.exp(each) + Math.exp(downs[seed]!)) / 2)
    ),
  );
  // Nested, as a peak has them.
  const nested = { least: [up, { average: [down, down] }] };
  assertClose(logEvidence(nested), logEvidence({ least: [up, down] }));
});

Deno.test("isFair() knows that the least of several bets is not", () => {
  const bet = { scores: [], mean: 0, side: "above", bounds: BOUNDS } as const;
  const average = [bet, bet];
  assertEquals(isFair(bet), true);
  assertEquals(isFair({ average }), true);
  assertEquals(isFair({ least: [bet, bet] }), false);
  assertEquals(
    isFair({ average: [bet, { least: [bet, { average }] }] }),
    false,
  );
});
