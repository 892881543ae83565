import {
  assert,
  assertEquals,
  assertGreater,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { gzipSync } from "node:zlib";
import { loadCifar10, parseCifarBatch } from "../../../datasets/read/cifar.ts";
import { withFolder } from "../_made_up.ts";
import { mutate } from "../_mutate.ts";
import { joined } from "../_zip.ts";

const FOLDER = "cifar-10-batches-bin";
const TRAIN = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`);
const FILES = [...TRAIN, "test_batch.bin"];
const RECORD_BYTES = 3073;

/** Two images a file, so that a data set is some kilobytes. */
const SMALL = { imagesPerFile: 2 };

/** A record whose red, green and blue planes count up from three numbers. */
function recordOf(label: number): Uint8Array {
  const plane = (first: number) =>
    Uint8Array.from({ length: 1024 }, (_, at) => first + at + label);
  return joined([Uint8Array.of(label), plane(0), plane(50), plane(100)]);
}

/** A file of two images, of the classes `number` and `number + 1`. */
function batchOf(number: number): Uint8Array<ArrayBuffer> {
  return joined([recordOf(number), recordOf(number + 1)]);
}

type Member = { name: string; content?: Uint8Array; type?: string };

/** The members of the official archive, in its order. */
function members(): Member[] {
  return [
    { name: `${FOLDER}/`, type: "5" },
    ...TRAIN.toReversed().map((name, at) => ({
      name: `${FOLDER}/${name}`,
      content: batchOf(4 - at),
    })),
    { name: `${FOLDER}/readme.html`, content: new Uint8Array(88) },
    { name: `${FOLDER}/test_batch.bin`, content: batchOf(5) },
  ];
}

function field(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(new TextEncoder().encode(text));
  return bytes;
}

/** A ustar header. */
function headerOf({ name, content, type = "0" }: Member): Uint8Array {
  const size = (content?.length ?? 0).toString(8).padStart(11, "0");
  const header = joined([
    field(name, 100),
    field("0000644", 8),
    field("0000000", 8),
    field("0000000", 8),
    field(size, 12),
    field("00000000000", 12),
    field("        ", 8),
    field(type, 1),
    field("", 100),
    field("ustar\0" + "00", 8),
    field("", 247),
  ]);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(field(sum.toString(8).padStart(6, "0") + "\0 ", 8), 148);
  return header;
}

function tarOf(members: readonly Member[]): Uint8Array<ArrayBuffer> {
  return joined([
    ...members.flatMap((member) => {
      const { content = new Uint8Array() } = member;
      const padding = new Uint8Array(-content.length & 511);
      return [headerOf(member), content, padding];
    }),
    new Uint8Array(1024),
  ]);
}

/** Lends a file with these bytes. */
function withFile(
  bytes: Uint8Array,
  action: (path: string) => Promise<void>,
): Promise<void> {
  return withFolder(async (folder) => {
    await Deno.writeFile(`${folder}/cifar.tar.gz`, bytes);
    await action(`${folder}/cifar.tar.gz`);
  });
}

/** Checks that it is what {@linkcode members} would have put there. */
async function assertWhole(path: string): Promise<void> {
  const { train, test } = await loadCifar10(path, SMALL);
  assertEquals([...train.labels], [0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
  assertEquals([...test.labels], [5, 6]);
  assertEquals(train.images.length, 10 * 3072);
  assertEquals(test.images.length, 2 * 3072);
  for (const [at, label] of train.labels.entries()) {
    const image = train.images.subarray(at * 3072, (at + 1) * 3072);
    assertEquals([...image.subarray(0, 3)], [label, 50 + label, 100 + label]);
    // The second pixel of the second row.
    assertEquals(
      [...image.subarray(99, 102)],
      [33, 83, 133].map((value) => value + label),
    );
  }
}

Deno.test("parseCifarBatch() puts the three values of a pixel side by side", () => {
  const generator = mersenne(5);
  const file = Uint8Array.from(
    { length: 3 * RECORD_BYTES },
    (_, at) => uniformInt(generator, 0, at % RECORD_BYTES === 0 ? 9 : 255),
  );
  const { images, labels } = parseCifarBatch(file);
  assertEquals(images.length, 3 * 32 * 32 * 3);
  for (let image = 0; image < 3; image++) {
    const start = image * RECORD_BYTES;
    assertEquals(labels[image], file[start]);
    for (let pixel = 0; pixel < 1024; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        assertEquals(
          images[(image * 1024 + pixel) * 3 + channel],
          file[start + 1 + channel * 1024 + pixel],
        );
      }
    }
  }
});

Deno.test("parseCifarBatch() reads a file that begins inside a larger buffer", () => {
  const buffer = new Uint8Array(RECORD_BYTES + 10).fill(255);
  buffer.set(recordOf(3), 5);
  const part = buffer.subarray(5, 5 + RECORD_BYTES);
  assertEquals(parseCifarBatch(part), parseCifarBatch(recordOf(3)));
});

Deno.test("parseCifarBatch() refuses other sizes than whole records", () => {
  for (const size of [0, 1, 3072, 3074, 2 * 3073 - 1, 10_000 * 3074]) {
    assertThrows(
      () => parseCifarBatch(new Uint8Array(size)),
      SyntaxError,
      "Cannot read the CIFAR-10 batch: wanted records of 3073 bytes each, got " +
        `${size} bytes. Next step: fetch or make the file again`,
    );
  }
});

Deno.test("parseCifarBatch() refuses a class past 9", () => {
  for (const label of [10, 255]) {
    const file = joined([recordOf(9), recordOf(label)]);
    assertThrows(
      () => parseCifarBatch(file, "b.bin"),
      SyntaxError,
      `Cannot read b.bin: wanted a class from 0 to 9, got ${label} for image ` +
        "1. Next step: ",
    );
  }
});

Deno.test("parseCifarBatch() parses mutated files or throws a SyntaxError", () => {
  const generator = mersenne(7);
  const draw = (most: number) => uniformInt(generator, 0, most);
  const whole = joined([recordOf(0), recordOf(9)]);
  const outcomes = { parsed: 0, refused: 0 };
  for (let run = 0; run < 2000; run++) {
    const file = mutate(whole, draw);
    // Most changes are of pixels: some more go where the class is.
    if (draw(3) === 0 && file.length > 0) file[0] = draw(255);
    try {
      const { images, labels } = parseCifarBatch(file);
      assertEquals(images.length, labels.length * 3072);
      assertEquals(file.length, labels.length * RECORD_BYTES);
      outcomes.parsed++;
    } catch (error) {
      assert(error instanceof SyntaxError, `run ${run}: ${error}`);
      assert(error.message.startsWith("Cannot read the CIFAR-10 batch: "));
      outcomes.refused++;
    }
  }
  for (const count of Object.values(outcomes)) assertGreater(count, 100);
});

for (const kind of ["gzip", "plain tar"]) {
  Deno.test(`loadCifar10() reads the archive as ${kind}`, () => {
    const tar = tarOf(members());
    return withFile(kind === "gzip" ? gzipSync(tar) : tar, assertWhole);
  });
}

for (const inner of ["", `/${FOLDER}`]) {
  Deno.test(`loadCifar10() reads the folder ${inner ? "around" : "of"} the six files`, () =>
    withFolder(async (folder) => {
      await Deno.mkdir(folder + inner, { recursive: true });
      for (const [at, file] of FILES.entries()) {
        await Deno.writeFile(`${folder}${inner}/${file}`, batchOf(at));
      }
      await Deno.writeTextFile(`${folder}${inner}/readme.html`, "about");
      await assertWhole(folder);
    }));
}

Deno.test("loadCifar10() reads archives that others pack", () => {
  const extended = field("20 path=other name\n", 20);
  const packed = members().flatMap(({ name, ...member }) => [
    // macOS leaves one beside each file; pax and GNU tar extend what follows.
    { name: `./${FOLDER}/._${name.split("/").at(-1)}`, content: extended },
    { name: "PaxHeader", type: "x", content: extended },
    { name: "././@LongLink", type: "L", content: extended },
    { name: `./${name}`, ...member },
  ]);
  return withFile(tarOf(packed), assertWhole);
});

Deno.test("loadCifar10() reads an archive without its end mark", () => {
  const tar = tarOf(members());
  return withFile(gzipSync(tar.subarray(0, tar.length - 1024)), assertWhole);
});

Deno.test("loadCifar10() wants 10,000 images in each file", () =>
  withFile(gzipSync(tarOf(members())), async (path) => {
    await assertRejects(
      () => loadCifar10(path),
      SyntaxError,
      `Cannot read data_batch_5.bin of ${path}: wanted 30730000 bytes (10000 ` +
        "records of 3073), got 6146. Next step: fetch or make the file again",
    );
  }));

Deno.test("loadCifar10() says that nothing is there", () =>
  withFolder(async (folder) => {
    await assertRejects(
      () => loadCifar10(`${folder}/cifar`, SMALL),
      Deno.errors.NotFound,
      `Cannot load CIFAR-10: there is no ${folder}/cifar. Next step: fetch ` +
        "cifar-10-binary.tar.gz, the binary version",
    );
  }));

Deno.test("loadCifar10() names the files that are missing", async () => {
  const wanted = (path: string) =>
    `Cannot read ${path}: wanted the six files of CIFAR-10, got none named ` +
    "data_batch_4.bin, test_batch.bin. Next step: fetch cifar-10-binary";
  const some = members().filter(({ name }) => !/_4|test/.test(name));
  await withFile(gzipSync(tarOf(some)), async (path) => {
    await assertRejects(
      () => loadCifar10(path, SMALL),
      SyntaxError,
      wanted(path),
    );
  });
  await withFolder(async (folder) => {
    for (const [at, file] of FILES.entries()) {
      if (/_4|test/.test(file)) continue;
      await Deno.writeFile(`${folder}/${file}`, batchOf(at));
    }
    await assertRejects(
      () => loadCifar10(folder, SMALL),
      SyntaxError,
      wanted(folder),
    );
  });
});

Deno.test("loadCifar10() takes no link or folder for a file", () => {
  const linked = members().map((member) =>
    member.name.endsWith("test_batch.bin")
      ? { name: member.name, type: "2" }
      : member
  );
  return withFile(tarOf(linked), async (path) => {
    await assertRejects(
      () => loadCifar10(path, SMALL),
      SyntaxError,
      "got none named test_batch.bin",
    );
  });
});

Deno.test("loadCifar10() refuses two files of one name", () =>
  withFile(
    tarOf([...members(), {
      name: `other/${TRAIN[0]}`,
      content: batchOf(0),
    }]),
    async (path) => {
      await assertRejects(
        () => loadCifar10(path, SMALL),
        SyntaxError,
        `Cannot read data_batch_1.bin of ${path}: wanted one file of this ` +
          "name, got two. Next step: ",
      );
    },
  ));

for (const change of [-1, 1, -RECORD_BYTES, RECORD_BYTES]) {
  Deno.test(`loadCifar10() refuses a file that is ${change} bytes longer`, async () => {
    const content = new Uint8Array(2 * RECORD_BYTES + change);
    const wanted = `wanted 6146 bytes (2 records of 3073), got ` +
      `${content.length}. Next step: `;
    const changed = members().map((member) =>
      member.name.endsWith("_3.bin") ? { ...member, content } : member
    );
    await withFile(gzipSync(tarOf(changed)), async (path) => {
      await assertRejects(
        () => loadCifar10(path, SMALL),
        SyntaxError,
        `Cannot read data_batch_3.bin of ${path}: ${wanted}`,
      );
    });
    await withFolder(async (folder) => {
      await Deno.writeFile(`${folder}/data_batch_3.bin`, content);
      await assertRejects(
        () => loadCifar10(folder, SMALL),
        SyntaxError,
        `Cannot read data_batch_3.bin of ${folder}: ${wanted}`,
      );
    });
  });
}

Deno.test("loadCifar10() says in which file a class is past 9", () => {
  const changed = members().map((member) =>
    member.name.endsWith("_2.bin") ? { ...member, content: batchOf(9) } : member
  );
  return withFile(tarOf(changed), async (path) => {
    await assertRejects(
      () => loadCifar10(path, SMALL),
      SyntaxError,
      `Cannot read data_batch_2.bin of ${path}: wanted a class from 0 to 9, ` +
        "got 10 for image 1",
    );
  });
});

Deno.test("loadCifar10() refuses an archive that is cut short", async () => {
  const tar = tarOf(members());
  for (const length of [600, 5000, 20_000, tar.length - 8000]) {
    await withFile(tar.subarray(0, length), async (path) => {
      await assertRejects(
        () => loadCifar10(path, SMALL),
        SyntaxError,
        `Cannot read ${path}: it is cut short: wanted `,
      );
    });
  }
});

Deno.test("loadCifar10() refuses gzip bytes that are damaged or cut short", async () => {
  const gzip = gzipSync(tarOf(members()));
  const cut = [1, 8, 100].map((end) => gzip.subarray(0, gzip.length - end));
  const flipped = Uint8Array.from(gzip);
  flipped[flipped.length - 8]! ^= 1; // the first byte of the CRC-32
  for (const bytes of [...cut, flipped, gzip.subarray(0, 2)]) {
    await withFile(bytes, async (path) => {
      const error = await assertRejects(
        () => loadCifar10(path, SMALL),
        SyntaxError,
        `Cannot read ${path}: `,
      );
      assertStringIncludes(error.message, ". Next step: fetch or make the");
      assert(error.cause instanceof Error);
    });
  }
});

Deno.test("loadCifar10() refuses what is no tar archive", async () => {
  const page = new TextEncoder().encode("<!doctype html>".padEnd(600, "."));
  for (const bytes of [page, gzipSync(page)]) {
    await withFile(bytes, async (path) => {
      await assertRejects(
        () => loadCifar10(path, SMALL),
        SyntaxError,
        `Cannot read ${path}: wanted a tar header with the checksum `,
      );
    });
  }
});

Deno.test("loadCifar10() refuses an empty file", () =>
  withFile(new Uint8Array(), async (path) => {
    await assertRejects(
      () => loadCifar10(path, SMALL),
      SyntaxError,
      `Cannot read ${path}: wanted the six files of CIFAR-10, got none named `,
    );
  }));

Deno.test("loadCifar10() refuses a header without a size in digits", () => {
  const header = headerOf({ name: "a" });
  header.set(field("\u001b[2J", 12), 124);
  const sum = header.reduce(
    (total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte),
    0,
  );
  header.set(field(sum.toString(8).padStart(6, "0"), 7), 148);
  return withFile(header, async (path) => {
    await assertRejects(
      () => loadCifar10(path, SMALL),
      SyntaxError,
      `Cannot read ${path}: wanted the size of a in octal digits, got ` +
        '"\\u001b[2J"',
    );
  });
});

Deno.test("loadCifar10() stops a bomb, in a member and after the end", async () => {
  const zeros = new Uint8Array(70 * 2 ** 20);
  const bombs = [
    tarOf([{ name: "readme.html", content: zeros }, ...members()]),
    joined([tarOf(members()), zeros]),
  ];
  for (const bomb of bombs) {
    await withFile(gzipSync(bomb), async (path) => {
      await assertRejects(
        () => loadCifar10(path, SMALL),
        SyntaxError,
        `Cannot read ${path}: wanted at most 67145740 unpacked bytes, got more`,
      );
    });
  }
});

Deno.test({
  name: "loadCifar10() refuses a device",
  ignore: Deno.build.os === "windows",
  async fn() {
    await assertRejects(
      () => loadCifar10("/dev/zero", SMALL),
      SyntaxError,
      "Cannot read /dev/zero: it is neither a folder nor a file. Next step: ",
    );
  },
});

Deno.test("loadCifar10() refuses a number of images that is none", async () => {
  for (const imagesPerFile of [0, -1, 1.5, NaN]) {
    await assertRejects(
      () => loadCifar10(".", { imagesPerFile }),
      RangeError,
      `Cannot load CIFAR-10 with ${imagesPerFile} images a file: wanted a `,
    );
  }
});

for (const kind of ["tar", "gzip"]) {
  Deno.test(`loadCifar10() reads mutated ${kind} archives or says why not`, () =>
    withFolder(async (folder) => {
      const generator = mersenne(13);
      const draw = (most: number) => uniformInt(generator, 0, most);
      const whole = kind === "tar"
        ? tarOf(members())
        : gzipSync(tarOf(members()));
      const path = `${folder}/mutated`;
      const outcomes = { read: 0, refused: 0 };
      for (let run = 0; run < 2000; run++) {
        const file = mutate(whole, draw);
        // Headers are a small part of a tar: one is hit each second time.
        if (kind === "tar" && draw(1) === 0) file[draw(511)] = draw(255);
        await Deno.writeFile(path, file);
        try {
          const { train, test } = await loadCifar10(path, SMALL);
          assertEquals(train.labels.length + test.labels.length, 12);
          outcomes.read++;
        } catch (error) {
          assert(
            error instanceof SyntaxError &&
              error.message.startsWith("Cannot read "),
            `run ${run}: ${error}`,
          );
          outcomes.refused++;
        }
      }
      assertGreater(outcomes.refused, 100);
      // A gzip's checksum leaves few changes unseen.
      assertGreater(outcomes.read, kind === "tar" ? 100 : 0);
    }));
}
