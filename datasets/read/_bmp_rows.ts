/** The pixels of Windows bitmaps, as their headers say that they are stored. */

/** What is said of the pixels before they come. */
export interface BitmapHeader {
  width: number;
  height: number;
  /** Whether the first row that is stored is the uppermost. */
  isTopDown: boolean;
  /** Bits of a pixel. */
  bits: number;
  compression: number;
  /** Where red, green and blue lie in a pixel of 16 or 32 bits. */
  masks: readonly [number, number, number];
  /** RGB of each colour, where pixels are numbers of colours. */
  palette: Uint8Array;
  /** Where the pixels begin in the file. */
  offset: number;
}

/** Pixels that one byte of run lengths may stand for, in honest files. */
const MOST_PER_BYTE = 2 ** 12;

/**
 * Reads rows of packed pixels; each row is padded to whole 32 bits.
 *
 * @returns RGB, from the top.
 * @throws {SyntaxError} If there are fewer than the header says.
 */
export function readPacked(
  bytes: Uint8Array,
  header: BitmapHeader,
): Uint8Array {
  const { width, height, bits, offset } = header;
  const stride = Math.ceil(width * bits / 32) * 4;
  // The padding of the last row is often left out.
  const least = offset + stride * (height - 1) + Math.ceil(width * bits / 8);
  if (bytes.length < least) throw damagedBmp("the end");
  const pixels = new Uint8Array(width * height * 3);
  const put = bits <= 8
    ? indexed(header)
    : bits === 24
    ? blueGreenRed
    : masked(bytes, header);
  for (let y = 0; y < height; y++) {
    const stored = header.isTopDown ? y : height - 1 - y;
    const row = bytes.subarray(offset + stored * stride);
    const target = pixels.subarray(y * width * 3, (y + 1) * width * 3);
    for (let x = 0; x < width; x++) put(row, x, target);
  }
  return pixels;
}

/** Writes the pixel at `x` of a stored row into its place. */
type Put = (row: Uint8Array, x: number, target: Uint8Array) => void;

function blueGreenRed(row: Uint8Array, x: number, target: Uint8Array): void {
  target[3 * x] = row[3 * x + 2] as number;
  target[3 * x + 1] = row[3 * x + 1] as number;
  target[3 * x + 2] = row[3 * x] as number;
}

function indexed({ bits, palette }: BitmapHeader): Put {
  const perByte = 8 / bits;
  return (row, x, target) => {
    const byte = row[Math.floor(x / perByte)] as number;
    const shift = 8 - bits * (x % perByte + 1);
    paint(target, x, { palette, index: byte >> shift & (2 ** bits - 1) });
  };
}

/** A number that is no colour of the palette is black, as elsewhere. */
function paint(
  target: Uint8Array,
  x: number,
  { palette, index }: { palette: Uint8Array; index: number },
): void {
  for (let channel = 0; channel < 3; channel++) {
    target[3 * x + channel] = palette[3 * index + channel] ?? 0;
  }
}

function masked(bytes: Uint8Array, { bits, masks }: BitmapHeader): Put {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const channels = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { mask, shift, most: mask >>> shift };
  });
  return (row, x, target) => {
    const at = row.byteOffset - bytes.byteOffset + x * bits / 8;
    const pixel = bits === 16
      ? view.getUint16(at, true)
      : view.getUint32(at, true);
    for (const [channel, { mask, shift, most }] of channels.entries()) {
      const value = (pixel & mask) >>> shift;
      target[3 * x + channel] = most === 0 ? 0 : Math.round(value * 255 / most);
    }
  };
}

/**
 * Reads pixels that are stored as runs of a colour; what is in no run has the
 * first colour.
 *
 * @returns RGB, from the top.
 * @throws {SyntaxError} If the runs are cut short, or leave the image.
 */
export function readRunLengths(
  bytes: Uint8Array,
  header: BitmapHeader,
): Uint8Array {
  const { width, height, bits, offset, palette, isTopDown } = header;
  const codes = bytes.subarray(offset);
  if (width * height > MOST_PER_BYTE * codes.length) {
    throw damagedBmp("the end");
  }
  const indices = new Uint8Array(width * height);
  let [x, y, at] = [0, 0, 0];
  const put = (index: number) => {
    if (x >= width || y >= height) throw damagedBmp("a run");
    indices[y * width + x++] = index;
  };
  const next = () => {
    const byte = codes[at++];
    if (byte === undefined) throw damagedBmp("the end");
    return byte;
  };
  /** Run lengths of 4 bits have two colours in a byte, which alternate. */
  const colourOf = (byte: number, step: number) =>
    bits === 8 ? byte : step % 2 === 0 ? byte >> 4 : byte & 0xf;
  for (;;) {
    const count = next();
    const code = next();
    if (count > 0) {
      for (let step = 0; step < count; step++) put(colourOf(code, step));
    } else if (code === 0) {
      [x, y] = [0, y + 1];
    } else if (code === 1) {
      break;
    } else if (code === 2) {
      x += next();
      y += next();
    } else {
      const start = at;
      for (let step = 0; step < code; step++) {
        const byte = codes[start + Math.floor(step * bits / 8)];
        if (byte === undefined) throw damagedBmp("the end");
        put(colourOf(byte, step));
      }
      at = start + Math.ceil(code * bits / 16) * 2;
    }
  }
  const pixels = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const stored = isTopDown ? row : height - 1 - row;
    for (let column = 0; column < width; column++) {
      const index = indices[stored * width + column] as number;
      paint(pixels, row * width + column, { palette, index });
    }
  }
  return pixels;
}

/** The error for a bitmap that is not what it says. */
export function damagedBmp(what: string): SyntaxError {
  return new SyntaxError(`Cannot decode the bitmap: ${what} is damaged`);
}
