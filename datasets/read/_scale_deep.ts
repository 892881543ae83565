/** Images of more than 8 bits a channel: all of a data set by one scale. */
import { deepPath } from "./_decode_share.ts";
import { readFully, writePixels } from "./prepared_images.ts";

/**
 * Scales images by the range that they use together, to 0 to 255: a camera of
 * 12 bits writes files of 16, of which a quarter is not used, or far less.
 *
 * @param pixels The path of the file of pixels, which is written to.
 * @param options The least and the greatest value of each image, by its
 * position, and the bytes of an image.
 * @returns The range, or nothing where no image has more than 8 bits.
 */
export async function scaleDeep(
  pixels: string,
  options: {
    ranges: ReadonlyMap<number, readonly [number, number]>;
    imageBytes: number;
  },
): Promise<[number, number] | undefined> {
  const { ranges, imageBytes } = options;
  if (ranges.size === 0) return undefined;
  let [least, greatest] = [Infinity, -Infinity];
  for (const [low, high] of ranges.values()) {
    least = Math.min(least, low);
    greatest = Math.max(greatest, high);
  }
  const factor = greatest > least ? 255 / (greatest - least) : 0;
  using deep = await Deno.open(deepPath(pixels));
  using target = await Deno.open(pixels, { write: true });
  const values = new Float32Array(imageBytes);
  const bytes = new Uint8Array(values.buffer);
  for (const position of ranges.keys()) {
    deep.seekSync(position * bytes.length, Deno.SeekMode.Start);
    readFully(deep, bytes);
    const image = Uint8Array.from(
      values,
      (value) => Math.round((value - least) * factor),
    );
    writePixels(target, image, position * imageBytes);
  }
  return [least, greatest];
}
