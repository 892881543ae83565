import { assertEquals } from "@std/assert";
import { logEvidence } from "../../statistics/bets.ts";
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
