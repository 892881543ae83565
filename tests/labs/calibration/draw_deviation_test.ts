import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { mersenne } from "pure-rand/generator/mersenne";
import {
  drawDeviation,
  type Mixture,
} from "../../../labs/calibration/draw_deviation.ts";
import { PAIRED_WORLDS, WORLDS } from "../../../labs/calibration/worlds.ts";

const MIXTURES = [...WORLDS, ...PAIRED_WORLDS].flatMap(({ mixtures }) =>
  mixtures
);
const DRAWS = 20_000;
/** The largest truth at which the bounds of the score are counted on. */
const FARTHEST_MEAN = 0.15;

function draw(mixture: Mixture, seed: number, count = DRAWS): number[] {
  const generator = mersenne(seed);
  return Array.from({ length: count }, () => drawDeviation(mixture, generator));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

Deno.test("drawDeviation() has mean 0 in every world", () => {
  for (const mixture of MIXTURES) {
    const values = draw(mixture, 1);
    const deviation = Math.sqrt(meanOf(values.map((value) => value ** 2)));
    const error = deviation / Math.sqrt(DRAWS);
    assert(Math.abs(meanOf(values)) < 4 * error);
  }
});

Deno.test("drawDeviation() stays where differences of F1 can be", () => {
  for (const mixture of MIXTURES) {
    assertEquals(mixture.reduce((sum, { share }) => sum + share, 0), 1);
    const magnitudes = draw(mixture, 2).map((value) => Math.abs(value));
    assert(Math.max(...magnitudes) + FARTHEST_MEAN < 1);
  }
});

Deno.test("drawDeviation() has the spread that is asked for", () => {
  for (const shape of ["even", "tail"] as const) {
    const values = draw([{ share: 1, at: 5, spread: 0.1, shape }], 3);
    const variance = meanOf(values.map((value) => value ** 2));
    assertAlmostEquals(Math.sqrt(variance), 0.1, 0.003);
  }
});

Deno.test("drawDeviation() ties exactly where there is no spread", () => {
  const mixture = [{ share: 0.75, at: 0 }, { share: 0.25, at: 0.4 }];
  assertEquals(
    [...new Set(draw(mixture, 4))].sort((a, b) => a - b),
    [-0.1, 0.4 - 0.1],
  );
});

Deno.test("drawDeviation() has the tail on the side that is said", () => {
  const values = draw([{ share: 1, at: 0, spread: 1, shape: "tail" }], 5);
  assert(meanOf(values.map((value) => value ** 3)) > 1);
});

Deno.test("drawDeviation() repeats itself with the same seed alone", () => {
  for (const mixture of MIXTURES) {
    assertEquals(draw(mixture, 6, 20), draw(mixture, 6, 20));
    assertNotEquals(draw(mixture, 6, 20), draw(mixture, 7, 20));
  }
});

Deno.test("drawDeviation() refuses a mixture of nothing", () => {
  assertThrows(
    () => draw([], 1, 1),
    RangeError,
    "Cannot draw a score: the mixture has no parts",
  );
});
