/** What the tests of metrics share. */
import { assertAlmostEquals } from "@std/assert";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Metrics } from "../../../models/metrics/metrics.ts";
import { assertBins, TOLERANCE } from "./_calibration.ts";

/** Asserts the metrics that are expected, and of no others. */
export function assertMetrics(
  actual: Metrics,
  { classes = [], reliability, ...expected }: Partial<Metrics>,
): void {
  for (const [name, value] of Object.entries(expected)) {
    const got = actual[name as keyof typeof expected];
    assertAlmostEquals(got as number, value as number, TOLERANCE, name);
  }
  for (const [index, wanted] of classes.entries()) {
    for (const [name, value] of Object.entries(wanted)) {
      const got = actual.classes[index]![name as keyof typeof wanted];
      assertAlmostEquals(got, value, TOLERANCE, `${name} of class ${index}`);
    }
  }
  if (reliability !== undefined) assertBins(actual.reliability, reliability);
}

/** Random logits and labels of a few classes. */
export function randomCase(seed: number) {
  const generator = mersenne(seed);
  const classes = uniformInt(generator, 2, 5);
  const count = uniformInt(generator, 1, 40);
  const labels = Uint8Array.from(
    { length: count },
    () => uniformInt(generator, 0, classes - 1),
  );
  const logits = Float32Array.from(
    { length: count * classes },
    () => 6 * uniformFloat64(generator) - 3,
  );
  return { generator, classes, count, labels, logits };
}

/** Leaves out what is undefined: there is nothing to compare. */
export function withoutMissing(metrics: Metrics): Partial<Metrics> {
  return Object.fromEntries(
    Object.entries(metrics).filter(([, value]) => value !== undefined),
  );
}
