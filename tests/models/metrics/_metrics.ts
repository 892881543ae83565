/** What the tests of metrics share. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Metrics } from "../../../models/metrics/metrics.ts";
import { assertBins, TOLERANCE } from "./_calibration.ts";

/** Asserts the metrics that are expected, and of no others. */
export function assertMetrics(
  actual: Metrics,
  { classes = [], reliability, confusion, roc, margins, ...expected }: Partial<
    Metrics
  >,
): void {
  if (confusion !== undefined) assertEquals(actual.confusion, confusion);
  if (margins !== undefined) assertEquals(actual.margins, margins);
  for (const [at, value] of (roc ?? []).entries()) {
    assertAlmostEquals(actual.roc![at]!, value, TOLERANCE, `ROC ${at}`);
  }
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

/**
 * Logits of 240 images and 4 classes that name 63 % of the images correctly. In
 * Python:
 *
 *     x = [1]
 *     for _ in range(1199): x.append(x[-1] * 16807 % 2147483647)
 *     x = np.array(x)
 *     y = x[960:] % 4
 *     L = (x[:960] // 2**13 / 2**16 - 2).reshape(240, 4) + 1.5 * np.eye(4)[y]
 */
export function lehmerCase() {
  const [images, classes] = [240, 4];
  const numbers = [1];
  while (numbers.length < images * (classes + 1)) {
    numbers.push(numbers.at(-1)! * 16807 % 2147483647);
  }
  const labels = Uint8Array.from(
    numbers.slice(images * classes),
    (number) => number % classes,
  );
  const logits = Float32Array.from(
    numbers.slice(0, images * classes),
    (number, at) =>
      Math.floor(number / 2 ** 13) / 2 ** 16 - 2 +
      (at % classes === labels[Math.floor(at / classes)] ? 1.5 : 0),
  );
  return { logits, labels, classes, minority: [3] };
}

/** Leaves out what is undefined: there is nothing to compare. */
export function withoutMissing(metrics: Metrics): Partial<Metrics> {
  return Object.fromEntries(
    Object.entries(metrics).filter(([, value]) => value !== undefined),
  );
}
