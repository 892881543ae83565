import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { classificationMetrics } from "../../../models/metrics/metrics.ts";
import { shotAccuracy } from "../../../models/metrics/shot_accuracy.ts";

Deno.test("shotAccuracy() has 20 and 100 images in the middle", () => {
  assertEquals(shotAccuracy([1, 0.5, 0.25, 0], [101, 100, 20, 19]), {
    manyShotAccuracy: 1,
    mediumShotAccuracy: 0.375,
    fewShotAccuracy: 0,
  });
});

Deno.test("shotAccuracy() refuses counts of other classes", () => {
  assertThrows(
    () => shotAccuracy([1, 1], [1]),
    RangeError,
    "Cannot group 2 classes: got the training images of 1",
  );
});

Deno.test("classificationMetrics() groups classes where it is told their images", () => {
  const logits = Float32Array.of(1, 0, 1, 0, 0, 1, 1, 0, 1, 0);
  const options = {
    labels: Uint8Array.of(0, 0, 1, 1, 1),
    classes: 2,
    minority: [1],
  };
  const known = classificationMetrics(logits, {
    ...options,
    trained: [1000, 10],
  });
  assertEquals([known.manyShotAccuracy, known.mediumShotAccuracy], [
    1,
    undefined,
  ]);
  assertAlmostEquals(known.fewShotAccuracy!, 1 / 3, 1e-12);
  assertEquals(
    classificationMetrics(logits, options).fewShotAccuracy,
    undefined,
  );
});
