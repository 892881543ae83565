import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import { mersenne } from "pure-rand/generator/mersenne";
import {
  drawGroups,
  drawScores,
} from "../../../labs/calibration/draw_scores.ts";
import {
  PAIRED_WORLDS,
  type World,
  WORLDS,
} from "../../../labs/calibration/worlds.ts";

const [world] = WORLDS as [typeof WORLDS[number]];
const still = {
  name: "still",
  isLopsided: false,
  mixtures: [[{ share: 1, at: 0.3 }]],
} as const;
const DRAWS = 20_000;
/** The largest truth at which the bounds of the score are counted on. */
const FARTHEST_MEAN = 0.3;

/** One number each of many seeds, off a mean of 0. */
function drawNumbers(world: World, seed: number): number[] {
  const options = { world, seeds: DRAWS, generator: mersenne(seed) };
  return drawScores([0], options).flat();
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
  const sizesOf = (isLopsided: boolean) => {
    const unlike = {
      name: "unlike",
      isLopsided,
      mixtures: [
        [{ share: 0.5, at: 0 }, { share: 0.5, at: 1 }],
        [{ share: 1, at: 0 }],
      ],
    } as const;
    const options = { world: unlike, seeds: 30, generator: mersenne(4) };
    return drawGroups([0, 0, 0], options).map((group) => new Set(group).size);
  };
  // 0 or 1, off its mean; or one of them less another.
  assertEquals(sizesOf(true), [2, 1, 2]);
  assertEquals(sizesOf(false), [3, 1, 3]);
});

Deno.test("drawScores() draws one arm less another, unless lopsided", () => {
  const mixtures = [[{ share: 0.75, at: 0 }, { share: 0.25, at: 1 }]] as const;
  const sharesOf = (isLopsided: boolean) => {
    const numbers = drawNumbers({ name: "coin", isLopsided, mixtures }, 8);
    return [...new Set(numbers)].sort((a, b) => a - b).map((value) =>
      [value, numbers.filter((each) => each === value).length / DRAWS] as const
    );
  };
  const expected = [
    [true, [[-0.25, 0.75], [0.75, 0.25]]],
    [false, [[-1, 3 / 16], [0, 10 / 16], [1, 3 / 16]]],
  ] as const;
  for (const [isLopsided, shares] of expected) {
    const drawn = sharesOf(isLopsided);
    assertEquals(drawn.map(([value]) => value), shares.map(([value]) => value));
    for (const [index, [, share]] of shares.entries()) {
      assertAlmostEquals(drawn[index]![1], share, 0.015);
    }
  }
});

Deno.test("drawScores() lies alike on both sides, unless lopsided", () => {
  for (const world of WORLDS) {
    const numbers = drawNumbers(world, 9);
    const cubes = numbers.map((value) => value ** 3);
    const error = Math.sqrt(meanOf(cubes.map((cube) => cube ** 2)) / DRAWS);
    const skew = Math.abs(meanOf(cubes)) / error;
    assert(world.isLopsided ? skew > 10 : skew < 4, `${world.name} ${skew}`);
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

Deno.test("drawGroups() gives sites means of their own", () => {
  const options = { world, seeds: 1000, generator: mersenne(5) };
  const means = drawGroups([0, 0, 0], options).map((group) =>
    group.reduce((sum, value) => sum + value, 0) / group.length
  );
  assert(Math.max(...means) - Math.min(...means) > 0.01);
});

Deno.test("drawScores() and drawGroups() repeat themselves with the same seed alone", () => {
  for (const draw of [drawScores, drawGroups]) {
    const drawn = (seed: number) =>
      draw([0, 0.1], { world, seeds: 6, generator: mersenne(seed) });
    assertEquals(drawn(6), drawn(6));
    assertNotEquals(drawn(6), drawn(7));
  }
});
