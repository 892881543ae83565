import { assert, assertEquals, assertThrows } from "@std/assert";
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
