import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
} from "@std/assert";
import sharp from "sharp";
import { decodeImage, DECODER } from "../../../datasets/read/decode_image.ts";
import { listImageFiles } from "../../../datasets/read/image_files.ts";

/**
 * Images of 16x16 made by Pillow 13.0.0, with
 * numpy.asarray(Image.open(file).convert("RGB")).reshape(-1, 3).mean(0)
 */
const MADE = [
  {
    name: "jpeg",
    base64:
      "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAQABADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD4o0X4d/d/dfpXe6L8O/u/uv0r2PRfh39391+ld9ovw7+7+6/Sv2ujmXmfEcO8Y/D7x//Z",
    mean: [59.96484375, 89.8671875, 159.92578125],
  },
  {
    name: "png",
    base64:
      "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAH0lEQVR4nGNkYEjhYGAhHrEw8LAwMJCARjWMahg6GgAZdgXKk/y/vAAAAABJRU5ErkJggg==",
    mean: [60.0, 90.0, 160.0],
  },
  {
    name: "rgba",
    base64:
      "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8/9hAAAAJUlEQVR4nGNkYEhh4GBg4ScXszDwsDAwMJCPRw0YNWDUgMFiAADcfAarYNMOlgAAAABJRU5ErkJggg==",
    mean: [60.0, 90.0, 160.0],
  },
  {
    name: "gray",
    base64:
      "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAE0lEQVR4nGNkEEAFTAxoYGQJAAAIrwEQwSc20AAAAABJRU5ErkJggg==",
    mean: [120.0, 120.0, 120.0],
  },
  {
    name: "webp",
    base64:
      "UklGRjAAAABXRUJQVlA4TCQAAAAvD8ADALmM6H/sIqL/ASEBYYD/l0V1EAgEKFOFqWICcK5quwA=",
    mean: [60.0, 90.0, 160.0],
  },
];

/** The same expression for photographs of PlantVillage, Pillow 13.0.0. */
const PHOTOGRAPHS = [
  {
    zip: "plantvillage-pepper.zip",
    name: "0022d6b7-d47c-4ee2-ae9a-392a53f48647___JR_B.Spot 8964.JPG",
    mean: [124.467, 125.632, 108.486],
  },
  {
    zip: "plantvillage-pepper.zip",
    name: "ae63319c-d90a-4fbe-b11a-cbc8b2a1db23___JR_HL 8669.JPG",
    mean: [118.632, 138.048, 111.555],
  },
  {
    // An RGBA screenshot among the JPEGs.
    zip: "plantvillage-pepper.zip",
    name: "42f083e2-272d-4f83-ad9a-573ee90e50ec___Screen Shot 2015-05-06 " +
      "at 4.01.13 PM.png",
    mean: [91.466, 94.252, 31.805],
  },
  {
    zip: "plantvillage-tomato.zip",
    name: "1fa569d8-45ba-4633-b66d-3fdb07ed523e___RS_HL 0533.JPG",
    mean: [121.099, 118.927, 109.243],
  },
];

function meanColour(pixels: Uint8Array | Float32Array): number[] {
  return [0, 1, 2].map((channel) => {
    const values = Array.from(pixels).filter((_, at) => at % 3 === channel);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

for (const { name, base64, mean } of MADE) {
  Deno.test(`decodeImage() reads what Pillow reads (${name})`, async () => {
    const size = { height: 16, width: 16 };
    const { pixels } = await decodeImage(bytesOf(base64), size);
    assertEquals(pixels.length, 16 * 16 * 3);
    for (const [channel, value] of meanColour(pixels).entries()) {
      assertAlmostEquals(value, mean[channel]!, 0.5);
    }
  });
}

Deno.test("DECODER names the versions that are in use", () => {
  const { sharp: version, vips } = sharp.versions;
  assertEquals(DECODER, `sharp ${version}, libvips ${vips}`);
});

Deno.test("decodeImage() resizes to the whole of the frame", async () => {
  const [first] = MADE;
  const size = { height: 8, width: 4 };
  const { pixels } = await decodeImage(bytesOf(first!.base64), size);
  assertEquals(pixels.length, 8 * 4 * 3);
  for (const [channel, value] of meanColour(pixels).entries()) {
    assertAlmostEquals(value, first!.mean[channel]!, 3);
  }
  // Red grows from left to right, green from top to bottom.
  assert(pixels[9]! > pixels[0]! + 50);
  assert(pixels[7 * 12 + 1]! > pixels[1]! + 100);
});

Deno.test("decodeImage() refuses what is no image, or is cut short", async () => {
  const png = bytesOf(MADE[1]!.base64);
  const claims = png.slice();
  claims.set([0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff], 16);
  const cases = [
    new Uint8Array(),
    new TextEncoder().encode("<html>not here</html>"),
    png.slice(0, 60),
    bytesOf(MADE[0]!.base64).slice(0, 500),
    claims,
  ];
  for (const bytes of cases) {
    await assertRejects(
      () => decodeImage(bytes, { height: 8, width: 8 }),
      SyntaxError,
      "Cannot decode the image: ",
    );
  }
});

const data = Deno.env.get("FINALBN_DATA");

Deno.test({
  name: "decodeImage() reads photographs as Pillow does" +
    (data === undefined ? " (skipped: FINALBN_DATA is not set)" : ""),
  ignore: data === undefined,
  fn: async () => {
    for (const { zip, name, mean } of PHOTOGRAPHS) {
      await using listed = await listImageFiles(`${data}/${zip}`);
      const file = listed.files.find((candidate) => candidate.name === name);
      const { pixels } = await decodeImage(await file!.read(), {
        height: 256,
        width: 256,
      });
      for (const [channel, value] of meanColour(pixels).entries()) {
        assertAlmostEquals(value, mean[channel]!, 0.5);
      }
    }
  },
});

Deno.test("decodeImage() draws no drawing, whatever its file is called", async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  await assertRejects(
    () => decodeImage(new TextEncoder().encode(svg), { height: 9, width: 9 }),
    SyntaxError,
    "it is not a JPEG, PNG, WebP, BMP, TIFF or GIF",
  );
});
