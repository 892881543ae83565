import { assert, assertEquals, assertThrows } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { decodeBmp } from "../../../datasets/read/_bmp.ts";
import { mutate } from "../_mutate.ts";
import BITMAPS from "./fixtures/bitmaps.json" with { type: "json" };

const MOST = { mostPixels: 1e6 };

for (const [kind, { file, pixels }] of Object.entries(BITMAPS)) {
  Deno.test(`decodeBmp() reads what Pillow reads: ${kind}`, () => {
    const image = decodeBmp(Uint8Array.fromBase64(file), MOST);
    assertEquals([image.width, image.height], [5, 3]);
    const wanted = Uint8Array.fromBase64(pixels);
    assertEquals(image.pixels.length, wanted.length);
    for (const [at, value] of wanted.entries()) {
      // Pillow cuts off where 5 or 6 bits become 8.
      const difference = Math.abs(image.pixels[at]! - value);
      assert(difference <= (kind.startsWith("16") ? 1 : 0), `${at}`);
    }
  });

  Deno.test(`decodeBmp() refuses what is cut short: ${kind}`, () => {
    const whole = Uint8Array.fromBase64(file);
    for (let length = 0; length < whole.length - 4; length++) {
      assertThrows(
        () => decodeBmp(whole.subarray(0, length), MOST),
        SyntaxError,
        "Cannot decode the bitmap: ",
      );
    }
  });
}

Deno.test("decodeBmp() refuses more pixels than are taken", () => {
  const file = Uint8Array.fromBase64(BITMAPS["8 bits in runs"].file);
  assertThrows(
    () => decodeBmp(file, { mostPixels: 14 }),
    RangeError,
    "wanted at most 14 pixels, got 15",
  );
  // Runs of nothing stand for no image of any size.
  new DataView(file.buffer).setInt32(18, 2 ** 20, true);
  assertThrows(() => decodeBmp(file, { mostPixels: 1e9 }), SyntaxError);
});

Deno.test("decodeBmp() decodes or refuses whatever it is given", () => {
  const random = mersenne(20210909);
  const draw = (most: number) => uniformInt(random, 0, most);
  const files = Object.values(BITMAPS)
    .map(({ file }) => Uint8Array.fromBase64(file));
  const counts = { decoded: 0, refused: 0 };
  for (let input = 0; input < 20_000; input++) {
    const file = mutate(files[draw(files.length - 1)]!, draw);
    try {
      const { pixels, width, height } = decodeBmp(file, MOST);
      assertEquals(pixels.length, width * height * 3);
      counts.decoded++;
    } catch (error) {
      assert(
        error instanceof SyntaxError || error instanceof RangeError,
        `input ${input}: ${error}`,
      );
      assert(error.message.startsWith("Cannot "), `input ${input}: ${error}`);
      counts.refused++;
    }
  }
  assert(Math.min(...Object.values(counts)) > 1000, JSON.stringify(counts));
});
