import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { value } from "../../../../bench/study/contrast.ts";
import { equivalent } from "../../../../bench/study/kinds/equivalent.ts";
import { column, evidenceOf, verdictOn } from "./_kinds.ts";

const STATEMENT = {
  kind: "equivalent",
  name: "nothing",
  says: "the mean is within 0.05 of 0",
  of: value({ cell: "with" }),
  margin: 0.05,
  largest: 1,
} as const;

/** The evidence of seeds that all score 0. */
function zeros(seeds: number, changes: { margin?: number; largest?: number }) {
  const values = column(new Array(seeds).fill(0));
  return evidenceOf(equivalent, { ...STATEMENT, ...changes }, values);
}

Deno.test("equivalent tests at the level of the claim, each way", () => {
  const { estimate, p, obstacle } = zeros(60, {});
  assertEquals(obstacle, undefined);
  assertAlmostEquals(estimate!.level, 0.9, 1e-12);
  assert(p! < 0.05, `p = ${p}`);
  assert(estimate!.lower > -0.05 && estimate!.upper < 0.05);
});

Deno.test("equivalent says how many seeds could show it", () => {
  assertEquals(
    zeros(20, {}).obstacle,
    "20 seeds cannot show a mean within 0.05 of 0, whatever they score: 59 " +
      "or more can",
  );
  // math.ceil(math.log(0.05) / math.log(1 - margin / largest)), Python 3.12
  const cases = [[0.05, 1, 59], [0.05, 0.4, 23], [0.05, 0.2, 11], [
    0.15,
    1,
    19,
  ]] as const;
  for (const [margin, largest, least] of cases) {
    const obstacleOf = (seeds: number) =>
      zeros(seeds, { margin, largest }).obstacle;
    assertEquals(obstacleOf(least), undefined);
    assert(obstacleOf(least - 1)!.includes(`: ${least} or more can`));
  }
  // Fewer seeds do leave room, whatever they score.
  const p = (seeds: number) => zeros(seeds, { margin: 0.15 }).p!;
  assert(p(15) > 0.05 && p(25) < 0.05, `${p(15)}, ${p(25)}`);
});

Deno.test("equivalent holds a mean against both of its margins", () => {
  const verdictOf = (interval: [number, number]) =>
    verdictOn(equivalent, STATEMENT, interval, { level: 0.9 });
  assertEquals(verdictOf([-0.04, 0.04]), "supported");
  assertEquals(verdictOf([-0.04, 0.06]), "inconclusive");
  assertEquals(verdictOf([0.06, 0.08]), "contradicted");
  assertEquals(verdictOf([-0.08, -0.06]), "contradicted");
});
