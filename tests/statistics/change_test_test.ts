import { assert, assertEquals, assertThrows } from "@std/assert";
import { changeTest } from "../../statistics/change_test.ts";
import { assertClose, table, times } from "./_bet_scores.ts";
import { drawNormal, drawUniform } from "./_samples.ts";

const OLD = table(20, [0]).map(([score]) => score!);
const MARGIN = 0.05;

function cellOf(now: readonly (number | undefined)[], reviewed = OLD) {
  return { reviewed, now, margin: MARGIN };
}

function shifted(by: number): number[] {
  return OLD.map((score) => score + by);
}

Deno.test("changeTest() bets on seeds that moved, and on the mean", () => {
  const quarter = OLD.map((score, t) => score + (t % 4 === 0 ? 0.25 : 0));
  const cells = [
    cellOf(OLD),
    cellOf(quarter),
    cellOf(shifted(0.25)),
    cellOf(OLD, shifted(0.25)),
  ];
  // betting_reference.py: change(none, a quarter by .25, all by .25, all by
  // -.25)
  assertClose(
    changeTest(cells).cells,
    [-1.384057162031, -1.080982414369, 10.766562094085, 10.766562094085],
  );
});

Deno.test("changeTest() says whether, and where", () => {
  const { isChanged, isCellChanged, evidence, cells } = changeTest([
    cellOf(OLD),
    cellOf(shifted(0.25)),
    cellOf(shifted(0.01)),
  ]);
  assertEquals(isChanged, true);
  assertEquals(isCellChanged, [false, true, false]);
  const mean = cells.reduce((sum, log) => sum + Math.exp(log) / 3, 0);
  assertClose([evidence], [Math.log(mean)]);
});

Deno.test("changeTest() finds no change where there is none", () => {
  for (const by of [0, 0.05, -0.05]) {
    const { isChanged, isCellChanged } = changeTest([cellOf(shifted(by))]);
    assertEquals([isChanged, isCellChanged], [false, [false]]);
  }
});

Deno.test("changeTest() takes what fails for the worst, unless it did before", () => {
  const gone = OLD.map((score, t) => t < 10 ? undefined : score);
  assertEquals(
    changeTest([{ reviewed: gone, now: gone, margin: MARGIN }]).cells,
    changeTest([cellOf(OLD)]).cells,
  );
  const { isChanged, cells: [log] } = changeTest([cellOf(gone)]);
  assertEquals(isChanged, false);
  assert(log! < changeTest([cellOf(OLD)]).cells[0]!);
});

Deno.test("changeTest() goes on betting on fresh seeds", () => {
  const half = changeTest([cellOf(shifted(0.12))]);
  const fresh = [...OLD, ...OLD];
  const both = changeTest([
    cellOf([...shifted(0.12), ...shifted(0.12)], fresh),
  ]);
  assert(both.evidence > half.evidence);
});

Deno.test("changeTest() calls 1 in 100 unchanged suites changed, at most", () => {
  // Then and now jump by chance, and by half of the time the margin.
  const alarms = times(1000, (run) => {
    const cells = times(8, (cell) => {
      const draws = drawUniform(1000 * cell + run + 1, 80);
      const jump = (each: number) => each < 0.3 ? 0.5 + each : each / 9;
      return cellOf(
        draws.slice(0, 40).map(jump),
        draws.slice(40).map(jump),
      );
    });
    return changeTest(cells).isChanged;
  }).filter((each) => each).length;
  assert(alarms <= 10, `${alarms} of 1000`);
});

Deno.test("changeTest() sees a gain that is gone in one cell of eight", () => {
  const seen = times(50, (run) => {
    const cells = times(8, (cell) => {
      const noise = drawNormal(1000 * cell + run + 1, 40);
      const reviewed = noise.map((each) => 0.6 + 0.05 * Math.tanh(each));
      const by = cell === 3 ? -0.2 : 0.002;
      return cellOf(reviewed.map((score) => score + by), reviewed);
    });
    const { isChanged, isCellChanged } = changeTest(cells);
    return isChanged && isCellChanged.indexOf(true) === 3;
  }).filter((each) => each).length;
  assertEquals(seen, 50);
});

Deno.test("changeTest() takes metrics of any bounds", () => {
  const scale = (scores: readonly number[]) => scores.map((x) => 10 + 90 * x);
  const cell = {
    reviewed: scale(OLD),
    now: scale(shifted(0.25)),
    margin: 90 * MARGIN,
  };
  assertClose(
    changeTest([cell], { bounds: { lower: 10, upper: 100 } }).cells,
    changeTest([cellOf(shifted(0.25))]).cells,
  );
});

Deno.test("changeTest() refuses what it cannot compare", () => {
  const cases = [
    [[], "wanted 1 or more cells, got 0"],
    [[cellOf(OLD.slice(1))], "got 0.05, 20 reviewed and 19 now"],
    [[{ ...cellOf(OLD), margin: 0 }], "got 0, 20 reviewed and 20 now"],
  ] as const;
  for (const [cells, text] of cases) {
    assertThrows(
      () => changeTest(cells),
      RangeError,
      text,
    );
  }
});
