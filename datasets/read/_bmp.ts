/**
 * Windows bitmaps, which the library that decodes all else does not read.
 *
 * Source: https://learn.microsoft.com/windows/win32/gdi/bitmap-storage
 */
import {
  type BitmapHeader,
  damagedBmp,
  readPacked,
  readRunLengths,
} from "./_bmp_rows.ts";

/** An image as plain pixels. */
export interface PlainImage {
  width: number;
  height: number;
  /** RGB, row-major, from the top. */
  pixels: Uint8Array;
}

const FILE_HEADER = 14;
/** OS/2's first header: sizes in 16 bits, and colours of 3 bytes. */
const CORE_HEADER = 12;
/** The header that all later ones begin with. */
const INFO_HEADER = 40;
/** Headers from this size on have the masks in them. */
const MASKED_HEADER = 52;

const RLE8 = 1;
const RLE4 = 2;
const BIT_FIELDS = 3;
/** As {@linkcode BIT_FIELDS}, with one more mask for transparency. */
const ALPHA_BIT_FIELDS = 6;

/** Which bits of a pixel there may be under which compression. */
const KINDS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16, 24, 32],
  [RLE8]: [8],
  [RLE4]: [4],
  [BIT_FIELDS]: [16, 32],
  [ALPHA_BIT_FIELDS]: [16, 32],
};

/**
 * Decodes a bitmap of any kind: with a palette, run lengths or bit masks, from
 * the bottom or from the top. Transparency is dropped.
 *
 * @param bytes The file.
 * @param options The most pixels that it may have.
 * @throws {SyntaxError} If it is cut short, or of a kind that there is not.
 * @throws {RangeError} If it has more pixels.
 */
export function decodeBmp(
  bytes: Uint8Array,
  options: { mostPixels: number },
): PlainImage {
  const header = readHeader(bytes);
  const { width, height, compression } = header;
  if (width * height > options.mostPixels) {
    throw new RangeError(
      `Cannot decode the bitmap: wanted at most ${options.mostPixels} pixels, ` +
        `got ${width * height}`,
    );
  }
  const isPacked = compression !== RLE8 && compression !== RLE4;
  const read = isPacked ? readPacked : readRunLengths;
  return { width, height, pixels: read(bytes, header) };
}

function readHeader(bytes: Uint8Array): BitmapHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER + CORE_HEADER) throw damagedBmp("its header");
  const offset = view.getUint32(10, true);
  const size = view.getUint32(FILE_HEADER, true);
  const isCore = size === CORE_HEADER;
  if (!isCore && size < INFO_HEADER || FILE_HEADER + size > bytes.length) {
    throw damagedBmp("its header");
  }
  const rows = isCore ? view.getUint16(20, true) : view.getInt32(22, true);
  const header = {
    width: isCore ? view.getUint16(18, true) : view.getInt32(18, true),
    height: Math.abs(rows),
    isTopDown: rows < 0,
    bits: view.getUint16(isCore ? 24 : 28, true),
    compression: isCore ? 0 : view.getUint32(30, true),
    offset,
  };
  const { width, height, bits, compression } = header;
  if (width <= 0 || height === 0 || !KINDS[compression]?.includes(bits)) {
    throw damagedBmp("its header");
  }
  const hasMasks = compression === BIT_FIELDS ||
    compression === ALPHA_BIT_FIELDS;
  const masks = hasMasks
    ? readMasks(view)
    : bits === 16
    ? [0x7c00, 0x3e0, 0x1f] as const
    : [0xff0000, 0xff00, 0xff] as const;
  const between = hasMasks && size < MASKED_HEADER
    ? compression === BIT_FIELDS ? 12 : 16
    : 0;
  const wanted = isCore ? 0 : view.getUint32(46, true);
  const palette = bits > 8 ? new Uint8Array() : readPalette(bytes, {
    start: FILE_HEADER + size + between,
    end: offset,
    colours: Math.min(wanted || 2 ** bits, 2 ** bits),
    bytesEach: isCore ? 3 : 4,
  });
  return { ...header, masks, palette };
}

/** The masks follow the fields of the first header, in it or after it. */
function readMasks(view: DataView): [number, number, number] {
  const start = FILE_HEADER + INFO_HEADER;
  if (view.byteLength < start + 12) throw damagedBmp("its header");
  return [
    view.getUint32(start, true),
    view.getUint32(start + 4, true),
    view.getUint32(start + 8, true),
  ];
}

/** Colours are stored as blue, green and red. */
function readPalette(
  bytes: Uint8Array,
  options: { start: number; end: number; colours: number; bytesEach: number },
): Uint8Array {
  const { start, end, colours, bytesEach } = options;
  const room = Math.floor((Math.min(end, bytes.length) - start) / bytesEach);
  const count = Math.min(colours, room);
  if (count < 1) throw damagedBmp("its palette");
  const palette = new Uint8Array(count * 3);
  for (let at = 0; at < count; at++) {
    for (let channel = 0; channel < 3; channel++) {
      const from = start + at * bytesEach + 2 - channel;
      palette[3 * at + channel] = bytes[from] as number;
    }
  }
  return palette;
}
