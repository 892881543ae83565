/** Decodes a share of a list of images: the work of one process. */
import { createHash } from "node:crypto";
import { decodeImage } from "./decode_image.ts";
import type { ImageFile } from "./image_files.ts";
import { isDenied, summaryOf } from "./_unreadable.ts";
import { writePixels } from "./prepared_images.ts";

/** Which images are decoded, to what, and where to. */
export interface Share {
  /** The first image, as a position in the list. */
  first: number;
  /** From one image to the next. */
  step: number;
  /** Images in work at a time. */
  inFlight: number;
  /** Height and width of the decoded images, in pixels. */
  size: number;
  /** The path of a file, where each image has the place of its position. */
  pixels: string;
}

/** What became of one image: it is decoded, or left out for a reason. */
export type Decoded =
  | DecodedFile & { position: number }
  | { position: number; reason: string };

/** What is known of an image that was decoded. */
export interface DecodedFile {
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
  /** Whether the decoder found something odd, and went on. */
  hasWarnings?: true;
  /** Frames or pages, where there are several: the first is used. */
  pages?: number;
  /**
   * The least and the greatest value, where the file has more than 8 bits a
   * channel: then its values are in the file {@linkcode deepPath}.
   */
  range?: [number, number];
}

/**
 * Where images of more than 8 bits a channel wait, at their positions, for the
 * range of all to be known.
 *
 * @param pixels The path of the file of pixels.
 */
export function deepPath(pixels: string): string {
  return `${pixels}.deep`;
}

/**
 * Decodes every image of a share.
 *
 * @param files The whole list.
 * @param options The share, and who is told of each image.
 * @throws {RangeError} If a file is over the limits.
 */
export async function decodeShare(
  files: readonly ImageFile[],
  options: Share & { onDecoded: (decoded: Decoded) => void },
): Promise<void> {
  const { first, step, inFlight, size, pixels, onDecoded } = options;
  using target = await Deno.open(pixels, { write: true });
  using deep = await Deno.open(deepPath(pixels), { write: true, create: true });
  let next = first;
  const work = async () => {
    for (let position = next; position < files.length; position = next) {
      next += step;
      const { read } = files[position] as ImageFile;
      onDecoded(await decodeTo({ target, deep }, { read, position, size }));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
}

async function decodeTo(
  { target, deep }: { target: Deno.FsFile; deep: Deno.FsFile },
  options: Pick<ImageFile, "read"> & { position: number; size: number },
): Promise<Decoded> {
  const { read, position, size } = options;
  try {
    const bytes = await read();
    const { pixels, hasWarnings, pages } = await decodeImage(bytes, {
      height: size,
      width: size,
    });
    const isDeep = pixels instanceof Float32Array;
    const image = isDeep ? new Uint8Array(pixels.buffer) : pixels;
    writePixels(isDeep ? deep : target, image, position * image.length);
    return {
      position,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      ...(hasWarnings ? { hasWarnings } : {}),
      ...(pages > 1 ? { pages } : {}),
      ...(isDeep ? { range: rangeOf(pixels) } : {}),
    };
  } catch (error) {
    // A damaged or unreadable file is counted, and the others are used; an
    // archive over the limits stops it all.
    if (!isDamage(error)) throw error;
    return { position, reason: summaryOf(error) };
  }
}

function rangeOf(values: Float32Array): [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}

function isDamage(error: unknown): error is Error {
  return error instanceof SyntaxError || isDenied(error);
}
