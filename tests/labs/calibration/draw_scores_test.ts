import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { mersenne } from "pure-rand/generator/mersenne";
import { drawScores } from "../../../labs/calibration/draw_scores.ts";
import {
  PAIRED_WORLDS,
  type World,
  WORLDS,
} from "../../../labs/calibration/worlds.ts";

const [world] = WORLDS as [typeof WORLDS[number]];
const still = {
  name: "still",
  isDifference: true,
  mixtures: [[{ share: 1, at: 0.3 }]],
} as const;
const DRAWS = 20_000;
/** The largest truth at which the bounds of the score are counted on. */
const FARTHEST_MEAN = 0.3;

/** One number each of many seeds, off a mean of 0. */
function drawNumbers(world: World, seed: number): number[] {
  const options = { world, seeds: DRAWS, generator: mersenne(seed) };
  return drawScores([0], options).flat().map((number) => number ?? 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

Deno.test("drawScores() gives each seed a score under each condition", () => {
  const options = { world, seeds: 7, generator: mersenne(1) };
  const scores = drawScores([0, 0.1, 0.2], options);
  assertEquals(scores.map((row) => row.length), [3, 3, 3, 3, 3, 3, 3]);
});

Deno.test("drawScores() adds the same to all scores of a seed", () => {
  const options = { world: still, seeds: 5, generator: mersenne(2) };
  const scores = drawScores([0, 0.5], options);
  for (const [a, b] of scores as [number, number][]) {
    assert(Math.abs(b - a - 0.5) < 1e-12);
  }
  assertEquals(new Set(scores.map(([a]) => a)).size, 5);
});

Deno.test("drawScores() adds nothing to a difference", () => {
  const options = { world: still, seeds: 4, generator: mersenne(3) };
  assertEquals(drawScores([0.5], options), [[0.5], [0.5], [0.5], [0.5]]);
});

Deno.test("drawScores() gives conditions the mixtures in turn", () => {
  const unlike = {
    name: "unlike",
    isDifference: false,
    mixtures: [
      [{ share: 0.5, at: 0 }, { share: 0.5, at: 1 }],
      [{ share: 1, at: 0 }],
    ],
  } as const;
  const options = { world: unlike, seeds: 30, generator: mersenne(4) };
  const drawn = drawScores([0, 0, 0], options) as [number, number, number][];
  // What the seed adds is the same to all.
  const sizeOf = (at: 0 | 2) =>
    new Set(drawn.map((row) => (row[at] - row[1]).toFixed(6))).size;
  assertEquals([sizeOf(0), sizeOf(2)], [2, 2]);
});

Deno.test("drawScores() draws one arm minus another, where that is what it is", () => {
  const mixtures = [[{ share: 0.75, at: 0 }, { share: 0.25, at: 1 }]] as const;
  const sharesOf = (isDifference: boolean) => {
    const numbers = drawNumbers({ name: "coin", isDifference, mixtures }, 8);
    return [...new Set(numbers)].sort((a, b) => a - b).map((value) =>
      [value, numbers.filter((each) => each === value).length / DRAWS] as const
    );
  };
  const expected = [
    [false, [[-0.25, 0.75], [0.75, 0.25]]],
    [true, [[-1, 3 / 16], [0, 10 / 16], [1, 3 / 16]]],
  ] as const;
  for (const [isDifference, shares] of expected) {
    const drawn = sharesOf(isDifference);
    assertEquals(drawn.map(([value]) => value), shares.map(([value]) => value));
    for (const [index, [, share]] of shares.entries()) {
      assertAlmostEquals(drawn[index]![1], share, 0.015);
    }
  }
});

Deno.test("drawScores() lies alike on both sides, where it is a difference", () => {
  const worlds = WORLDS.filter(({ name, failing }) =>
    failing === undefined && name !== "far apart"
  );
  for (const world of worlds) {
    const numbers = drawNumbers(world, 9);
    const cubes = numbers.map((value) => value ** 3);
    const error = Math.sqrt(meanOf(cubes.map((cube) => cube ** 2)) / DRAWS);
    const skew = Math.abs(meanOf(cubes)) / error;
    assert(world.isDifference ? skew < 4 : skew > 10, `${world.name} ${skew}`);
    const deviation = Math.sqrt(meanOf(numbers.map((value) => value ** 2)));
    assert(Math.abs(meanOf(numbers)) < 4 * deviation / Math.sqrt(DRAWS));
  }
});

Deno.test("drawScores() stays where differences of F1 can be", () => {
  for (const world of [...WORLDS, ...PAIRED_WORLDS]) {
    const magnitudes = drawNumbers(world, 10).map((value) => Math.abs(value));
    assert(Math.max(...magnitudes) + FARTHEST_MEAN <= 1, world.name);
  }
});

Deno.test("drawScores() fails trainings that score below their mean", () => {
  const failing = { ...world, failing: 0.5 };
  const options = { world: failing, seeds: DRAWS, generator: mersenne(5) };
  const drawn = drawScores([0], options).flat();
  const failed = drawn.filter((number) => number === undefined).length;
  assertAlmostEquals(failed / DRAWS, 0.25, 0.015);
  const rest = drawn.filter((number) => number !== undefined);
  assert(meanOf(rest) > 0.005);
});

Deno.test("drawScores() repeats itself with the same seed alone", () => {
  const drawn = (seed: number) =>
    drawScores([0, 0.1], { world, seeds: 6, generator: mersenne(seed) });
  assertEquals(drawn(6), drawn(6));
  assertNotEquals(drawn(6), drawn(7));
});
