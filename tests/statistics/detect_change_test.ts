import { assert, assertEquals, assertThrows } from "@std/assert";
import { detectChange } from "../../statistics/detect_change.ts";
import { assertClose, table, times } from "./_bet_scores.ts";
import { drawNormal, drawUniform } from "./_samples.ts";

const OLD = table(20, [0]).map(([score]) => score!);
const MARGIN = 0.05;

type Scores = readonly (number | undefined)[];

function cellOf(now: Scores, reviewed: Scores = OLD) {
  return { reviewed, now, margin: MARGIN, bounds: { lower: 0, upper: 1 } };
}

function logsOf(cells: readonly { evidence: number }[]): number[] {
  return cells.map(({ evidence }) => evidence);
}

function shifted(by: number): number[] {
  return OLD.map((score) => score + by);
}

Deno.test("detectChange() bets on seeds that moved, and on the mean", () => {
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
    logsOf(detectChange(cells).cells),
    [-1.384057162031, -1.080982414369, 10.766562094085, 10.766562094085],
  );
});

Deno.test("detectChange() says whether, and where", () => {
  const { isChanged, evidence, cells } = detectChange([
    cellOf(OLD),
    cellOf(shifted(0.25)),
    cellOf(shifted(0.01)),
  ]);
  assertEquals(isChanged, true);
  assertEquals(cells.map((cell) => cell.isChanged), [false, true, false]);
  const mean = logsOf(cells).reduce((sum, log) => sum + Math.exp(log) / 3, 0);
  assertClose([evidence], [Math.log(mean)]);
});

Deno.test("detectChange() finds no change where there is none", () => {
  for (const by of [0, 0.05, -0.05]) {
    const { isChanged, cells } = detectChange([cellOf(shifted(by))]);
    assertEquals([isChanged, cells[0]?.isChanged], [false, false]);
  }
});

Deno.test("detectChange() takes what fails for the worst, unless it did before", () => {
  const gone = OLD.map((score, t) => t < 10 ? undefined : score);
  const same = detectChange([cellOf(OLD)]);
  assertEquals(detectChange([cellOf(gone, gone)]), same);
  const { isChanged, evidence } = detectChange([cellOf(gone)]);
  assertEquals(isChanged, false);
  assert(evidence < same.evidence);
});

Deno.test("detectChange() goes on betting on fresh seeds", () => {
  const half = detectChange([cellOf(shifted(0.12))]);
  const fresh = [...OLD, ...OLD];
  const both = detectChange([
    cellOf([...shifted(0.12), ...shifted(0.12)], fresh),
  ]);
  assert(both.evidence > half.evidence);
});

Deno.test("detectChange() calls 1 in 100 unchanged suites changed, at most", () => {
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
    return detectChange(cells).isChanged;
  }).filter((each) => each).length;
  assert(alarms <= 10, `${alarms} of 1000`);
});

Deno.test("detectChange() sees a gain that is gone in one cell of eight", () => {
  const seen = times(50, (run) => {
    const cells = times(8, (cell) => {
      const noise = drawNormal(1000 * cell + run + 1, 40);
      const reviewed = noise.map((each) => 0.6 + 0.05 * Math.tanh(each));
      const by = cell === 3 ? -0.2 : 0.002;
      return cellOf(reviewed.map((score) => score + by), reviewed);
    });
    const found = detectChange(cells);
    const changed = found.cells.map((cell) => cell.isChanged);
    return found.isChanged && changed.indexOf(true) === 3;
  }).filter((each) => each).length;
  assertEquals(seen, 50);
});

Deno.test("detectChange() takes metrics of any bounds", () => {
  const scale = (scores: readonly number[]) => scores.map((x) => 10 + 90 * x);
  const cell = {
    reviewed: scale(OLD),
    now: scale(shifted(0.25)),
    margin: 90 * MARGIN,
    bounds: { lower: 10, upper: 100 },
  };
  assertClose(
    logsOf(detectChange([cell]).cells),
    logsOf(detectChange([cellOf(shifted(0.25))]).cells),
  );
});

Deno.test("detectChange() refuses what it cannot compare", () => {
  const cases = [
    [[cellOf(OLD.slice(1))], "wanted as many seeds, got 20 reviewed and 19"],
    [[{ ...cellOf(OLD), margin: 0 }], "wanted a margin above 0, got 0"],
    [[{ ...cellOf(OLD), margin: 1 }], "wanted a mean strictly between"],
  ] as const;
  for (const [cells, text] of cases) {
    assertThrows(() => detectChange(cells), RangeError, text);
  }
});

Deno.test("detectChange() of no cells has found no change", () => {
  assertEquals(detectChange([]), {
    isChanged: false,
    evidence: -Infinity,
    cells: [],
  });
});
