/** What the tests of calibration share. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { ReliabilityBins } from "../../../models/metrics/reliability_bins.ts";

/** What may be lost to another order of additions. */
export const TOLERANCE = 1e-12;

/** Confidences, and whether each was right. */
export interface Outcomes {
  confidences: number[];
  right: boolean[];
}

/**
 * A hundred confidences with ties, in steps of 1/64. In the comments with
 * reference values they are c and r, made with NumPy 2.4.6:
 *
 *     i = np.arange(100)
 *     c = (i * 37 % 64 + 1) / 64
 *     r = (i * i * 11 + i * 5) % 64 < i * 37 % 64
 */
export function tiedOutcomes(): Outcomes {
  const images = Array.from({ length: 100 }, (_, image) => image);
  return {
    confidences: images.map((i) => (i * 37 % 64 + 1) / 64),
    right: images.map((i) => (i * i * 11 + i * 5) % 64 < i * 37 % 64),
  };
}

/** Random outcomes, on a coarse grid for every second seed, so with ties. */
export function randomOutcomes(seed: number): Outcomes {
  const generator = mersenne(seed);
  const length = uniformInt(generator, 1, 60);
  const images = Array.from({ length }, () => ({
    confidence: seed % 2 === 0
      ? uniformInt(generator, 0, 8) / 8
      : uniformFloat64(generator),
    right: uniformInt(generator, 0, 1) === 1,
  }));
  return {
    confidences: images.map(({ confidence }) => confidence),
    right: images.map(({ right }) => right),
  };
}

/**
 * Draws images that are right as often as a function of their confidence says.
 *
 * @param chance The probability of being right.
 */
export function simulatedOutcomes(
  chance: (confidence: number) => number,
  { images, seed }: { images: number; seed: number },
): Outcomes {
  const generator = mersenne(seed);
  const confidences = Array.from(
    { length: images },
    () => uniformFloat64(generator),
  );
  return {
    confidences,
    right: confidences.map((each) => uniformFloat64(generator) < chance(each)),
  };
}

/** Asserts that bins are filled alike. */
export function assertBins(
  actual: ReliabilityBins,
  { count, confidence, accuracy }: ReliabilityBins,
): void {
  assertEquals(actual.count, count);
  assertLists(actual.confidence, confidence);
  assertLists(actual.accuracy, accuracy);
}

function assertLists(
  actual: readonly (number | null)[],
  expected: readonly (number | null)[],
): void {
  assertEquals(actual.length, expected.length);
  for (const [index, wanted] of expected.entries()) {
    const got = actual[index]!;
    if (wanted === null || got === null) assertEquals(got, wanted);
    else assertAlmostEquals(got, wanted, TOLERANCE, `entry ${index}`);
  }
}
