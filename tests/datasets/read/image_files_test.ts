import {
  assert,
  assertEquals,
  assertGreater,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import {
  type ImageFileLimits,
  type ImageFiles,
  listImageFiles,
} from "../../../datasets/read/image_files.ts";
import { withFolder } from "../_made_up.ts";
import { mutate } from "../_mutate.ts";
import { membersOf, type ZipMember, zipOf } from "../_zip.ts";
import { deno, outcomeOf } from "../../_process.ts";

const encoder = new TextEncoder();

const NO_IMAGE = "it is not a .jpg, .png, .webp, .bmp, .tif or .gif";

/** Puts files, whose content is their path, into a new folder. */
async function writeTree(folder: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    const whole = `${folder}/${path}`;
    if (path.endsWith("/")) {
      await Deno.mkdir(whole, { recursive: true });
      continue;
    }
    await Deno.mkdir(whole.slice(0, whole.lastIndexOf("/")), {
      recursive: true,
    });
    await Deno.writeTextFile(whole, path);
  }
}

/** Lists the same files twice: from a folder, and from a zip. */
async function inBoth(
  paths: string[],
  action: (path: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    await writeTree(`${folder}/tree`, paths);
    await Deno.writeFile(`${folder}/tree.zip`, zipOf(membersOf(...paths)));
    await action(`${folder}/tree`);
    await action(`${folder}/tree.zip`);
  });
}

/** Lends a zip of these members. */
function withZip(
  members: ZipMember[] | Uint8Array,
  action: (path: string) => Promise<void>,
): Promise<void> {
  return withFolder(async (folder) => {
    const path = `${folder}/images.zip`;
    const bytes = Array.isArray(members) ? zipOf(members) : members;
    await Deno.writeFile(path, bytes);
    await action(path);
  });
}

/** Where each image is, as one text. */
function placesOf({ files }: ImageFiles): string[] {
  return files.map(({ split, className, name }) =>
    [split ?? "-", className, name].join("/")
  );
}

async function textOf(image: { read(): Promise<Uint8Array> } | undefined) {
  assert(image !== undefined);
  return new TextDecoder().decode(await image.read());
}

Deno.test("listImageFiles() reads class folders", () =>
  inBoth(
    ["dog/b.png", "cat/2.JPG", "cat/10.jpeg", "dog/a.WebP"],
    async (path) => {
      await using images = await listImageFiles(path);
      assertEquals(images.path, path);
      assertEquals(images.classes, ["cat", "dog"]);
      assertEquals(placesOf(images), [
        "-/cat/10.jpeg",
        "-/cat/2.JPG",
        "-/dog/a.WebP",
        "-/dog/b.png",
      ]);
      assertEquals(images.skipped, []);
      assertEquals(await textOf(images.files[0]), "cat/10.jpeg");
      assertEquals(await textOf(images.files[3]), "dog/b.png");
    },
  ));

Deno.test("listImageFiles() reads class folders in train and test", () =>
  inBoth(
    ["train/dog/1.png", "test/cat/1.png", "train/cat/1.png", "test/dog/1.png"],
    async (path) => {
      await using images = await listImageFiles(path);
      assertEquals(images.classes, ["cat", "dog"]);
      assertEquals(placesOf(images), [
        "test/cat/1.png",
        "test/dog/1.png",
        "train/cat/1.png",
        "train/dog/1.png",
      ]);
      assertEquals(await textOf(images.files[3]), "train/dog/1.png");
    },
  ));

for (const layout of ["", "train/", "test/"]) {
  Deno.test(`listImageFiles() looks into one folder around ${layout || "the classes"}`, () =>
    inBoth(
      [`set/${layout}a/1.png`, `set/${layout}b/1.png`, "set/about.txt"],
      async (path) => {
        await using images = await listImageFiles(path);
        // A part alone is none: its images are split.
        assertEquals(placesOf(images), ["-/a/1.png", "-/b/1.png"]);
        assertEquals(images.remarks.length, layout === "" ? 0 : 1);
        assertEquals(images.skipped, [{
          name: "set/about.txt",
          reason: NO_IMAGE,
        }]);
        assertEquals(await textOf(images.files[1]), `set/${layout}b/1.png`);
      },
    ));
}

Deno.test("listImageFiles() takes train for a class where it is one", () =>
  inBoth(["train/1.png", "car/1.png"], async (path) => {
    await using images = await listImageFiles(path);
    assertEquals(placesOf(images), ["-/car/1.png", "-/train/1.png"]);
  }));

Deno.test("listImageFiles() gives one order, whatever that of the files", async () => {
  const names = ["B", "a", "é", "Z", "aa", "\u{1f33f}", "\uff5e", "10", "2"];
  const paths = names.flatMap((name) => [`${name}/1.png`, `${name}/01.png`]);
  const orders: string[][] = [];
  for (const order of [paths, paths.toReversed()]) {
    await inBoth(order, async (path) => {
      await using images = await listImageFiles(path);
      orders.push(placesOf(images));
      assertEquals(images.classes, names.toSorted());
    });
  }
  const [first] = orders;
  assertEquals(first?.[0], "-/10/01.png");
  for (const order of orders) assertEquals(order, first as string[]);
});

Deno.test("listImageFiles() keeps class names as they are", () => {
  const names = ['a,b "c"', "it's", " two words ", "葉", "=1+1", "é"];
  return inBoth(names.map((name) => `${name}/1.png`), async (path) => {
    await using images = await listImageFiles(path);
    assertEquals(images.classes, names.toSorted());
    for (const image of images.files) {
      assertEquals(await textOf(image), `${image.className}/1.png`);
    }
  });
});

Deno.test("listImageFiles() gives class names with accents in one piece", () =>
  inBoth(["Bla\u0308tterfa\u0308ule/1.png", "fine/1.png"], async (path) => {
    await using images = await listImageFiles(path);
    assertEquals(images.classes, ["Bl\u00e4tterf\u00e4ule", "fine"]);
    assertEquals(
      await textOf(images.files[0]),
      "Bla\u0308tterfa\u0308ule/1.png",
    );
  }));

Deno.test("listImageFiles() says what it skips, and why", () =>
  inBoth(
    [
      "cat/1.png",
      "cat/notes.txt",
      "cat/masks/1.png",
      "cat/bad\u0007.png",
      "dog/1.png",
      "empty/",
      "words/readme.md",
      "alone.png",
    ],
    async (path) => {
      await using images = await listImageFiles(path);
      assertEquals(placesOf(images), ["-/cat/1.png", "-/dog/1.png"]);
      assertEquals(images.skipped.map(({ name, reason }) => [name, reason]), [
        ["alone.png", "it lies outside all class folders"],
        [
          "cat/bad\\u0007.png",
          "it has a control character or a line break in its name",
        ],
        ["cat/masks/1.png", "it lies in a folder masks"],
        ["cat/notes.txt", NO_IMAGE],
        ["empty", "it is without images"],
        ["words", "it is without images"],
        ["words/readme.md", NO_IMAGE],
      ]);
    },
  ));

Deno.test("listImageFiles() skips what is in neither train nor test", () =>
  inBoth(
    [
      "train/a/1.png",
      "train/b/1.png",
      "test/a/1.png",
      "test/b/",
      "pages/a/1.png",
      "train/alone.png",
    ],
    async (path) => {
      await using images = await listImageFiles(path);
      assertEquals(images.files.length, 3);
      assertEquals(images.skipped.map(({ name, reason }) => [name, reason]), [
        ["pages/a/1.png", "it lies in neither train nor test"],
        ["test/b", "it is without images"],
        ["train/alone.png", "it lies outside all class folders"],
      ]);
    },
  ));

Deno.test("listImageFiles() passes over hidden files without a word", () =>
  inBoth(
    [
      "a/1.png",
      "a/._1.png",
      "a/Thumbs.db",
      "b/1.png",
      "b/.cache/2.png",
      ".DS_Store",
      "__MACOSX/a/._1.png",
      "__MACOSX/a/1.png",
    ],
    async (path) => {
      await using images = await listImageFiles(path);
      assertEquals(placesOf(images), ["-/a/1.png", "-/b/1.png"]);
      assertEquals(images.skipped, []);
    },
  ));

type Refusal = [paths: string[], error: new () => Error, message: string];

const REFUSED_LAYOUTS: Readonly<Record<string, Refusal>> = {
  "train folders beside class folders": [
    ["train/a/1.png", "b/1.png"],
    SyntaxError,
    "Cannot tell the classes of PATH: wanted either train and test folders or " +
    "class folders, got both: b/1.png. Next step: ",
  ],
  "what has no image in a class folder": [
    ["1.png", "about.txt"],
    SyntaxError,
    "Cannot find images in PATH: wanted .jpg, .png, .webp, .bmp, .tif or .gif " +
    "files in class folders, got none; 1 file left out: it lies outside all " +
    "class folders (1.png); 1 file left out: it is not a .jpg, .png, .webp, .bmp, .tif " +
    "or .gif (about.txt). Next step: put the images into one folder a class, " +
    "as in cat/1.jpg and dog/1.jpg, or in ",
  ],
  "nothing": [["tree/"], SyntaxError, "Cannot find images in PATH: "],
  "a single class": [
    ["cat/1.png", "cat/2.png", "dog/"],
    RangeError,
    "Cannot tell classes apart in PATH: wanted images of 2 or more classes, got " +
    "images of cat alone; 1 folder left out: it is without images (dog). Next " +
    "step: ",
  ],
  "a class name with a line break": [
    ["a\nb/1.png", "b/1.png"],
    SyntaxError,
    'Cannot use the class "a\\u000ab" of PATH: its name has a control ' +
    "character or a line break. Next step: rename",
  ],
  "a class name with an escape": [
    ["a\u001bb/1.png", "b/1.png"],
    SyntaxError,
    'Cannot use the class "a\\u001bb" of PATH: its name has a control ',
  ],
};

for (const [what, [paths, error, message]] of Object.entries(REFUSED_LAYOUTS)) {
  Deno.test(`listImageFiles() refuses ${what}`, () =>
    inBoth(paths, async (path) => {
      const wanted = message.replace("PATH", path);
      await assertRejects(() => listImageFiles(path), error, wanted);
    }));
}

Deno.test("listImageFiles() says that nothing is there", () =>
  withFolder(async (folder) => {
    const error = await assertRejects(
      () => listImageFiles(`${folder}/none.zip`),
      Deno.errors.NotFound,
      `Cannot find images: there is no ${folder}/none.zip. Next step: give a ` +
        "folder with images, or a .zip of one",
    );
    assert(error.cause instanceof Deno.errors.NotFound);
  }));

Deno.test({
  name: "listImageFiles() refuses a device",
  ignore: Deno.build.os === "windows",
  async fn() {
    await assertRejects(
      () => listImageFiles("/dev/null"),
      SyntaxError,
      "Cannot read /dev/null: it is neither a folder nor a file. Next step: ",
    );
  },
});

Deno.test({
  name: "listImageFiles() follows links to files inside the folder alone",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      const root = `${folder}/set`;
      await writeTree(root, ["a/1.png", "b/1.png"]);
      await Deno.writeTextFile(`${folder}/secret.png`, "outside");
      await Deno.symlink("1.png", `${root}/a/2.png`);
      await Deno.symlink("../../secret.png", `${root}/a/3.png`);
      await Deno.symlink("nowhere", `${root}/a/4.png`);
      await Deno.symlink("a", `${root}/c`);
      await Deno.symlink("..", `${root}/b/up`);
      await using images = await listImageFiles(root);
      assertEquals(placesOf(images), ["-/a/1.png", "-/a/2.png", "-/b/1.png"]);
      assertEquals(await textOf(images.files[1]), "a/1.png");
      assertEquals(images.skipped.map(({ name, reason }) => [name, reason]), [
        ["a/3.png", "it is a symbolic link"],
        ["a/4.png", "it is a symbolic link to a file that is not here"],
        ["b/up", "it is a symbolic link"],
        ["c", "it is a symbolic link"],
      ]);
    }),
});

Deno.test({
  name: "listImageFiles() follows all links where that is asked for, once",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      const root = `${folder}/set`;
      await writeTree(root, ["a/1.png", "b/1.png"]);
      await writeTree(folder, ["store/9f8e", "more/x.png", "more/y.png"]);
      await Deno.symlink("../../store/9f8e", `${root}/a/2.png`);
      await Deno.symlink("../more", `${root}/c`);
      await Deno.symlink("../more", `${root}/d`);
      await Deno.symlink("..", `${root}/b/up`);
      await using images = await listImageFiles(root, { followLinks: true });
      assertEquals(placesOf(images), [
        "-/a/1.png",
        "-/a/2.png",
        "-/b/1.png",
        ...(images.classes.includes("c")
          ? ["-/c/x.png", "-/c/y.png"]
          : ["-/d/x.png", "-/d/y.png"]),
      ]);
      assertEquals(await textOf(images.files[1]), "store/9f8e");
      const reasons = images.skipped.map(({ reason }) => reason);
      assertEquals(
        reasons,
        Array(2).fill("it is a symbolic link to a folder that is read"),
      );
    }),
});

Deno.test({
  name:
    "listImageFiles() follows links to folders whose path begins the root's",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      const root = `${folder}/healthy_vs_blight`;
      await writeTree(folder, ["healthy/1.png", "blight/1.png"]);
      await Deno.mkdir(root);
      for (const name of ["healthy", "blight"]) {
        await Deno.symlink(`${folder}/${name}`, `${root}/${name}`);
      }
      await using images = await listImageFiles(root, { followLinks: true });
      assertEquals(placesOf(images), ["-/blight/1.png", "-/healthy/1.png"]);
      assertEquals(images.skipped, []);
    }),
});

Deno.test("listImageFiles() follows no symbolic link in a zip", () =>
  withZip(
    [
      ...membersOf("a/1.png", "b/1.png"),
      {
        name: "a/2.png",
        content: encoder.encode("/etc/passwd"),
        attributes: 0o120777 * 2 ** 16,
      },
    ],
    async (path) => {
      await using images = await listImageFiles(path);
      assertEquals(placesOf(images), ["-/a/1.png", "-/b/1.png"]);
      assertEquals(images.skipped, [
        { name: "a/2.png", reason: "it is a symbolic link in a zip" },
      ]);
    },
  ));

Deno.test("listImageFiles() skips a folder that it may not read", () =>
  withFolder(async (folder) => {
    await writeTree(folder, ["set/a/1.png", "set/b/1.png", "set/c/1.png"]);
    const script = `${folder}/list.ts`;
    const source = new URL(
      "../../../datasets/read/image_files.ts",
      import.meta.url,
    );
    await Deno.writeTextFile(
      script,
      `import { listImageFiles } from ${JSON.stringify(source.href)};
       const { classes, skipped } = await listImageFiles(Deno.args[0]);
       console.log(JSON.stringify({ classes, skipped }));`,
    );
    // Deno's own refusal: nothing can be forbidden to the system's superuser.
    const { stdout, stderr } = await outcomeOf(
      deno("run --quiet --no-check --no-lock -R -E", [
        `--config=${new URL("../../../deno.json", import.meta.url).pathname}`,
        `--deny-read=${folder}/set/c`,
        script,
        `${folder}/set`,
      ]),
    );
    assertEquals(stderr, "");
    assertEquals(JSON.parse(stdout), {
      classes: ["a", "b"],
      skipped: [
        {
          name: "c",
          reason: "it is protected: there is no permission to read it",
          isFolder: true,
        },
      ],
    });
  }));

Deno.test("listImageFiles() reads zips that were deflated and stored", () => {
  const content = encoder.encode("leaf ".repeat(100));
  return withZip(
    [
      { name: "a/1.png", content, isDeflated: true },
      { name: "b/1.png", content },
      { name: "b/2.png", content: new Uint8Array(), isDeflated: true },
      { name: "b/3.png", content: new Uint8Array() },
    ],
    async (path) => {
      await using images = await listImageFiles(path);
      const read = await Promise.all(images.files.map((file) => file.read()));
      assertEquals(read.map(({ length }) => length), [500, 500, 0, 0]);
      assertEquals(read[0], content);
      assertEquals(read[1], content);
    },
  );
});

Deno.test("listImageFiles() gives images of one zip that are read at once", () => {
  const generator = mersenne(3);
  const members = Array.from({ length: 60 }, (_, at): ZipMember => ({
    name: `${at % 3}/${at}.png`,
    content: Uint8Array.from(
      { length: 1 + 997 * at },
      () => uniformInt(generator, 0, at),
    ),
    isDeflated: at % 2 === 0,
  }));
  return withZip(members, async (path) => {
    await using images = await listImageFiles(path);
    const wanted = new Map(members.map(({ name, content }) => [name, content]));
    const twice = [...images.files, ...images.files.toReversed()];
    const all = await Promise.all(twice.map((file) => file.read()));
    for (const [at, bytes] of all.entries()) {
      const { className, name } = twice[at] as (typeof twice)[number];
      assertEquals(bytes, wanted.get(`${className}/${name}`));
    }
  });
});

Deno.test("listImageFiles() reads names in UTF-8 without the flag, and in CP437", () =>
  withZip(
    [
      { name: "葉/1.png", flags: 0 },
      { name: Uint8Array.of(0x82, ...encoder.encode("/1.png")), flags: 0 },
    ],
    async (path) => {
      await using images = await listImageFiles(path);
      assertEquals(images.classes, ["é", "葉"]);
    },
  ));

const NO_ZIP =
  "Cannot read PATH: it is no zip. Next step: give a folder with " +
  "images, or a .zip of one; unpack other archives";
const CUT_ZIP = "Cannot read PATH: it is cut short: the directory at the end " +
  "of each zip is missing. Next step: fetch or make the";
const ODD_PATH = ". Next step: make the zip again, with relative paths";
const BOMB = { isDeflated: true, content: new Uint8Array(1000) };
const LARGE = { name: "a/1.png", content: new Uint8Array(1000) };

/** What is refused when it is listed: an archive or what it has beside b/1.png. */
type ZipRefusal = [
  members: Uint8Array | (ZipMember | string)[],
  message: string,
  limits?: Partial<ImageFileLimits>,
];

const REFUSED_ZIPS: Readonly<Record<string, ZipRefusal>> = {
  "an empty file": [encoder.encode(""), NO_ZIP],
  "two letters of a zip": [encoder.encode("PK"), NO_ZIP],
  "the start of a zip": [encoder.encode("PK\x03\x04..."), CUT_ZIP],
  "an image": [
    encoder.encode("GIF89a"),
    "Cannot read PATH: it is one image. Next step: give the folder around the " +
    "folders of the classes, or a .zip of it",
  ],
  "a text": [encoder.encode("longer than the end of a zip is"), NO_ZIP],
  "a path upwards": [
    ["../a/1.png"],
    `Cannot read PATH: invalid relative path: ../a/1.png${ODD_PATH}`,
  ],
  "a path upwards in the middle": [
    ["a/../../1.png"],
    `Cannot read PATH: invalid relative path: a/../../1.png${ODD_PATH}`,
  ],
  "an absolute path": [
    ["/a/1.png"],
    `Cannot read PATH: absolute path: /a/1.png${ODD_PATH}`,
  ],
  "a path with a drive": [
    ["C:/a/1.png"],
    `Cannot read PATH: absolute path: C:/a/1.png${ODD_PATH}`,
  ],
  "a path upwards with backslashes": [
    ["a\\..\\..\\1.png"],
    `Cannot read PATH: invalid relative path: a/../../1.png${ODD_PATH}`,
  ],
  "a path with a drive and backslashes": [
    ["C:\\a\\1.png"],
    `Cannot read PATH: absolute path: C:/a/1.png${ODD_PATH}`,
  ],
  "a path of a network, with backslashes": [
    ["\\\\server\\a\\1.png"],
    `Cannot read PATH: absolute path: //server/a/1.png${ODD_PATH}`,
  ],
  "two files of one place, with either slash": [
    ["a\\1.png", "a/1.png"],
    "Cannot read PATH: it has two files named a/1.png. Next step: ",
  ],
  "an encrypted image": [
    [{ name: "a/1.png", flags: 1, compressed: new Uint8Array(19) }],
    "Cannot read a/1.png in PATH: it is encrypted. Next step: unpack the zip " +
    "with its password, and give the folder",
  ],
  "strong encryption": [
    [{ name: "a/1.png", flags: 0x41 }],
    "Cannot read PATH: strong encryption is not supported. Next step: ",
  ],
  "a rare compression": [
    [{ name: "a/1.png", method: 14 }],
    "Cannot read a/1.png in PATH: wanted compression method 0 (stored) or 8 " +
    "(deflated), got 14. Next step: ",
  ],
  "two files of one name": [
    ["a/1.png", "a/1.png"],
    "Cannot read PATH: it has two files named a/1.png. Next step: ",
  ],
  "two files of one place": [
    ["a/1.png", "./a//1.png"],
    "Cannot read PATH: it has two files named a/1.png. Next step: ",
  ],
  "images that share their bytes": [
    [{ name: "a/1.png", ...BOMB }, { name: "a/2.png", ...BOMB, offset: 0 }],
    "Cannot read PATH: its entries overlap: the bytes of a/1.png in ",
  ],
  "a file past the limit": [
    [LARGE],
    "Cannot read a/1.png in PATH: wanted at most 999 bytes, got 1000",
    { bytesPerFile: 999 },
  ],
  "a compression past the limit": [
    [{ ...LARGE, isDeflated: true }],
    "Cannot read a/1.png in PATH: wanted at most 50 bytes of each compressed " +
    "one, got 1000 of ",
    { ratio: 50 },
  ],
  "bytes out of nothing": [
    [{ ...LARGE, method: 8, compressed: new Uint8Array() }],
    "Cannot read a/1.png in PATH: wanted at most 200 bytes of each compressed " +
    "one, got 1000 of 0",
  ],
  "a sum past the limit": [
    [LARGE],
    "Cannot read PATH: wanted at most 1006 bytes of images, got 1007",
    { totalBytes: 1006 },
  ],
};

for (const [what, refusal] of Object.entries(REFUSED_ZIPS)) {
  const [members, message, limits = {}] = refusal;
  Deno.test(`listImageFiles() refuses a zip that is or has ${what}`, () => {
    const bytes = members instanceof Uint8Array ? members : [
      ...members.map((each) =>
        typeof each === "string" ? membersOf(each) : [each]
      ).flat(),
      ...membersOf("b/1.png"),
    ];
    const error = /limit|nothing/.test(what) ? RangeError : SyntaxError;
    return withZip(bytes, async (path) => {
      const wanted = message.replace("PATH", path);
      await assertRejects(
        () => listImageFiles(path, { limits }),
        error,
        wanted,
      );
    });
  });
}

Deno.test("listImageFiles() refuses a zip that is cut short anywhere", async () => {
  const whole = zipOf(membersOf("a/1.png", "b/1.png"));
  for (let length = 0; length < whole.length; length += 3) {
    await withZip(whole.subarray(0, length), async (path) => {
      await assertRejects(
        () => listImageFiles(path),
        SyntaxError,
        `Cannot read ${path}: `,
      );
    });
  }
});

const BAD_CONTENTS: Record<string, [Partial<ZipMember>, string]> = {
  "another checksum": [
    { checksum: 1 },
    "wanted the checksum 00000001, got d74aa6e8",
  ],
  "fewer bytes than it declares": [
    { isDeflated: true, declaredBytes: 9 },
    "wanted 9 bytes, got 7",
  ],
  "more bytes than it declares": [
    { isDeflated: true, declaredBytes: 6 },
    "wanted 6 bytes, as it declares, got more",
  ],
  "deflated bytes that are cut short": [
    { method: 8, compressed: Uint8Array.of(0x4b, 0xd4), declaredBytes: 7 },
    "unexpected end of file",
  ],
  "bytes that nothing deflated": [
    { method: 8, compressed: new Uint8Array(9).fill(255), declaredBytes: 7 },
    "invalid block type",
  ],
};

for (const [kind, [member, reason]] of Object.entries(BAD_CONTENTS)) {
  Deno.test(`listImageFiles() gives no image with ${kind}`, () =>
    withZip(
      [...membersOf("a/1.png"), { name: "b/1.png", ...member }],
      async (path) => {
        await using images = await listImageFiles(path);
        assertEquals(await textOf(images.files[0]), "a/1.png");
        const error = await assertRejects(
          () => (images.files[1] as ImageFiles["files"][number]).read(),
          SyntaxError,
          `Cannot read b/1.png in ${path}: ${reason}`,
        );
        assertStringIncludes(error.message, ". Next step: fetch or make the");
      },
    ));
}

Deno.test("listImageFiles() gives no image that is not where the zip says", () => {
  const whole = zipOf(membersOf("a/1.png", "b/1.png"));
  // The signature of a member's own header; the first says that it is a zip.
  whole[whole.indexOf(0x50, 1)] = 7;
  return withZip(whole, async (path) => {
    await using images = await listImageFiles(path);
    await assertRejects(
      () => (images.files[1] as ImageFiles["files"][number]).read(),
      SyntaxError,
      `Cannot read b/1.png in ${path}: invalid local file header signature: ` +
        "0x4034b07. Next step: fetch or make the file again",
    );
    assertEquals(await textOf(images.files[0]), "a/1.png");
  });
});

Deno.test("listImageFiles() stops a bomb that hides its size as it inflates", () => {
  const bytes = 200 * 2 ** 20;
  return withZip(
    [
      {
        name: "a/1.png",
        content: new Uint8Array(bytes),
        isDeflated: true,
        declaredBytes: 1000,
      },
      ...membersOf("b/1.png"),
    ],
    async (path) => {
      await using images = await listImageFiles(path);
      const before = Deno.memoryUsage();
      await assertRejects(
        () => (images.files[0] as ImageFiles["files"][number]).read(),
        SyntaxError,
        `Cannot read a/1.png in ${path}: wanted 1000 bytes, as it declares, ` +
          "got more",
      );
      const after = Deno.memoryUsage();
      assert(after.external - before.external < bytes / 4);
    },
  );
});

Deno.test("listImageFiles() counts files of all kinds", () =>
  inBoth(["a/1.png", "b/1.png", "b/2.txt"], async (path) => {
    await assertRejects(
      () => listImageFiles(path, { limits: { files: 2 } }),
      RangeError,
      `Cannot list ${path}: wanted at most 2 files, got more. Next step: `,
    );
    await using images = await listImageFiles(path, { limits: { files: 5 } });
    assertEquals(images.files.length, 2);
  }));

Deno.test("listImageFiles() gives no file of a folder past the limit", () =>
  withFolder(async (folder) => {
    await writeTree(folder, ["a/1.png", "b/1.png"]);
    await using images = await listImageFiles(folder, {
      limits: { bytesPerFile: 7 },
    });
    const [first, second] = images.files as [
      ImageFiles["files"][number],
      ImageFiles["files"][number],
    ];
    await Deno.writeTextFile(`${folder}/b/1.png`, "8 bytes.");
    assertEquals(await textOf(first), "a/1.png");
    await assertRejects(
      () => second.read(),
      RangeError,
      `Cannot read ${folder}/b/1.png: wanted at most 7 bytes, got 8. Next`,
    );
    await Deno.remove(`${folder}/a/1.png`);
    await assertRejects(
      () => first.read(),
      Deno.errors.NotFound,
      `Cannot read ${folder}/a/1.png: `,
    );
  }));

Deno.test("listImageFiles() refuses limits that are none", async () => {
  for (const limit of [0, -1, NaN]) {
    await assertRejects(
      () => listImageFiles(".", { limits: { ratio: limit } }),
      RangeError,
      `Cannot list images with limits.ratio ${limit}: wanted more than 0`,
    );
  }
});

Deno.test("listImageFiles() closes the zip when it is disposed of", () =>
  withZip(membersOf("a/1.png", "b/1.png"), async (path) => {
    const images = await listImageFiles(path);
    await images[Symbol.asyncDispose]();
    await images[Symbol.asyncDispose]();
    await assertRejects(
      () => (images.files[0] as ImageFiles["files"][number]).read(),
      Error,
      `Cannot read ${path}: it was closed. Next step: list it again`,
    );
  }));

Deno.test("listImageFiles() reads mutated zips or says why not", () =>
  withFolder(async (folder) => {
    const generator = mersenne(11);
    const draw = (most: number) => uniformInt(generator, 0, most);
    const content = encoder.encode("green ".repeat(9));
    const whole = zipOf([
      { name: "a/1.png", content, isDeflated: true },
      { name: "a/2.png", content },
      { name: "b/1.png", content, isDeflated: true },
      { name: "b/" },
      { name: "c.txt" },
    ]);
    const path = `${folder}/mutated.zip`;
    const outcomes = { listed: 0, read: 0, refused: 0, damaged: 0 };
    const said = (run: number, error: unknown) =>
      assert(
        error instanceof Error && error.message.startsWith("Cannot "),
        `run ${run}: ${error}`,
      );
    for (let run = 0; run < 3000; run++) {
      await Deno.writeFile(path, mutate(whole, draw));
      try {
        await using images = await listImageFiles(path);
        outcomes.listed++;
        const reads = images.files.map(async (file) => {
          try {
            await file.read();
            outcomes.read++;
          } catch (error) {
            said(run, error);
            outcomes.damaged++;
          }
        });
        await Promise.all(reads);
      } catch (error) {
        said(run, error);
        outcomes.refused++;
      }
    }
    // All ways must have been taken, or the mutations are too weak or strong.
    for (const count of Object.values(outcomes)) assertGreater(count, 100);
  }));

const dataFolder = Deno.env.get("FINALBN_DATA");

/** A test on published data, skipped visibly where there is none. */
function onData(name: string, fn: (folder: string) => Promise<void>): void {
  const reason = " (skipped: FINALBN_DATA names no folder with the data)";
  Deno.test({
    name: dataFolder === undefined ? name + reason : name,
    ignore: dataFolder === undefined,
    fn: () => fn(dataFolder as string),
  });
}

onData("listImageFiles() reads CIFAR-10 as JPEG", async (folder) => {
  await using images = await listImageFiles(`${folder}/cifar-10-images.zip`);
  assertEquals(
    images.classes.join(),
    "airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck",
  );
  const counts = Object.groupBy(
    images.files,
    ({ split, className }) => `${split} ${className}`,
  );
  for (const className of images.classes) {
    assertEquals(counts[`train ${className}`]?.length, 5000);
    assertEquals(counts[`test ${className}`]?.length, 1000);
  }
  let total = 0;
  for (const file of images.files) total += (await file.read()).length;
  assertEquals(total, 55_250_913); // unzip -l cifar-10-images.zip | tail -1
});

const PLANTS = {
  "plantvillage-pepper": {
    Pepper__bell___Bacterial_spot: 997,
    Pepper__bell___healthy: 1478,
  },
  "plantvillage-tomato": { Tomato_Early_blight: 1000, Tomato_healthy: 1591 },
};

for (const [name, counts] of Object.entries(PLANTS)) {
  onData(`listImageFiles() reads ${name}`, async (folder) => {
    await using images = await listImageFiles(`${folder}/${name}.zip`);
    assertEquals(images.classes, Object.keys(counts));
    assertEquals(images.skipped, []);
    for (const [className, count] of Object.entries(counts)) {
      const files = images.files.filter((file) => file.className === className);
      assertEquals(files.length, count);
      await Promise.all(files.map((file) => file.read()));
    }
  });
}
