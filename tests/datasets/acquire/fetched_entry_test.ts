import { gzipSync } from "node:zlib";
import { assertEquals, assertGreater, assertRejects } from "@std/assert";
import type { DatasetEntry } from "../../../datasets/dataset.ts";
import { fetchFiles } from "../../../datasets/acquire/fetch_files.ts";
import { loadIdxDataset } from "../../../datasets/read/idx_dataset.ts";
import { findDataset } from "../../../datasets/registry.ts";
import { figs, leafArchive } from "./_fetched_entry.ts";
import { hashesOf, IDX_NAMES, smallFiles, withFolder } from "../_made_up.ts";
import {
  misbehavingServer,
  stalled,
  status,
  wellBehaved,
} from "./_misbehaving_server.ts";
import { deno } from "../../_process.ts";

const ARCHIVE = await leafArchive();

/** Loads an entry into a cache, or from a folder of local copies. */
function load(entry: DatasetEntry, cache: string, data?: string) {
  return entry.load({ data, images: undefined, cache }, { size: 8 });
}

Deno.test("photographs() fetches once, and then asks nobody", () =>
  withFolder(async (cache) => {
    await using server = misbehavingServer(wellBehaved(ARCHIVE));
    const entry = figs([server.url]);
    const first = await load(entry, cache);
    assertEquals(first.classes, ["healthy", "rust"]);
    assertEquals(first.train.labels.length + first.test.labels.length, 20);
    assertEquals(server.asked.length, 1);
    const second = await load(entry, cache);
    assertEquals(second.contentHash, first.contentHash);
    assertEquals(second.train.images([3]), first.train.images([3]));
    assertEquals(server.asked.length, 1);
    assertEquals(
      await Deno.readFile(`${cache}/datasets/figs/fig-archive.zip`),
      ARCHIVE,
    );
  }));

Deno.test("photographs() goes on to the next mirror when one is dead", () =>
  withFolder(async (cache) => {
    const dead = misbehavingServer(status(500));
    await dead[Symbol.asyncDispose]();
    await using server = misbehavingServer(wellBehaved(ARCHIVE));
    const { train } = await load(figs([dead.url, server.url]), cache);
    assertGreater(train.labels.length, 0);
    assertEquals(server.asked.length, 1);
  }));

Deno.test("photographs() shares an archive among the sets that are in it", () =>
  withFolder(async (cache) => {
    await using server = misbehavingServer(wellBehaved(ARCHIVE));
    for (const name of ["figs", "more-figs"]) {
      await load(figs([server.url], { name, collection: "orchard" }), cache);
    }
    assertEquals(server.asked.length, 1);
    const kept = await Array.fromAsync(Deno.readDir(`${cache}/datasets`));
    assertEquals(kept.map(({ name }) => name), ["orchard"]);
  }));

Deno.test("photographs() never fetches where a folder is given", () =>
  withFolder(async (folder) => {
    await using server = misbehavingServer(wellBehaved(ARCHIVE));
    const entry = figs([server.url]);
    const [data, cache] = [`${folder}/data`, `${folder}/cache`];
    await Deno.mkdir(data);
    await assertRejects(
      () => load(entry, cache, data),
      Deno.errors.NotFound,
      `Cannot load figs: ${data} has none of figs, figs.zip, ` +
        "fig-archive.zip. Next step: put one of them there, or leave out " +
        "--data and FINALBN_DATA to fetch it",
    );
    await Deno.writeFile(`${data}/fig-archive.zip`, ARCHIVE);
    const { train, test } = await load(entry, cache, data);
    assertEquals(train.labels.length + test.labels.length, 20);
    assertEquals(server.asked, []);
    const kept = await Array.fromAsync(Deno.readDir(cache));
    assertEquals(kept.map(({ name }) => name), ["images"]);
  }));

Deno.test("photographs() names the classes that an archive has not", () =>
  withFolder(async (cache) => {
    await using server = misbehavingServer(wellBehaved(ARCHIVE));
    const entry = figs([server.url], { name: "plums", rust: /plum.*rust/i });
    await assertRejects(
      () => load(entry, cache),
      SyntaxError,
      `Cannot use ${cache}/datasets/plums/fig-archive.zip as plums: no folder ` +
        "in it is of rust. Next step: put the published archive there",
    );
  }));

/** A process that loads the entry, until it is killed. */
function loadingProcess(url: string, cache: string) {
  const module = import.meta.resolve("./_fetched_entry.ts");
  const code = `import { figs } from ${JSON.stringify(module)};
    await figs([${JSON.stringify(url)}]).load(
      { cache: ${JSON.stringify(cache)} }, { size: 8 });`;
  const options = { stdout: "null", stderr: "null" } as const;
  return deno("eval --quiet", [code], options).spawn();
}

Deno.test("photographs() goes on with what a killed process fetched", () =>
  withFolder(async (cache) => {
    const headers = { etag: '"v1"' };
    await using server = misbehavingServer(
      stalled(ARCHIVE, { headers, after: 20_000 }),
      wellBehaved(ARCHIVE, headers),
    );
    const child = loadingProcess(server.url, cache);
    const part = `${cache}/datasets/figs/fig-archive.zip.part`;
    const sizeOf = async () =>
      (await Deno.stat(part).catch(() => undefined))?.size ?? 0;
    for (let look = 0; look < 400 && await sizeOf() < 20_000; look++) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    child.kill("SIGKILL");
    await child.status;
    const { train, test } = await load(figs([server.url]), cache);
    assertEquals(train.labels.length + test.labels.length, 20);
    assertEquals(
      server.asked.map(({ range }) => range),
      [null, "bytes=20000-"],
    );
  }));

Deno.test("fetchFiles() gets the four files of an IDX data set, and once only", () =>
  withFolder(async (cache) => {
    const files = smallFiles();
    const parts = Object.keys(IDX_NAMES) as (keyof typeof IDX_NAMES)[];
    const published = new Map(parts.map((part) => [
      `/${IDX_NAMES[part]}.gz`,
      new Uint8Array(gzipSync(files[part])),
    ]));
    await using server = misbehavingServer((request) =>
      wellBehaved(published.get(new URL(request.url).pathname)!)(request)
    );
    const listed = [...published].map(([path, bytes]) => ({
      name: path.slice(1),
      mirrors: [new URL(path, server.url).href],
      bytes: bytes.length,
    }));
    for (let load = 0; load < 2; load++) {
      await fetchFiles(listed, { folder: cache });
      const { train } = await loadIdxDataset(cache, {
        name: "small",
        classes: ["a", "b", "c"],
        hashes: hashesOf(files),
      });
      assertEquals([...train.labels], [0, 1, 2, 0, 1]);
      assertEquals(server.asked.length, 4);
    }
  }));

const data = Deno.env.get("FINALBN_DATA");
const reason = data === undefined
  ? " (skipped: FINALBN_DATA names no folder with the data)"
  : "";

Deno.test({
  name: `findDataset() fetches MNIST from its second mirror${reason}`,
  ignore: data === undefined,
  fn: () =>
    withFolder(async (cache) => {
      const asked: string[] = [];
      const { fetch } = globalThis;
      globalThis.fetch = async (input) => {
        const { host, pathname } = new URL(String(input));
        asked.push(`${host}${pathname}`);
        if (host.startsWith("ossci")) {
          return new Response(null, { status: 403 });
        }
        const file = pathname.split("/").at(-1);
        return new Response(await Deno.readFile(`${data}/mnist/${file}`));
      };
      try {
        const mnist = findDataset("mnist");
        assertEquals((await load(mnist, cache)).train.labels.length, 60_000);
        assertEquals(
          asked.slice(0, 3),
          [
            ...Array(2).fill(
              "ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz",
            ),
            "storage.googleapis.com/cvdf-datasets/mnist/" +
            "train-images-idx3-ubyte.gz",
          ],
        );
        assertEquals(asked.length, 12);
        assertEquals((await load(mnist, cache)).test.labels.length, 10_000);
        assertEquals(asked.length, 12);
      } finally {
        globalThis.fetch = fetch;
      }
    }),
});
