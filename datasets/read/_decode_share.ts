/** Decodes a share of a list of images: the work of one process. */
import { createHash } from "node:crypto";
import { decodeImage } from "./decode_image.ts";
import type { ImageFile } from "./image_files.ts";
import { isDenied } from "./_unreadable.ts";
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
  | { position: number; sha256: string }
  | { position: number; reason: string };

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
  let next = first;
  const work = async () => {
    for (let position = next; position < files.length; position = next) {
      next += step;
      const { read } = files[position] as ImageFile;
      onDecoded(await decodeTo(target, { read, position, size }));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
}

async function decodeTo(
  target: Deno.FsFile,
  options: Pick<ImageFile, "read"> & { position: number; size: number },
): Promise<Decoded> {
  const { read, position, size } = options;
  try {
    const bytes = await read();
    const image = await decodeImage(bytes, { height: size, width: size });
    writePixels(target, image, position * image.length);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { position, sha256 };
  } catch (error) {
    // A damaged or unreadable file is counted, and the others are used; an
    // archive over the limits stops it all.
    if (!isDamage(error)) throw error;
    return { position, reason: error.message };
  }
}

function isDamage(error: unknown): error is Error {
  return error instanceof SyntaxError || isDenied(error);
}
