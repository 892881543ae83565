import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { logEvidence } from "../../statistics/bets.ts";
import { intervalOf } from "../../statistics/interval.ts";
import { rangeQuantity } from "../../statistics/range_quantity.ts";
import {
  assertClose,
  BOUNDS,
  LEVEL,
  PEAK,
  sidesAt,
  spoiledTable,
  table,
  times,
} from "./_bet_scores.ts";
import { drawNormalTable } from "./_tables.ts";

const AT = { above: 0.05, below: 0.3, seeds: [0, 1, 9, 29] };

/** `betting_reference.py`: log(differ(NAME, 0.05, 0.3)), and the estimate. */
const CASES = {
  "PEAK": {
    scores: table(30, PEAK),
    support: [0, 0.231654846309, 1.365009332968, 6.012649869832],
    contradiction: [
      -0.553954758509,
      -0.660160994735,
      -1.020483397606,
      -1.888249104352,
    ],
    point: 0.330818965517,
    ends: [0.139679724538, 0.469200170455],
  },
  "PEAK, 4 failed": {
    scores: spoiledTable(),
    support: [0, 0.231654846309, -1.014433668754, 1.685772839991],
    contradiction: [
      -1.462455722085,
      -1.537544390792,
      -2.097510768964,
      -2.442888664378,
    ],
    point: 0.323660714286,
    ends: [0, 0.60145166834],
  },
  "LEVEL": {
    scores: table(30, LEVEL),
    support: [0, -0.339852944781, -1.514850667355, -2.106992015944],
    contradiction: [
      -0.031357069942,
      0.207302571549,
      2.789978711913,
      8.870518240193,
    ],
    point: -0.088362068966,
    ends: [0, 0.165489327855],
  },
};

for (const [name, each] of Object.entries(CASES)) {
  Deno.test(`rangeQuantity() bets on the past: ${name}`, () => {
    const quantity = rangeQuantity(each.scores, BOUNDS);
    const [above, below] = sidesAt(quantity, AT);
    assertClose(above, each.support);
    assertClose(below, each.contradiction);
    assertAlmostEquals(quantity.point!, each.point, 1e-11);
    const { lower, upper } = intervalOf(quantity) ?? {};
    assertClose([lower!, upper!], each.ends);
  });
}

Deno.test("rangeQuantity() has no bet where all are alike", () => {
  const scores = times(20, () => [0.5, 0.5, 0.5]);
  const quantity = rangeQuantity(scores, BOUNDS);
  assertClose(logEvidence(quantity.above(0.05)), times(20, () => 0));
  assertEquals([quantity.point, quantity.runs], [0, 19]);
});

Deno.test("rangeQuantity() says nothing of one seed", () => {
  assertEquals(rangeQuantity([[0, 1]], BOUNDS).point, undefined);
  assertEquals(rangeQuantity([], BOUNDS).point, undefined);
});

Deno.test("rangeQuantity() is never too large on average", () => {
  for (const means of [[0, 0, 0, 0], [0.1, 0.3, 0, 0]]) {
    const points = times(400, (study) => {
      const noise = drawNormalTable(study, [15, 4]);
      const scores = noise.map((row) =>
        row.map((each, at) => means[at]! + 0.3 * Math.tanh(each))
      );
      return rangeQuantity(scores, BOUNDS).point!;
    });
    const mean = points.reduce((sum, each) => sum + each, 0) / 400;
    assert(mean <= Math.max(...means) + 0.01, `${mean}`);
  }
});

Deno.test("rangeQuantity() finds no difference that is not there", () => {
  const won = times(1500, (study) => {
    const scores = drawNormalTable(study, [25, 4]).map((row) =>
      row.map((each) => 0.4 * Math.tanh(each))
    );
    const logs = logEvidence(rangeQuantity(scores, BOUNDS).above(0.001));
    return logs.some((log) => log >= Math.log(20));
  }).filter((each) => each).length;
  assert(won <= 75, `${won} of 1500`);
});

Deno.test("rangeQuantity() refuses a single condition", () => {
  assertThrows(
    () => rangeQuantity([[0]], BOUNDS),
    RangeError,
    "Cannot bet on conditions: wanted 2 scores of each seed, got 1 at scores[0]",
  );
});
