import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { ratio, type RatioPair } from "../../statistics/ratio.ts";
import { assertClose, table, times } from "./_bet_scores.ts";
import { drawUniform } from "./_samples.ts";

function f1(key: string, weight: number) {
  return { key, weight, min: 0, max: 1 };
}

const TERMS = {
  numerator: [f1("removed", 1), f1("plain", -1)],
  denominator: [f1("layer", 1), f1("plain", -1)],
};

/** Gains of three arms, plain, with the layer, and with it removed. */
function pairs(rows: readonly (readonly number[])[]): RatioPair[] {
  return rows.map(([plain, layer, removed]) =>
    [removed! - plain!, layer! - plain!] as const
  );
}

Deno.test("ratio() gives all shares that are not ruled out", () => {
  const found = ratio(pairs(table(40, [0, 24, 16])), TERMS);
  // betting_reference.py: ratio
  assertAlmostEquals(found!.point, 2 / 3, 1e-12);
  // betting_reference.py: ratio_set of removed over gain, 40 seeds
  assertClose([found!.lower, found!.upper], [0.32, 1.03]);
  assertEquals([found!.level, found!.runs], [0.95, 40]);
});

Deno.test("ratio() is wider with fewer seeds", () => {
  const all = ratio(pairs(table(40, [0, 24, 16])), TERMS);
  const some = ratio(pairs(table(20, [0, 24, 16])), TERMS);
  // betting_reference.py: ratio_set, 20 seeds
  assertClose([some!.lower, some!.upper], [-0.18, 1.67]);
  assert(some!.lower <= all!.lower && all!.upper <= some!.upper);
});

Deno.test("ratio() says nothing of a gain that may be none", () => {
  // Of eight seeds, and of forty without a gain.
  assertEquals(ratio(pairs(table(8, [0, 24, 16])), TERMS), undefined);
  assertEquals(ratio(pairs(table(40, [0, 0, 16])), TERMS), undefined);
  assertEquals(ratio([], TERMS), undefined);
  assertEquals(ratio(times(9, () => undefined), TERMS), undefined);
});

Deno.test("ratio() has no end where it meets -1 or 3", () => {
  const rows = times(40, () => [0, 0.15, 0.45]);
  const found = ratio(pairs(rows), TERMS);
  assertAlmostEquals(found!.point, 3, 1e-12);
  assertEquals(found!.upper, Infinity);
  assert(found!.lower < 2);
  const turned = ratio(pairs(times(40, () => [0.5, 0.65, 0.3])), TERMS);
  assertEquals(turned!.lower, -Infinity);
});

Deno.test("ratio() takes a loss for a whole as well", () => {
  const lost = table(40, [24, 0, 8]);
  const found = ratio(pairs(lost), TERMS);
  assert(found!.lower < 2 / 3 && 2 / 3 < found!.upper);
});

Deno.test("ratio() makes room for seeds that failed", () => {
  const all = pairs(table(60, [0, 24, 16]));
  const some = all.map((pair, seed) => seed === 7 ? undefined : pair);
  const [found, wider] = [ratio(all, TERMS)!, ratio(some, TERMS)!];
  assertEquals(wider.runs, 59);
  assert(wider.lower < found.lower && found.upper < wider.upper);
});

Deno.test("ratio() holds the ratio in 95 of 100", () => {
  // Kept is half of a gain of 0.4, in the mean.
  const missed = times(100, (study) => {
    const draws = drawUniform(study, 120);
    const rows = times(40, (seed) => {
      const [a, b, c] = draws.slice(3 * seed, 3 * seed + 3);
      return [0.4 * a!, 0.4 + 0.4 * b!, 0.2 + 0.4 * c!];
    });
    const { lower, upper } = ratio(pairs(rows), TERMS) ??
      { lower: 0, upper: 1 };
    return lower > 0.5 || upper < 0.5;
  }).filter((each) => each).length;
  assert(missed <= 5, `${missed} of 100`);
});
