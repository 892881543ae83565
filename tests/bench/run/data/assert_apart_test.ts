import { assertEquals, assertThrows } from "@std/assert";
import { assertApart } from "../../../../bench/run/data/_assert_apart.ts";
import type { Split } from "../../../../datasets/dataset.ts";
import { joined, noise, noiseSet } from "../../_made_up_images.ts";

/** Asserts that a data set is refused, with this share in the message. */
function assertShared(
  sets: { train: Split; test: Split },
  percent: number,
): void {
  const error = assertThrows(() => assertApart(noiseSet(sets)), Error);
  assertEquals(
    error.message,
    `Cannot test on noise: ${percent} % of its test images are among its ` +
      "training images. Next step: give it test images of its own, without " +
      "copies",
  );
}

Deno.test("assertApart() takes images that differ in anything", () => {
  assertApart(noiseSet({ train: noise(50, 1), test: noise(25, 2) }));
});

Deno.test("assertApart() leaves a data set without test images to the draw", () => {
  assertApart(noiseSet({ train: noise(50, 1), test: noise(0, 2) }));
});

Deno.test("assertApart() refuses a test that is the training", () => {
  const train = noise(50, 1);
  assertShared({ train, test: train }, 100);
});

Deno.test("assertApart() finds copies wherever they are, on whatever page", () => {
  // More training images than are looked at at a time.
  const copied = noise(25, 1);
  const others = noise(800, 2);
  const test = joined(noise(25, 3), copied);
  for (const train of [joined(copied, others), joined(others, copied)]) {
    assertShared({ train, test }, 50);
  }
});

Deno.test("assertApart() bears few copies, as published data sets have them", () => {
  const copied = noise(1, 1);
  const train = joined(noise(40, 2), copied);
  assertApart(noiseSet({ train, test: joined(noise(49, 3), copied) }));
  assertShared({ train, test: joined(noise(39, 3), copied) }, 3);
});

Deno.test("assertApart() looks at a sample of large tests, from all over them", () => {
  const copied = noise(300, 1);
  const train = joined(copied, noise(100, 2));
  assertShared({ train, test: joined(noise(1200, 3), copied) }, 20);
});

Deno.test("assertApart() counts copies within the test once", () => {
  const copied = noise(1, 1);
  const many = joined(...new Array(20).fill(copied));
  const train = joined(copied, noise(50, 2));
  // 2 of 162 are shared, and not 40 of 200.
  assertApart(noiseSet({ train, test: joined(noise(80, 3), many) }));
});
