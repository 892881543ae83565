import { assert, assertEquals, assertRejects } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import sharp from "sharp";
import { decodeImage } from "../../../datasets/read/decode_image.ts";
import { type Draw, mutate } from "../_mutate.ts";
import BITMAPS from "./fixtures/bitmaps.json" with { type: "json" };

const SEED = 20210909;
const INPUTS = 6000;
/** Far more than any takes: what this stops hangs. */
const DEADLINE_MS = 60_000;
/** Far more than decoding tiny images takes, and less than a leak would. */
const MOST_GROWTH = 512 * 2 ** 20;

/** Images of noise of 16x16, in every format and some of their variants. */
async function makeImages(draw: Draw): Promise<Record<string, Uint8Array>> {
  const pixels = Uint8Array.from({ length: 16 * 16 * 3 }, () => draw(255));
  const image = () =>
    sharp(pixels, { raw: { width: 16, height: 16, channels: 3 } });
  const turned = { IFD0: { Orientation: "6" } };
  return {
    jpeg: await image().jpeg().toBuffer(),
    progressive: await image().jpeg({ progressive: true }).withExif(turned)
      .toBuffer(),
    cmyk: await image().toColourspace("cmyk").jpeg().toBuffer(),
    png: await image().png().toBuffer(),
    palette: await image().png({ palette: true }).toBuffer(),
    alpha: await image().ensureAlpha(0.5).png().toBuffer(),
    webp: await image().webp().toBuffer(),
    deep: await image().toColourspace("rgb16").png().toBuffer(),
    tiff: await image().tiff({ compression: "none" }).toBuffer(),
    lzw: await image().tiff({ compression: "lzw", predictor: "horizontal" })
      .toBuffer(),
    tiles: await image().tiff({ tile: true, tileWidth: 16, tileHeight: 16 })
      .toBuffer(),
    packed: await image().tiff({ compression: "deflate" }).toBuffer(),
    inside: await image().tiff({ compression: "jpeg" }).toBuffer(),
    gif: await image().gif().toBuffer(),
    bitmap: Uint8Array.fromBase64(BITMAPS["32 bits with masks"].file),
    runs: Uint8Array.fromBase64(BITMAPS["4 bits in runs"].file),
    lossless: await image().webp({ lossless: true }).toBuffer(),
  };
}

/** The start of one file and the end of another. */
function splice(one: Uint8Array, other: Uint8Array, draw: Draw): Uint8Array {
  const start = one.subarray(0, draw(one.length));
  const end = other.subarray(draw(other.length));
  return Uint8Array.from([...start, ...end]);
}

/** Another number in one of the first bytes, where sizes and types are. */
function changeHeader(file: Uint8Array, draw: Draw): Uint8Array {
  const changed = Uint8Array.from(file);
  const at = draw(40);
  const extreme = [0, 1, 0x7f, 0x80, 0xff][draw(4)] as number;
  return changed.fill(extreme, at, at + 1 + draw(3));
}

/** What decoding gave: how many bytes, or how it was refused. */
async function outcomeOf(file: Uint8Array): Promise<number | string> {
  let timer;
  const deadline = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("it hangs"), DEADLINE_MS);
  });
  const decoded = decodeImage(file, { height: 8, width: 6 }).then(
    ({ pixels }) => pixels.length,
    (error) => `${error.name}: ${error.message}`,
  );
  const outcome = await Promise.race([decoded, deadline]);
  clearTimeout(timer);
  return outcome;
}

Deno.test("decodeImage() decodes or refuses whatever it is given", async () => {
  const random = mersenne(SEED);
  const draw: Draw = (most) => uniformInt(random, 0, most);
  const images = Object.values(await makeImages(draw));
  const before = Deno.memoryUsage().rss;
  const pick = () => images[draw(images.length - 1)] as Uint8Array;
  const counts = { decoded: 0, refused: 0 };
  for (let input = 0; input < INPUTS; input++) {
    const kind = draw(3);
    const file = kind === 0
      ? splice(pick(), pick(), draw)
      : kind === 1
      ? changeHeader(pick(), draw)
      : mutate(pick(), draw);
    const outcome = await outcomeOf(file);
    const isDecoded = typeof outcome === "number";
    if (isDecoded) assertEquals(outcome, 8 * 6 * 3);
    else {
      const text = /^SyntaxError: Cannot decode the image: its? [\w ,]+$/;
      assert(text.test(outcome), `input ${input}: ${outcome}`);
    }
    counts[isDecoded ? "decoded" : "refused"]++;
  }
  const growth = Deno.memoryUsage().rss - before;
  assert(growth < MOST_GROWTH, `memory grew by ${growth} bytes`);
  // Both ends of it are met: the inputs are neither all broken nor all whole.
  assert(Math.min(...Object.values(counts)) > INPUTS / 20, `${counts.decoded}`);
});

Deno.test("decodeImage() refuses a header that claims the largest sizes", async () => {
  const images = await makeImages(() => 7);
  const claim = (name: string, at: number, bytes: number[]) => {
    const file = Uint8Array.from(images[name] as Uint8Array);
    file.set(bytes, at);
    return file;
  };
  // The height and width follow the frame's marker, length and precision.
  const frame = (images.jpeg as Uint8Array).findIndex((byte, at, all) =>
    byte === 0xff && all[at + 1] === 0xc0
  );
  const thousands = [0, 1, 0x86, 0xa0]; // 100,000
  const tooMany = "it claims more than 1000 million pixels";
  const heldTooMany = "it claims more than 250 million pixels";
  // These are more than the formats' own decoders take.
  const damaged = "it has a damaged header";
  const cases: [Uint8Array, string][] = [
    [claim("png", 16, [...thousands, ...thousands]), tooMany],
    [claim("jpeg", frame + 5, [0xff, 0xff, 0xff, 0xff]), damaged],
    [claim("webp", 26, [0xff, 0x3f, 0xff, 0x3f]), heldTooMany],
    [claim("lossless", 21, [0xff, 0xff, 0xff, 0x0f]), damaged],
  ];
  const before = Deno.memoryUsage().rss;
  for (const [file, state] of cases) {
    await assertRejects(
      () => decodeImage(file, { height: 8, width: 8 }),
      SyntaxError,
      `Cannot decode the image: ${state}`,
    );
  }
  assert(Deno.memoryUsage().rss - before < MOST_GROWTH);
});

Deno.test("decodeImage() says of an image what is wrong with that one", async () => {
  const random = mersenne(SEED);
  const { jpeg, png } = await makeImages((most) => uniformInt(random, 0, most));
  const files: [Uint8Array, string][] = [
    [(jpeg as Uint8Array).subarray(0, -50), "it is damaged or cut short"],
    [(png as Uint8Array).subarray(0, -60), "it is damaged or cut short"],
    [new TextEncoder().encode("RIFF0000WEBPVP8 "), "it has a damaged header"],
    [
      new TextEncoder().encode("<html>"),
      "it is not a JPEG, PNG, WebP, BMP, TIFF or GIF",
    ],
    [new Uint8Array(), "it is empty"],
  ];
  // Side by side, for their errors to meet.
  const size = { height: 8, width: 8 };
  await Promise.all(
    Array.from({ length: 1000 }, async (_, at) => {
      const [file, state] = files[at % files.length] as (typeof files)[number];
      const error = await assertRejects(() => decodeImage(file, size), Error);
      assertEquals(
        `${error}`,
        `SyntaxError: Cannot decode the image: ${state}`,
      );
    }),
  );
});
