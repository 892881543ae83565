import { assertEquals, assertThrows } from "@std/assert";
import { inflateSync } from "node:zlib";
import { toPng } from "../../../reports/formats/png.ts";

/** The data of a named part of a PNG. */
function chunkOf(png: Uint8Array, wanted: string): Uint8Array {
  const view = new DataView(png.buffer);
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const name = new TextDecoder().decode(png.subarray(at + 4, at + 8));
    if (name === wanted) return png.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
  throw new RangeError(`Cannot find ${wanted}`);
}

Deno.test("toPng() keeps every pixel, of grey and of colour", () => {
  for (const channels of [1, 3] as const) {
    const pixels = Uint8Array.from({ length: 6 * channels }, (_, at) => at * 9);
    const png = toPng(pixels, [2, 3, channels]);
    const header = chunkOf(png, "IHDR");
    assertEquals([header[3], header[7], header[8]], [3, 2, 8]);
    const stride = 3 * channels;
    const rows = [...inflateSync(chunkOf(png, "IDAT"))];
    assertEquals(rows, [
      0,
      ...pixels.subarray(0, stride),
      0,
      ...pixels.subarray(stride),
    ]);
  }
});

Deno.test("toPng() refuses pixels that do not fit", () => {
  assertThrows(
    () => toPng(new Uint8Array(5), [2, 3, 1]),
    RangeError,
    "Cannot write 5 values as a picture of 2 by 3 pixels with 1 channels",
  );
});
