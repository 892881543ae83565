import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { gzipSync } from "node:zlib";
import { loadIdxDataset } from "../../../datasets/read/idx_dataset.ts";
import {
  hashesOf,
  IDX_NAMES,
  idxFile,
  type IdxFiles,
  smallFiles,
  withFolder,
  writeFiles,
} from "../_made_up.ts";

const CLASSES = ["round", "square", "flat"];

/** Loads from a folder what {@linkcode smallFiles} would have put there. */
function load(folder: string, files: IdxFiles = smallFiles()) {
  return loadIdxDataset(folder, {
    name: "shapes",
    classes: CLASSES,
    hashes: hashesOf(files),
  });
}

for (const gzip of [true, false]) {
  for (const place of ["", "/shapes"]) {
    const how = `${gzip ? "gzip" : "plain"} files from ` +
      (place === "" ? "the folder" : "the folder in it that has its name");
    Deno.test(`loadIdxDataset() reads ${how}`, () =>
      withFolder(async (folder) => {
        await writeFiles(folder + place, smallFiles(), { gzip });
        const dataset = await load(folder);
        assertEquals(dataset.name, "shapes");
        assertEquals(dataset.classes, CLASSES);
        assertEquals(dataset.imageShape, [2, 3, 1]);
        assertEquals([...dataset.train.labels], [0, 1, 2, 0, 1]);
        assertEquals([...dataset.test.labels], [2, 1, 0]);
        assertEquals(
          [...dataset.train.images([0])],
          [1, 2, 3, 4, 5, 6],
        );
        assertEquals(
          [...dataset.test.images([2])],
          [113, 114, 115, 116, 117, 118],
        );
      }));
  }
}

Deno.test("loadIdxDataset() gives images in the order they are asked for", () =>
  withFolder(async (folder) => {
    await writeFiles(folder, smallFiles(), { gzip: true });
    const { train } = await load(folder);
    const first = [1, 2, 3, 4, 5, 6];
    const fifth = [25, 26, 27, 28, 29, 30];
    assertEquals([...train.images([])], []);
    assertEquals(
      [...train.images(Int32Array.of(4, 0, 4))],
      [...fifth, ...first, ...fifth],
    );
  }));

Deno.test("loadIdxDataset() gives copies: changing an image changes no other", () =>
  withFolder(async (folder) => {
    await writeFiles(folder, smallFiles(), { gzip: false });
    const { train } = await load(folder);
    train.images([0]).fill(0);
    assertEquals([...train.images([0])], [1, 2, 3, 4, 5, 6]);
  }));

Deno.test("loadIdxDataset() takes some files gzip and some plain", () =>
  withFolder(async (folder) => {
    const files = smallFiles();
    await writeFiles(folder, files, { gzip: true });
    await Deno.remove(`${folder}/${IDX_NAMES.testLabels}.gz`);
    await Deno.writeFile(`${folder}/${IDX_NAMES.testLabels}`, files.testLabels);
    assertEquals([...(await load(folder)).test.labels], [2, 1, 0]);
  }));

Deno.test("loadIdxDataset() has a content hash that is the data's, not the gzip's", () =>
  withFolder(async (folder) => {
    const files = smallFiles();
    const other = {
      ...files,
      trainLabels: idxFile({ shape: [5], values: [1, 0, 2, 0, 1] }),
    };
    await writeFiles(`${folder}/gzip`, files, { gzip: true });
    await writeFiles(`${folder}/plain`, files, { gzip: false });
    await writeFiles(`${folder}/other`, other, { gzip: true });
    const { contentHash } = await load(`${folder}/gzip`);
    assertMatch(contentHash, /^[0-9a-f]{64}$/);
    assertEquals((await load(`${folder}/plain`)).contentHash, contentHash);
    assertNotEquals(
      (await load(`${folder}/other`, other)).contentHash,
      contentHash,
    );
  }));

for (const name of Object.values(IDX_NAMES)) {
  Deno.test(`loadIdxDataset() says that ${name} is missing`, () =>
    withFolder(async (folder) => {
      await writeFiles(folder, smallFiles(), { gzip: true });
      await Deno.remove(`${folder}/${name}.gz`);
      const error = await assertRejects(
        () => load(folder),
        Deno.errors.NotFound,
      );
      assertEquals(
        error.message,
        `Cannot load shapes: there is no ${name}.gz in ${folder} or ` +
          `${folder}/shapes. Next step: put the four files of shapes there, ` +
          "or point --data (or FINALBN_DATA) at the folder that has them",
      );
    }));
}

Deno.test("loadIdxDataset() takes no folder for a file", () =>
  withFolder(async (folder) => {
    await writeFiles(folder, smallFiles(), { gzip: false });
    await Deno.remove(`${folder}/${IDX_NAMES.trainImages}`);
    await Deno.mkdir(`${folder}/${IDX_NAMES.trainImages}`);
    await assertRejects(
      () => load(folder),
      Deno.errors.NotFound,
      "Cannot load shapes: there is no train-images-idx3-ubyte.gz in",
    );
  }));

Deno.test("loadIdxDataset() refuses a gzip file that is cut short", () =>
  withFolder(async (folder) => {
    await writeFiles(folder, smallFiles(), { gzip: true });
    const path = `${folder}/${IDX_NAMES.testImages}.gz`;
    const whole = await Deno.readFile(path);
    for (const length of [whole.length - 1, whole.length - 8, 20, 10, 2]) {
      await Deno.writeFile(path, whole.subarray(0, length));
      const error = await assertRejects(
        () => load(folder),
        SyntaxError,
        `Cannot read ${path}: it is cut short or damaged: `,
      );
      assert(error.cause instanceof Error);
    }
  }));

Deno.test("loadIdxDataset() refuses a gzip file whose check value is wrong", () =>
  withFolder(async (folder) => {
    await writeFiles(folder, smallFiles(), { gzip: true });
    const path = `${folder}/${IDX_NAMES.trainLabels}.gz`;
    const bytes = await Deno.readFile(path);
    bytes[bytes.length - 8]! ^= 1; // the first byte of the CRC-32
    await Deno.writeFile(path, bytes);
    await assertRejects(
      () => load(folder),
      SyntaxError,
      `Cannot read ${path}: `,
    );
  }));

Deno.test("loadIdxDataset() refuses a plain file that is cut short", () =>
  withFolder(async (folder) => {
    await writeFiles(folder, smallFiles(), { gzip: false });
    const path = `${folder}/${IDX_NAMES.trainImages}`;
    await Deno.truncate(path, 40);
    const error = await assertRejects(() => load(folder), SyntaxError);
    assertEquals(
      error.message,
      `Cannot read ${path}: wanted 30 values for the shape ` +
        "[5,2,3], got 24: it is cut short or not what it says. Next step: " +
        "fetch or make the file again",
    );
  }));

Deno.test("loadIdxDataset() refuses an error page that was saved as a file", () =>
  withFolder(async (folder) => {
    await writeFiles(folder, smallFiles(), { gzip: true });
    const path = `${folder}/${IDX_NAMES.trainLabels}.gz`;
    await Deno.writeTextFile(path, "<html>404 Not Found</html>");
    await assertRejects(
      () => load(folder),
      SyntaxError,
      `Cannot read ${path}: it does not begin with two zero`,
    );
  }));

Deno.test("loadIdxDataset() refuses a file that is not the published one", () =>
  withFolder(async (folder) => {
    const files = smallFiles();
    const changed = {
      ...files,
      testLabels: idxFile({ shape: [3], values: [2, 1, 1] }),
    };
    await writeFiles(folder, changed, { gzip: true });
    const error = await assertRejects(() => load(folder), SyntaxError);
    assertEquals(
      error.message,
      `Cannot use ${folder}/${IDX_NAMES.testLabels}.gz: wanted the published ` +
        `shapes file with SHA-256 ${hashesOf(files).testLabels} (of the ` +
        `decompressed bytes), got ${
          hashesOf(changed).testLabels
        }. Next step: ` +
        "fetch the file again",
    );
  }));

Deno.test("loadIdxDataset() refuses another compression of other bytes", () =>
  withFolder(async (folder) => {
    const files = smallFiles();
    await writeFiles(folder, files, { gzip: true });
    const twice = gzipSync(gzipSync(files.trainImages));
    await Deno.writeFile(`${folder}/${IDX_NAMES.trainImages}.gz`, twice);
    await assertRejects(
      () => load(folder),
      SyntaxError,
      ".gz: it does not begin with two zero bytes",
    );
  }));
