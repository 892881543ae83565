/** Folders and zips as people have them: what is read of each, and what is said. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import sharp from "sharp";
import type { Dataset } from "../../../datasets/dataset.ts";
import {
  type ImageDatasetOptions,
  loadImageDataset,
} from "../../../datasets/read/image_dataset.ts";
import { withFolder } from "../_made_up.ts";
import { zipOf } from "../_zip.ts";

/** A leaf of one colour, which tells its class and its number. */
function leaf(green: number, red: number) {
  const background = { r: red, g: green, b: 90 };
  return sharp({ create: { width: 8, height: 8, channels: 3, background } });
}

/** Encodes image `at` of class `label`. */
type Encode = (label: number, at: number) => Promise<Uint8Array>;

const png: Encode = (label, at) => leaf(200 * label, 8 * at).png().toBuffer();

/** Writes ten images each into folders of classes. */
async function write(
  root: string,
  { encode = png, ending = "png", names = ["blight", "healthy"] }: {
    encode?: Encode;
    ending?: string;
    names?: readonly string[];
  } = {},
): Promise<void> {
  for (const [label, name] of names.entries()) {
    await Deno.mkdir(`${root}/${name}`, { recursive: true });
    for (let at = 0; at < 10; at++) {
      const bytes = await encode(label, at);
      await Deno.writeFile(`${root}/${name}/${at}.${ending}`, bytes);
    }
  }
}

function load(path: string, options: Partial<ImageDatasetOptions> = {}) {
  const cache = `${path}/../cache`;
  return loadImageDataset(path, { name: "images", size: 4, cache, ...options });
}

/** Makes sure that each image has the class that its colour says. */
function assertLabels(
  { train, test }: Dataset,
  counts: [train: number, test: number],
): void {
  assertEquals([train.labels.length, test.labels.length], counts);
  for (const { labels, images } of [train, test]) {
    for (const [at, label] of labels.entries()) {
      const [, green] = images([at]);
      assert(Math.abs(green! - 200 * label) < 6, `${green} is of ${label}`);
    }
  }
}

Deno.test("loadImageDataset() reads JPEGs that decoders warn of, and counts them", () =>
  withFolder(async (folder) => {
    await write(`${folder}/set`, {
      ending: "jpg",
      async encode(label, at) {
        const bytes = await leaf(200 * label, 10 * at).jpeg().toBuffer();
        // The scan of some phones ends before its first coefficient: Se is 0.
        const scan = bytes.lastIndexOf(Uint8Array.of(0xff, 0xda));
        bytes[scan + 5 + 2 * bytes[scan + 4]! + 1] = 0;
        return bytes;
      },
    });
    const whole = await leaf(0, 255).jpeg().toBuffer();
    const cut = whole.subarray(0, whole.length - 4);
    await Deno.writeFile(`${folder}/set/blight/cut.jpg`, cut);
    const dataset = await load(`${folder}/set`);
    assertLabels(dataset, [14, 6]);
    assertEquals(dataset.notes, [
      "20 files decoded with warnings, as some phones and scanners cause them " +
      "(blight/0.jpg, blight/1.jpg, blight/2.jpg and others): look at them",
      "1 file left out: it is damaged or cut short (blight/cut.jpg)",
    ]);
  }));

/** Images of one level of grey, in 16 bits. */
const DEEP = {
  png(level: number) {
    const pixels = Uint16Array.from({ length: 64 }, () => level);
    const raw = { width: 8, height: 8, channels: 1 } as const;
    return sharp(pixels, { raw }).toColourspace("grey16").png().toBuffer();
  },
  /** A TIFF of one strip; its tags are width, height, bits and so on. */
  tif(level: number) {
    const tags = [
      [256, 8],
      [257, 8],
      [258, 16],
      [259, 1],
      [262, 1],
      [273, 128],
      [277, 1],
      [278, 8],
      [279, 128],
    ];
    const file = new Uint8Array(256);
    const view = new DataView(file.buffer);
    file.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, tags.length]);
    for (const [at, [tag, value]] of tags.entries()) {
      view.setUint16(10 + 12 * at, tag!, true);
      view.setUint16(12 + 12 * at, 3, true);
      view.setUint32(14 + 12 * at, 1, true);
      view.setUint16(18 + 12 * at, value!, true);
    }
    for (let at = 128; at < 256; at += 2) view.setUint16(at, level, true);
    return Promise.resolve(file);
  },
};

for (const format of ["png", "tif"] as const) {
  Deno.test(`loadImageDataset() scales 16 bits by the range in use (${format})`, () =>
    withFolder(async (folder) => {
      await write(`${folder}/set`, {
        ending: format,
        // 12 bits of 16: 8 of them would be 0 to 15.
        encode: (label, at) => DEEP[format](1000 + 100 * at + 2000 * label),
      });
      const { train, test, notes } = await load(`${folder}/set`);
      assertEquals(notes, [
        "all of more than 8 bits a channel, scaled by the range that they use " +
        "together: 1000 to 3900 became 0 to 255",
      ]);
      const levels = [train, test].flatMap(({ labels, images }) =>
        Array.from(labels, (_, at) => images([at])[0]!)
      ).sort((one, other) => one - other);
      const wanted = [0, 1].flatMap((label) =>
        Array.from(
          { length: 10 },
          (_, at) => Math.round((100 * at + 2000 * label) * 255 / 2900),
        )
      );
      assertEquals(levels, wanted);
    }));
}

Deno.test("loadImageDataset() reads backslashes in zips as folders", () =>
  withFolder(async (folder) => {
    const members = await Promise.all(
      ["blight", "healthy"].flatMap((name, label) =>
        Array.from({ length: 10 }, async (_, at) => ({
          name: `leaves\\${name}\\${at}.png`,
          content: await png(label, at),
        }))
      ),
    );
    await Deno.writeFile(`${folder}/set.zip`, zipOf(members));
    const cache = `${folder}/cache`;
    const dataset = await load(`${folder}/set.zip`, { cache });
    assertEquals(dataset.classes, ["blight", "healthy"]);
    assertLabels(dataset, [14, 6]);
  }));

Deno.test("loadImageDataset() reads accents in two pieces as in one", () =>
  withFolder(async (folder) => {
    const name = "Blätterfäule";
    await write(`${folder}/set`, { names: [name.normalize("NFD"), "healthy"] });
    const dataset = await load(`${folder}/set`);
    assertEquals(dataset.classes, [name.normalize("NFC"), "healthy"]);
    assertLabels(dataset, [14, 6]);
  }));

for (
  const [one, other, how] of [
    ["Blight", "blight", "case"],
    ["e\u0301", "\u00e9", "how their accents are encoded"],
  ] as const
) {
  Deno.test(`loadImageDataset() refuses classes that differ only in ${how}`, () =>
    withFolder(async (folder) => {
      await write(`${folder}/set`, { names: [one, "healthy", other] });
      await assertRejects(
        () => load(`${folder}/set`),
        SyntaxError,
        `Cannot tell the classes of ${folder}/set: "${one}" and "${other}" ` +
          `differ only in ${how}. Next step: rename one`,
      );
    }));
}

/** Folders of parts, and what becomes of ten images of two classes in each. */
const PARTS: Readonly<Record<string, [[number, number], ...notes: string[]]>> =
  {
    "Training,Testing": [[20, 20]],
    "TRAIN,TEST": [[20, 20]],
    "train,valid": [
      [20, 20],
      "there is no test part: the validation part is tested on (20 images)",
    ],
    "train,Validation,test": [
      [20, 20],
      "the validation part is not used (20 images): nothing is tuned here",
    ],
    "train": [
      [14, 6],
      "there is only a train part: its images are split into those that train " +
      "and those that test",
    ],
    "val,test": [
      [28, 12],
      "there is no train part: its images are split into those that train and " +
      "those that test",
    ],
  };

for (const [parts, [counts, ...notes]] of Object.entries(PARTS)) {
  Deno.test(`loadImageDataset() reads the parts ${parts}`, () =>
    withFolder(async (folder) => {
      for (const [at, part] of parts.split(",").entries()) {
        await write(`${folder}/set/${part}`, {
          encode: (label, image) => png(label, image + 10 * at),
        });
      }
      const dataset = await load(`${folder}/set`);
      assertLabels(dataset, counts);
      assertEquals(dataset.notes, notes);
    }));
}

Deno.test("loadImageDataset() reads parts inside the class folders", () =>
  withFolder(async (folder) => {
    for (const [label, name] of ["blight", "healthy"].entries()) {
      await write(`${folder}/set/${name}`, {
        names: ["Train", "test"],
        encode: (part, at) => png(label, at + 10 * part),
      });
    }
    const dataset = await load(`${folder}/set`);
    assertLabels(dataset, [20, 20]);
    assertEquals(dataset.notes, []);
  }));

for (const [ending, form] of [["tif", "tiff"], ["gif", "gif"]] as const) {
  Deno.test(`loadImageDataset() reads .${ending}, the first page or frame`, () =>
    withFolder(async (folder) => {
      await write(`${folder}/set`, {
        ending,
        encode: (label, at) => leaf(200 * label, 10 * at)[form]().toBuffer(),
      });
      const pages = [leaf(0, 251), leaf(200, 9)].map((page) =>
        page.png().toBuffer()
      );
      const several = await sharp(await Promise.all(pages), {
        join: { animated: true },
      })[form]().toBuffer();
      await Deno.writeFile(`${folder}/set/blight/more.${ending}`, several);
      const dataset = await load(`${folder}/set`);
      assertLabels(dataset, [15, 6]);
      assertEquals(dataset.notes, [
        "1 file with several frames or pages: the first is used " +
        `(blight/more.${ending})`,
      ]);
    }));
}

/** A bitmap of 24 bits, as Windows writes it. */
function bmp(green: number, red: number): Uint8Array {
  const file = new Uint8Array(54 + 8 * 24).fill(90);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  file.fill(0, 2, 54);
  for (const [at, value] of [[10, 54], [14, 40], [18, 8], [22, 8]]) {
    view.setUint32(at!, value!, true);
  }
  view.setUint16(28, 24, true);
  for (let at = 54; at < file.length; at += 3) file.set([90, green, red], at);
  return file;
}

Deno.test("loadImageDataset() reads .bmp", () =>
  withFolder(async (folder) => {
    await write(`${folder}/set`, {
      ending: "bmp",
      encode: (label, at) => Promise.resolve(bmp(200 * label, 10 * at)),
    });
    const dataset = await load(`${folder}/set`);
    assertLabels(dataset, [14, 6]);
    assertEquals(dataset.notes, []);
  }));

Deno.test("loadImageDataset() says what to do with formats that it does not read", () =>
  withFolder(async (folder) => {
    await write(`${folder}/set`);
    const text = (letters: string) =>
      Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    // Phones name their photographs .jpg whatever they are.
    const files = {
      "1.HEIC": text("anything"),
      "2.jpg": text("\0\0\0\x18ftypheic\0\0\0\0"),
      "3.jpg": text("\0\0\0\x18ftypavif\0\0\0\0"),
      "4.dcm": text("anything"),
      "5.png": text(`${"\0".repeat(128)}DICM`),
      "6.jpg": text("version https://git-lfs.github.com/spec/v1\noid sha256:"),
    };
    for (const [name, bytes] of Object.entries(files)) {
      await Deno.writeFile(`${folder}/set/blight/${name}`, bytes);
    }
    const { notes } = await load(`${folder}/set`);
    assertEquals(notes, [
      "2 files left out: each is HEIC, so export it as JPEG or PNG " +
      "(blight/1.HEIC, blight/2.jpg)",
      "2 files left out: each is DICOM, so export it as JPEG or PNG " +
      "(blight/4.dcm, blight/5.png)",
      "1 file left out: it is AVIF, so export it as JPEG or PNG (blight/3.jpg)",
      "1 file left out: it is a pointer of Git LFS, so fetch it with git lfs " +
      "pull (blight/6.jpg)",
    ]);
    const only = `${folder}/only`;
    await Deno.mkdir(`${only}/a`, { recursive: true });
    await Deno.writeFile(`${only}/a/1.heic`, text("anything"));
    await assertRejects(
      () => load(only),
      SyntaxError,
      "1 file left out: it is HEIC, so export it as JPEG or PNG (a/1.heic). Next " +
        "step: export the images as JPEG or PNG, in the same folders",
    );
  }));

Deno.test({
  name: "loadImageDataset() says that all images are links, and follows them",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      await write(`${folder}/store`);
      for (const name of ["blight", "healthy"]) {
        await Deno.mkdir(`${folder}/set/${name}`, { recursive: true });
        for (let at = 0; at < 10; at++) {
          const target = `../../store/${name}/${at}.png`;
          await Deno.symlink(target, `${folder}/set/${name}/${at}.png`);
        }
      }
      await assertRejects(
        () => load(`${folder}/set`),
        SyntaxError,
        "20 files left out: each is a symbolic link (blight/0.png, " +
          "blight/1.png, blight/2.png and others); 2 folders left out: each " +
          "is without images (blight, healthy). Next step: pass " +
          "--follow-links, if you trust what they lead to",
      );
      const listing = { followLinks: true };
      const first = await load(`${folder}/set`, { listing });
      assertLabels(first, [14, 6]);
      // What is changed behind a link is seen.
      await Deno.writeFile(`${folder}/store/blight/3.png`, await png(0, 29));
      const second = await load(`${folder}/set`, { listing });
      assert(first.contentHash !== second.contentHash);
    }),
});

Deno.test("loadImageDataset() takes folders in class folders for groups", () =>
  withFolder(async (folder) => {
    for (const [label, name] of ["blight", "healthy"].entries()) {
      for (let patient = 0; patient < 10; patient++) {
        const place = `${folder}/set/${name}/patient${patient}`;
        await Deno.mkdir(place, { recursive: true });
        for (let at = 0; at < 2; at++) {
          const bytes = await png(label, 2 * patient + at);
          await Deno.writeFile(`${place}/${at}.png`, bytes);
        }
      }
    }
    const dataset = await load(`${folder}/set`);
    assertLabels(dataset, [28, 12]);
    assertEquals(dataset.notes, [
      "the folders inside the class folders are taken for groups: the images " +
      "of one are never on both sides",
      "20 images of blight in 10 groups, 20 images of healthy in 10 groups: " +
      "no group trains and tests",
    ]);
    const { train, test } = dataset;
    const tested = new Set(test.groups);
    assert(train.groups!.every((group) => group >= 0 && !tested.has(group)));
    // A folder that each class has once, such as images, is no group.
    await Deno.mkdir(`${folder}/other`);
    for (const [label, name] of ["blight", "healthy"].entries()) {
      await write(`${folder}/other/${name}`, {
        names: ["images"],
        encode: (_, at) => png(label, at),
      });
    }
    const other = await load(`${folder}/other`);
    assertLabels(other, [14, 6]);
    assertEquals(other.notes, [
      "folders inside the class folders are not taken for groups: a class has " +
      "one alone",
    ]);
  }));

Deno.test("loadImageDataset() reads classes, groups and parts from a table", () =>
  withFolder(async (folder) => {
    await Deno.mkdir(`${folder}/set/all`, { recursive: true });
    const rows = ["Image_ID;dx;age;patient"];
    for (let at = 0; at < 20; at++) {
      const label = at % 2;
      const bytes = await png(label, at);
      await Deno.writeFile(`${folder}/set/all/i${at}.png`, bytes);
      // Names without ending or folder, as medical sets have them.
      rows.push(`i${at};${["blight", "healthy"][label]};44;p${at >> 2}`);
    }
    await Deno.writeFile(`${folder}/set/all/stray.png`, await png(0, 25));
    rows.push("i99;healthy;44;p0");
    const table = `${folder}/table.csv`;
    await Deno.writeTextFile(table, `\ufeff${rows.join("\r\n")}\r\n`);
    const dataset = await load(`${folder}/set`, { listing: { labels: table } });
    assertEquals(dataset.classes, ["blight", "healthy"]);
    assertEquals(dataset.notes, [
      `1 file that ${table} names is not there (i99)`,
      `1 file left out: it is not named in ${table} (all/stray.png)`,
      "10 images of blight in 5 groups, 10 images of healthy in 5 groups: no " +
      "group trains and tests",
    ]);
    assertLabels(dataset, [12, 8]);
    // At the top, and with a name that says it, a table is found by itself.
    const lines = Array.from(
      { length: 20 },
      (_, at) =>
        `all/i${at}.png,${["blight", "healthy"][at % 2]},` +
        `${at < 12 ? "Train" : "test"}`,
    );
    await Deno.writeTextFile(
      `${folder}/set/labels.csv`,
      ["file,label,split", ...lines].join("\n"),
    );
    const found = await load(`${folder}/set`);
    assertLabels(found, [12, 8]);
    assertEquals(found.notes, [
      "the classes are those that labels.csv names",
      "1 file left out: it is not named in labels.csv (all/stray.png)",
    ]);
  }));

Deno.test("loadImageDataset() refuses tables that name no classes", () =>
  withFolder(async (folder) => {
    await write(`${folder}/set`);
    const table = `${folder}/table.csv`;
    const cases: [string | Uint8Array, string][] = [
      [
        "name,kind\n1.png,a",
        "wanted the columns file and label in its first line, got name, kind. " +
        "Next step: name a column file",
      ],
      ["", "wanted the columns file and label in its first line, got none"],
      [Uint8Array.of(0x80, 0x81), "its text is not UTF-8. Next step: save it"],
      [
        "file,label\nblight/1.png,a\nblight/1.png,b",
        'it calls blight/1.png both "a" and "b". Next step: leave one line',
      ],
    ];
    for (const [text, state] of cases) {
      await Deno.writeFile(
        table,
        typeof text === "string" ? new TextEncoder().encode(text) : text,
      );
      await assertRejects(
        () => load(`${folder}/set`, { listing: { labels: table } }),
        SyntaxError,
        `Cannot read ${table}: ${state}`,
      );
    }
    await assertRejects(
      () => load(`${folder}/set`, { listing: { labels: `${table}x` } }),
      Deno.errors.NotFound,
      `Cannot read ${table}x: `,
    );
  }));

Deno.test("loadImageDataset() reads tables made on other machines", () =>
  withFolder(async (folder) => {
    const made: Record<string, (name: string) => string> = {
      "C": (name) => `C:\\Users\\me\\leaves\\${name}`,
      "home": (name) => `/home/me/leaves/${name}`,
      "above": (name) => `../leaves/${name}`,
      "case": (name) => name.toUpperCase(),
    };
    for (const [set, pathOf] of Object.entries(made)) {
      const rows = ["file,label"];
      await Deno.mkdir(`${folder}/${set}/all`, { recursive: true });
      for (let at = 0; at < 20; at++) {
        const bytes = await png(at % 2, at);
        await Deno.writeFile(`${folder}/${set}/all/i${at}.png`, bytes);
        rows.push(`${pathOf(`i${at}.png`)},"${["a, b", "c"][at % 2]}"`);
      }
      await Deno.writeTextFile(`${folder}/${set}/labels.csv`, rows.join("\n"));
      const dataset = await load(`${folder}/${set}`);
      assertLabels(dataset, [14, 6]);
      assertEquals(dataset.classes, ["a, b", "c"]);
      assertEquals(dataset.notes, [
        "the classes are those that labels.csv names",
      ]);
    }
  }));

Deno.test("loadImageDataset() says why a table of classes is not used", () =>
  withFolder(async (folder) => {
    const set = `${folder}/set`;
    await Deno.mkdir(`${set}/all`, { recursive: true });
    await Deno.writeFile(`${set}/all/i1.png`, await png(0, 1));
    await Deno.writeFile(`${set}/all/i2.png`, await png(1, 1));
    const save =
      ". Next step: save the table as labels.csv, in UTF-8, with the " +
      "columns file and label in its first line";
    const cases: [file: string, content: string, state: string][] = [
      [
        "labels.csv",
        "i1.png,a\ni2.png,b\n",
        "it is not a table of labels: wanted the columns file and label in its " +
        `first line, got i1.png, a (labels.csv)${save}`,
      ],
      [
        "labels.csv",
        "file,label\ni1.png,\u00e9\n",
        `it is not a table of labels: its text is not UTF-8 (labels.csv)${save}`,
      ],
      [
        "labels.xlsx",
        "PK",
        `it is a spreadsheet, so save it as labels.csv (labels.xlsx)${save}`,
      ],
      [
        "meta.csv",
        "file,label\ni1.png,a\ni2.png,b\n",
        "it is a table, read if --labels or --groups names it (meta.csv). Next " +
        "step: name the table of classes with --labels FILE",
      ],
      [
        "set.zip",
        "PK",
        "it is an archive, so unpack it (set.zip). Next step: unpack it, with " +
        "one folder a class",
      ],
    ];
    for (const [file, content, state] of cases) {
      // As Excel writes it in Western Europe.
      const bytes = Uint8Array.from(content, (letter) => letter.charCodeAt(0));
      await Deno.writeFile(`${set}/${file}`, bytes);
      await assertRejects(
        () => load(set),
        RangeError,
        `got images of all alone; 1 file left out: ${state}`,
      );
      await Deno.remove(`${set}/${file}`);
    }
    await Deno.writeTextFile(
      `${set}/labels.csv`,
      "file,label\nx/j1.png,a\ny/j2.png,b\n",
    );
    await assertRejects(
      () => load(set),
      SyntaxError,
      "Cannot read labels.csv: of the 2 files that it names, none is there " +
        "(x/j1.png, y/j2.png); the images that are there: all/i1.png, " +
        "all/i2.png. Next step: write in " +
        `it the paths of the images below ${set}`,
    );
  }));

Deno.test("loadImageDataset() reads the table of a zip that is named, and no other", () =>
  withFolder(async (folder) => {
    const rows = ["file,label"];
    const members = [];
    for (let at = 0; at < 20; at++) {
      const name = `all/i${at}.png`;
      rows.push(`${name},${["blight", "healthy"][at % 2]}`);
      members.push({ name, content: await png(at % 2, at) });
    }
    const content = new TextEncoder().encode(rows.join("\n"));
    members.push({ name: "meta.csv", content });
    // A zip bomb, if anybody read it.
    members.push({ name: "other.csv", content: new Uint8Array(2 ** 20) });
    const path = `${folder}/set.zip`;
    await Deno.writeFile(path, zipOf(members));
    const dataset = await load(path, { listing: { labels: "meta.csv" } });
    assertLabels(dataset, [14, 6]);
  }));

Deno.test("loadImageDataset() says that a dot hides a class", () =>
  withFolder(async (folder) => {
    await write(`${folder}/set`, { names: ["..blight", "healthy"] });
    await Deno.mkdir(`${folder}/set/.git`);
    await assertRejects(
      () => load(`${folder}/set`),
      RangeError,
      "got images of healthy alone; 1 folder left out: it is hidden by a dot " +
        "at the start of its name (..blight). Next step: rename the folders " +
        "whose names begin with a dot",
    );
  }));

Deno.test("loadImageDataset() says what helps, whatever files are called", () =>
  withFolder(async (folder) => {
    const text = (letters: string) =>
      Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    for (
      const [start, step] of [
        ["\0\0\0\x18ftypheic\0\0\0\0", "export the images as JPEG or PNG"],
        ["version https://git-lfs.github.com", "fetch the images with git lfs"],
        ["<html>", "make the images of blight and healthy anew, or fetch"],
      ] as const
    ) {
      const encode = () => Promise.resolve(text(start));
      await write(`${folder}/set`, { encode, ending: "jpg" });
      await assertRejects(
        () => load(`${folder}/set`),
        RangeError,
        `Next step: ${step}`,
      );
    }
  }));

Deno.test("loadImageDataset() reads an honest scan of 101 megapixels", () =>
  withFolder(async (folder) => {
    await write(`${folder}/set`);
    const background = { r: 255, g: 0, b: 90 };
    const scan = await sharp({
      create: { width: 11000, height: 9200, channels: 3, background },
    }).jpeg({ quality: 40 }).toBuffer();
    await Deno.writeFile(`${folder}/set/blight/scan.jpg`, scan);
    const before = Deno.memoryUsage().rss;
    const dataset = await load(`${folder}/set`, { processes: 1 });
    assertEquals(dataset.notes, []);
    assertLabels(dataset, [15, 6]);
    // Whole, it would take 300 MB.
    assert(Deno.memoryUsage().rss - before < 200 * 2 ** 20);
  }));
