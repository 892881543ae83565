import { assert, assertEquals, assertRejects } from "@std/assert";
import sharp from "sharp";
import { decodeApart } from "../../../datasets/read/_decode_apart.ts";
import type { Decoded } from "../../../datasets/read/_decode_share.ts";
import { decodeFiles } from "../../../datasets/read/_decode_files.ts";
import { selectFiles } from "../../../datasets/read/_select_files.ts";
import { loadImageDataset } from "../../../datasets/read/image_dataset.ts";
import { listImageFiles } from "../../../datasets/read/image_files.ts";
import { withFolder } from "../_made_up.ts";
import { zipOf } from "../_zip.ts";
import { deno, outcomeOf } from "../../_process.ts";

/** Nine images of each of two classes, and two files that are none. */
async function makeMembers() {
  const images = ["cat", "dog"].flatMap((className, label) =>
    Array.from({ length: 9 }, async (_, at) => {
      const background = { r: 20 * at, g: 100 * label, b: 7 };
      const content = await sharp({
        create: { width: 6, height: 5, channels: 3, background },
      }).png().toBuffer();
      return { name: `${className}/${at}.png`, content };
    })
  );
  const damaged = ["cat/4x.png", "dog/4x.png"].map((name) => ({
    name,
    content: new TextEncoder().encode("<html>"),
  }));
  return [...await Promise.all(images), ...damaged];
}

/** A list of images, and what it takes to decode them. */
async function withImages(
  test: (scene: {
    path: string;
    folder: string;
    listed: Awaited<ReturnType<typeof listImageFiles>>;
    files: ReturnType<typeof selectFiles>["files"];
    order: {
      path: string;
      folders: string[];
      hash: string;
      size: number;
      pixels: string;
    };
  }) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = `${folder}/images.zip`;
    await Deno.writeFile(path, zipOf(await makeMembers()));
    const pixels = `${folder}/pixels`;
    await Deno.writeFile(pixels, new Uint8Array());
    await using listed = await listImageFiles(path);
    const { classes: folders } = listed;
    const { files, hash } = selectFiles(listed, folders);
    const order = { path, folders, hash, size: 4, pixels };
    await test({ path, folder, listed, files, order });
  });
}

Deno.test("loadImageDataset() prepares the same in any number of processes", async () => {
  await withImages(async ({ path, folder }) => {
    const prepared: string[][] = [];
    for (const processes of [1, 2, 5]) {
      const cache = `${folder}/${processes}`;
      let told = 0;
      await loadImageDataset(path, {
        name: "pets",
        size: 4,
        cache,
        processes,
        onProgress: ({ images, totalImages }) => {
          assertEquals([images, totalImages], [++told, 20]);
        },
      });
      assertEquals(told, 20);
      const names = [...Deno.readDirSync(`${cache}/images`)]
        .map(({ name }) => name).sort();
      prepared.push(
        names.map((name) =>
          name + Deno.readFileSync(`${cache}/images/${name}`).join()
        ),
      );
    }
    const [first, ...others] = prepared;
    assertEquals(first?.length, 2);
    for (const other of others) assertEquals(other, first);
  });
});

Deno.test("decodeFiles() tells of each image once, and of what it left out", async () => {
  await withImages(async ({ files, order }) => {
    const told: Decoded[] = [];
    await decodeFiles(files, {
      ...order,
      processes: 2,
      onDecoded: (decoded) => told.push(decoded),
    });
    const positions = told.map(({ position }) => position);
    assertEquals(
      positions.toSorted((a, b) => a - b),
      [...files.keys()],
    );
    const left = told.filter((decoded) => "reason" in decoded);
    assertEquals(
      left.map(({ position }) => files[position]!.name),
      ["4x.png", "4x.png"],
    );
  });
});

Deno.test("decodeFiles() tells what keeps it from writing, whoever writes", async () => {
  await withImages(async ({ files, folder, order }) => {
    const pixels = `${folder}/nowhere/pixels`;
    for (const processes of [1, 2]) {
      await assertRejects(
        () =>
          decodeFiles(files, {
            ...order,
            processes,
            pixels,
            onDecoded: () => {},
          }),
        Deno.errors.NotFound,
        "No such file or directory",
      );
    }
  });
});

Deno.test("decodeFiles() throws what a process threw, of the same class", async () => {
  await withImages(async ({ files, order, path }) => {
    const decode = () =>
      decodeFiles(files, { ...order, processes: 2, onDecoded: () => {} });
    const members = await makeMembers();
    await Deno.writeFile(path, zipOf(members.slice(1)));
    await assertRejects(decode, SyntaxError, "other files are there");
    await Deno.writeFile(
      path,
      zipOf([
        { ...members[0]!, isDeflated: true, declaredBytes: 2 ** 31 },
        members[10]!,
      ]),
    );
    await assertRejects(decode, RangeError, "wanted at most 104857600 bytes");
    await Deno.writeTextFile(path, "no zip any more");
    await assertRejects(decode, SyntaxError, `Cannot read ${path}: `);
    await Deno.remove(path);
    await assertRejects(
      decode,
      Deno.errors.NotFound,
      `there is no ${path}`,
    );
  });
});

Deno.test("decodeFiles() stops where its listener throws", async () => {
  await withImages(async ({ files, order }) => {
    for (const processes of [1, 2]) {
      await assertRejects(
        () =>
          decodeFiles(files, {
            ...order,
            processes,
            onDecoded: () => {
              throw new TypeError("enough");
            },
          }),
        TypeError,
        "enough",
      );
    }
  });
});

Deno.test("decodeApart() tells of a process that was killed", async () => {
  await withImages(async ({ order, path }) => {
    const stop = new AbortController();
    const share = { ...order, first: 0, step: 1, inFlight: 1 };
    const decoding = decodeApart(share, {
      signal: stop.signal,
      onDecoded: () => {},
    });
    stop.abort();
    await assertRejects(
      () => decoding,
      Error,
      `Cannot decode the images of ${path}: a process that decodes them ended ` +
        "with SIGKILL",
    );
  });
});

Deno.test("loadImageDataset() decodes by itself where it may run nothing", async () => {
  await withImages(async ({ path, folder }) => {
    const module = import.meta.resolve(
      "../../../datasets/read/image_dataset.ts",
    );
    const script = `
      import { loadImageDataset } from "${module}";
      const { train } = await loadImageDataset(${JSON.stringify(path)}, {
        name: "pets", size: 4, cache: ${JSON.stringify(`${folder}/alone`)},
      });
      console.log(train.labels.length);`;
    await Deno.writeTextFile(`${folder}/alone.ts`, script);
    const config = new URL("../../../deno.json", import.meta.url).pathname;
    const { stdout, stderr } = await outcomeOf(
      deno("run --no-prompt -R -W -E -S --allow-ffi --config", [
        config,
        `${folder}/alone.ts`,
      ]),
    );
    assert(/^1\d\n$/.test(stdout), stderr);
  });
});
