/** JPEG, PNG and WebP to plain pixels of one size. */
import type { Sharp, SharpOptions } from "sharp";

/**
 * The decoder, with the version that its pixels depend on. A constant, and the
 * library loaded at first need: processes that train must not load it, since
 * the two native libraries do not end well together.
 */
export const DECODER = "sharp 0.35.5, libvips 8.18.7";

/** More pixels than any photograph has: a header that claims them lies. */
const MAX_PIXELS = 100_000_000;

/**
 * Decodes an image and resizes it, to the whole of the frame.
 *
 * Transparency is dropped, grey becomes RGB, and a photograph is turned upright
 * as its EXIF orientation says. Colour profiles are ignored, as Pillow and so
 * nearly every training pipeline does. The resampling is Lanczos's. Decoders
 * differ by a level or so, which is why {@linkcode DECODER} is part of what a data set is
 * known by.
 *
 * @param bytes The file.
 * @param options Height and width of the result, in pixels.
 * @returns Pixels `[height, width, 3]`, row-major, 0 to 255.
 * @throws {SyntaxError} If it is no image, is cut short or damaged, or claims
 * more than 100 million pixels.
 */
export async function decodeImage(
  bytes: Uint8Array,
  options: { height: number; width: number },
): Promise<Uint8Array> {
  const { height, width } = options;
  if (bytes.length === 0) throw refusal("it is empty");
  const open = await opener();
  const pixels = await open(bytes, {
    limitInputPixels: MAX_PIXELS,
    failOn: "warning",
    ignoreIcc: true,
  })
    .autoOrient()
    .resize(width, height, { fit: "fill", kernel: "lanczos3" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer()
    .catch((cause) => {
      throw refusal(stateOf(cause), { cause });
    });
  const channels = pixels.length / height / width;
  if (channels !== 3) throw refusal(`it has ${channels} channels`);
  return pixels;
}

function refusal(state: string, options?: ErrorOptions): SyntaxError {
  return new SyntaxError(`Cannot decode the image: ${state}`, options);
}

/**
 * What is wrong with an image, by the library's own words alone: what follows
 * them may be about another image, that was decoded at the same time.
 */
function stateOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const known = STATES.find(([start]) => message.startsWith(start));
  return known?.[1] ?? "it is damaged or cut short";
}

const STATES = [
  ["Input buffer contains unsupported", "it is no JPEG, PNG or WebP"],
  ["Input buffer has corrupt header", "its header is damaged"],
  [
    "Input image exceeds pixel limit",
    `it claims more than ${MAX_PIXELS / 1e6} million pixels`,
  ],
] as const;

/** The library's readers of the formats that are read. */
const LOADERS = [
  "VipsForeignLoadJpegBuffer",
  "VipsForeignLoadPngBuffer",
  "VipsForeignLoadWebpBuffer",
];

type Opener = (bytes: Uint8Array, options: SharpOptions) => Sharp;

let loaded: Promise<Opener> | undefined;

function opener(): Promise<Opener> {
  return loaded ??= import("sharp").then(({ default: sharp }) => {
    // One image a thread: images are decoded side by side.
    sharp.concurrency(1);
    sharp.cache(false);
    // What is named .png may be anything, and drawings are no photographs.
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({ operation: LOADERS });
    return sharp;
  });
}
