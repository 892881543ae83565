import { assertEquals, assertThrows } from "@std/assert";
import { fitImages } from "../../../labs/peers/fit_images.ts";

Deno.test("fitImages() cuts the middle out of each image", () => {
  const images = Uint8Array.from({ length: 2 * 16 }, (_, at) => at);
  const fitted = fitImages(images, { from: [4, 4, 1], to: [2, 2, 1] });
  assertEquals([...fitted], [5, 6, 9, 10, 21, 22, 25, 26]);
});

Deno.test("fitImages() repeats pixels with their channels", () => {
  const images = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const fitted = fitImages(images, { from: [1, 2, 3], to: [2, 4, 3] });
  const row = [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6];
  assertEquals([...fitted], [...row, ...row]);
});

Deno.test("fitImages() rounds the mean of the channels", () => {
  const images = Uint8Array.of(0, 0, 1, 255, 255, 254);
  const fitted = fitImages(images, { from: [1, 2, 3], to: [1, 2, 1] });
  assertEquals([...fitted], [0, 255]);
});

Deno.test("fitImages() leaves images of the shape alone", () => {
  const images = Uint8Array.from({ length: 12 }, (_, at) => at);
  assertEquals(fitImages(images, { from: [2, 2, 3], to: [2, 2, 3] }), images);
});

Deno.test("fitImages() refuses to make pixels up", () => {
  const images = new Uint8Array(9);
  for (const to of [[4, 4, 1], [3, 3, 3]] as const) {
    assertThrows(
      () => fitImages(images, { from: [3, 3, 1], to }),
      RangeError,
      `Cannot fit images of 3x3x1 into ${to.join("x")}: wanted a smaller ` +
        "size or a multiple, and the same channels or one",
    );
  }
});
