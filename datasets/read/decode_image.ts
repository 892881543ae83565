/** Images of any common format to plain pixels of one size. */
import type { Metadata, Sharp, SharpOptions } from "sharp";
import { decodeBmp } from "./_bmp.ts";
import { withSummary } from "./_unreadable.ts";
import { foreignReason, formatOf, type ImageFormat } from "./_image_format.ts";

/**
 * The decoder, with the version that its pixels depend on. A constant, and the
 * library loaded at first need: processes that train must not load it, since
 * the two native libraries do not end well together.
 */
export const DECODER = "sharp 0.35.5, libvips 8.18.7";

/** Pixels that are decoded without a look at how they are stored. */
const USUAL_PIXELS = 100_000_000;

/**
 * Pixels of an image that is held whole while it is decoded, which takes up to
 * 6 bytes for each: 1.5 GiB. One such image at a time is decoded by a process.
 */
const MOST_HELD_PIXELS = 250_000_000;

/** Pixels of one that is made smaller row by row: a header that claims more lies. */
const MOST_PIXELS = 1_000_000_000;

/** Pixels of an edge: formats that can name more are meant for no photograph. */
const LONGEST_EDGE = 1_000_000;

/** An image, and what people should know of how it was read. */
export interface DecodedImage {
  /**
   * `[height, width, 3]`, row-major: 0 to 255; or, of a file with more than 8
   * bits a channel, what it has, which nobody can scale who does not know the
   * others.
   */
  pixels: Uint8Array | Float32Array;
  /** Whether the decoder found something odd, and went on. */
  hasWarnings: boolean;
  /** Frames or pages; the first is decoded. */
  pages: number;
}

/**
 * Decodes an image and resizes it, to the whole of the frame.
 *
 * Transparency is dropped, grey becomes RGB, and a photograph is turned upright
 * as its EXIF orientation says. Colour profiles are ignored, as Pillow and so
 * nearly every training pipeline does. The resampling is Lanczos's. Decoders
 * differ by a level or so, which is why {@linkcode DECODER} is part of what a data set is
 * known by.
 *
 * @param bytes The file: JPEG, PNG, WebP, BMP, TIFF or GIF, whatever its name.
 * @param options Height and width of the result, in pixels.
 * @throws {SyntaxError} If it is no such image, is cut short or damaged, or
 * claims more pixels than are taken.
 */
export async function decodeImage(
  bytes: Uint8Array,
  options: { height: number; width: number },
): Promise<DecodedImage> {
  if (bytes.length === 0) throw refusal("it is empty");
  const format = formatOf(bytes);
  if (format === undefined) throw refusal(foreignReason(bytes));
  const { open, height, width } = { open: await opener(), ...options };
  if (format === "bmp") {
    const image = open(...plainBmp(bytes));
    const pixels = await pixelsOf(image, { height, width, depth: "uchar" });
    return { pixels, hasWarnings: false, pages: 1 };
  }
  const about = await lookAt(bytes, { open, format });
  const decode = (settings: SharpOptions) =>
    pixelsOf(open(bytes, { ...READING, ...settings }), {
      height,
      width,
      depth: about.depth,
    });
  const { pages } = about;
  try {
    const pixels = await decode({ failOn: "warning" });
    return { pixels, hasWarnings: false, pages };
  } catch (cause) {
    if (isTooLarge(cause)) {
      const limitInputPixels = await mostPixels(bytes, open);
      const pixels = await alone(() => decode({ limitInputPixels }));
      return { pixels, hasWarnings: false, pages };
    }
    // Phones and scanners write files that decoders warn of, and read in full.
    const pixels = await decode({ failOn: "error" }).catch(() => {
      throw cause;
    });
    return { pixels, hasWarnings: true, pages };
  }
}

/** What a file says of itself. */
export interface ImageHeader {
  format: ImageFormat;
  /** In pixels, as it is stored. */
  width: number;
  height: number;
}

/**
 * Reads what an image says of itself, and decodes nothing.
 *
 * @param bytes The file.
 * @returns Nothing if it is no image that can be read.
 */
export async function readHeader(
  bytes: Uint8Array,
): Promise<ImageHeader | undefined> {
  const format = formatOf(bytes);
  if (format === undefined) return undefined;
  try {
    const { width = 0, height = 0 } = format === "bmp"
      ? decodeBmp(bytes, { mostPixels: USUAL_PIXELS })
      : await metadataOf(bytes, await opener());
    return { format, width, height };
  } catch {
    return undefined;
  }
}

/** How every file is read, unless told otherwise. */
const READING: SharpOptions = {
  limitInputPixels: USUAL_PIXELS,
  failOn: "warning",
  ignoreIcc: true,
};

type Depth = NonNullable<Metadata["depth"]>;

/** Resizes to the whole of the frame, in RGB. */
async function pixelsOf(
  image: Sharp,
  { height, width, depth }: { height: number; width: number; depth: Depth },
): Promise<Uint8Array | Float32Array> {
  const resized = image
    .autoOrient()
    .resize(width, height, { fit: "fill", kernel: "lanczos3" })
    .removeAlpha();
  const isDeep = depth !== "uchar";
  // What is no 8 or 16 bits is in no colour space: it is left as it is.
  const inColour = !isDeep || depth === "ushort"
    ? resized.toColourspace(isDeep ? "rgb16" : "srgb")
    : resized;
  const pixels = await inColour.raw({ depth: isDeep ? "float" : "uchar" })
    .toBuffer()
    .catch((cause) => {
      throw refusal(stateOf(cause), { cause });
    });
  const values = isDeep
    ? new Float32Array(new Uint8Array(pixels).buffer)
    : pixels;
  const channels = values.length / height / width;
  if (channels !== 3) throw refusal(`it has ${channels} channels`);
  if (values instanceof Float32Array && !values.every(Number.isFinite)) {
    throw refusal("it has values that are not finite");
  }
  return values;
}

function plainBmp(bytes: Uint8Array): [Uint8Array, SharpOptions] {
  try {
    const { pixels, width, height } = decodeBmp(bytes, {
      mostPixels: USUAL_PIXELS,
    });
    if (Math.max(width, height) > LONGEST_EDGE) throw new SyntaxError();
    return [pixels, { raw: { width, height, channels: 3 } }];
  } catch (cause) {
    throw refusal(
      cause instanceof RangeError
        ? tooMany(USUAL_PIXELS)
        : "it is damaged or cut short",
      { cause },
    );
  }
}

/** The bits of each channel, and the pages: most formats cannot have others. */
async function lookAt(
  bytes: Uint8Array,
  { open, format }: { open: Opener; format: ImageFormat },
): Promise<{ depth: Depth; pages: number }> {
  if (format === "jpeg") return { depth: "uchar", pages: 1 };
  const about = format === "png"
    ? pngHeader(bytes)
    : await metadataOf(bytes, open);
  const { depth = "uchar", pages = 1, width = 0, height = 0 } = about;
  if (Math.max(width, height) <= LONGEST_EDGE) return { depth, pages };
  throw refusal("it has a damaged header");
}

/** What a PNG says first: most data sets are of these, or of JPEGs. */
function pngHeader(
  bytes: Uint8Array,
): Pick<Metadata, "depth" | "width" | "height" | "pages"> {
  if (bytes.length < 25) throw refusal("it has a damaged header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    depth: bytes[24] === 16 ? "ushort" : "uchar",
  };
}

async function metadataOf(bytes: Uint8Array, open: Opener): Promise<Metadata> {
  const settings = { ...READING, limitInputPixels: MOST_PIXELS };
  return await open(bytes, settings).metadata().catch((cause) => {
    throw refusal(stateOf(cause), { cause });
  });
}

/** How many pixels an image may have, by how it is stored. */
async function mostPixels(bytes: Uint8Array, open: Opener): Promise<number> {
  const { format, isProgressive, width = 0, height = 0 } = await metadataOf(
    bytes,
    open,
  );
  const isByRows = (format === "jpeg" || format === "png") && !isProgressive;
  const most = isByRows ? MOST_PIXELS : MOST_HELD_PIXELS;
  if (width * height > most) throw refusal(tooMany(most));
  return most;
}

let last: Promise<unknown> = Promise.resolve();

/** Waits for those before: what takes much memory is done one at a time. */
function alone<Result>(action: () => Promise<Result>): Promise<Result> {
  const result = last.then(action);
  last = result.catch(() => {});
  return result;
}

function refusal(state: string, options?: ErrorOptions): Error {
  const message = `Cannot decode the image: ${state}`;
  return withSummary(new SyntaxError(message, options), state);
}

function tooMany(pixels: number): string {
  return `it claims more than ${pixels / 1e6} million pixels`;
}

function isTooLarge(error: unknown): boolean {
  const { cause } = error as Error;
  return cause instanceof Error && cause.message.startsWith(TOO_LARGE);
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

const TOO_LARGE = "Input image exceeds pixel limit";

const STATES = [
  ["Input buffer has corrupt header", "it has a damaged header"],
  [TOO_LARGE, tooMany(MOST_PIXELS)],
] as const;

/** The library's readers of the formats that are read. */
const LOADERS = [
  "VipsForeignLoadJpegBuffer",
  "VipsForeignLoadPngBuffer",
  "VipsForeignLoadWebpBuffer",
  "VipsForeignLoadTiffBuffer",
  "VipsForeignLoadNsgifBuffer",
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
