/**
 * Pixels to a PNG (W3C, Portable Network Graphics, third edition): 8 bits a
 * channel, no filter. Simplified for small pictures, of which a report has few.
 */
import { crc32, deflateSync } from "node:zlib";

/** The eight bytes that every PNG begins with. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Colour types by the number of channels: grey, and red, green, blue. */
const COLOUR_TYPES: Readonly<Record<number, number>> = { 1: 0, 3: 2 };

/**
 * Writes a PNG.
 *
 * @param pixels Row-major `[height, width, channels]`, 0 to 255.
 * @param shape Height, width and channels; 1 channel or 3.
 * @returns The bytes of the file.
 * @throws {RangeError} If there is another number of pixels, or of channels.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toPng } from "./png.ts";
 * const png = toPng(new Uint8Array([0, 255]), [1, 2, 1]);
 * assertEquals(new TextDecoder().decode(png.subarray(1, 4)), "PNG");
 * ```
 */
export function toPng(
  pixels: Uint8Array,
  [height, width, channels]: readonly [number, number, number],
): Uint8Array {
  const colourType = COLOUR_TYPES[channels];
  const stride = width * channels;
  if (colourType === undefined || pixels.length !== height * stride) {
    throw new RangeError(
      `Cannot write ${pixels.length} values as a picture of ${height} by ` +
        `${width} pixels with ${channels} channels: wanted 1 channel or 3, ` +
        `and ${height * stride} values`,
    );
  }
  const rows = new Uint8Array(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    const line = pixels.subarray(row * stride, (row + 1) * stride);
    rows.set(line, row * (stride + 1) + 1);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, colourType], 8);
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk("IHDR", header),
    ...chunk("IDAT", deflateSync(rows, { level: 9 })),
    ...chunk("IEND", new Uint8Array()),
  ]);
}

/** Length, name, data and checksum of a part of the file. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
