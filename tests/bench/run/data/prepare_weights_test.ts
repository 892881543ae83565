import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { createHash } from "node:crypto";
import { missingWeights } from "../../../../bench/run/data/missing_weights.ts";
import { installedWeightsPath } from "../../../../bench/run/data/packaged_weights.ts";
import { prepareWeights } from "../../../../bench/run/data/prepare_weights.ts";
import { UsageError } from "../../../../bench/study/usage_error.ts";

const FIXTURE = await Deno.readFile(
  new URL("../../../models/fixtures/dtypes.safetensors", import.meta.url),
);
const PTH = await Deno.readFile(
  new URL("../../../models/fixtures/dtypes.pth", import.meta.url),
);
const SHA256 = createHash("sha256").update(FIXTURE).digest("hex");
const NAME = "resnet34.tv_in1k";
const NOTE = `/timm/${NAME}/raw/main/model.safetensors`;
const FILE = `/timm/${NAME}/resolve/main/model.safetensors`;

function noteOf(sha256 = SHA256, size = FIXTURE.length): string {
  return "version https://git-lfs.github.com/spec/v1\n" +
    `oid sha256:${sha256}\nsize ${size}\n`;
}

/** A hub with these files, and a cache; both are gone after the test. */
async function withHub(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
  test: (
    options: { hub: string; cache: string },
    asked: string[],
  ) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const cache = await Deno.makeTempDir();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      const file = files[pathname];
      if (file !== undefined) return new Response(file);
      return new Response("not here", { status: 404 });
    },
  );
  try {
    const hub = `http://127.0.0.1:${server.addr.port}`;
    await test({ hub, cache }, asked);
  } finally {
    await server.shutdown();
    await Deno.remove(cache, { recursive: true });
  }
}

Deno.test("prepareWeights() fetches weights by name, once", async () => {
  await withHub(
    { [NOTE]: noteOf(), [FILE]: FIXTURE },
    async (options, asked) => {
      const first = await prepareWeights(NAME, options);
      assertEquals(first, {
        id: `sha256:${SHA256}`,
        path: `${options.cache}/weights/${NAME}/model.safetensors`,
      });
      assertEquals(await Deno.readFile(first.path), FIXTURE);
      assertEquals(await prepareWeights(NAME, options), first);
      assertEquals(asked, [NOTE, FILE]);
      const left = await Array.fromAsync(
        Deno.readDir(`${options.cache}/weights/${NAME}`),
      );
      assert(left.every(({ isFile }) => isFile), "the note is gone");
    },
  );
});

Deno.test("prepareWeights() refuses another file than the hub tells of", async () => {
  const other = "0".repeat(64);
  const files = { [NOTE]: noteOf(other), [FILE]: FIXTURE };
  await withHub(files, async (options) => {
    const error = await assertRejects(
      () => prepareWeights(NAME, options),
      Error,
    );
    assertEquals(
      error.message,
      "Cannot fetch model.safetensors: no mirror gave it\n" +
        `  ${options.hub}${FILE}: SHA-256 differs: wanted ${other}, got ` +
        `${SHA256}\nNext step: check the network or the proxy (HTTPS_PROXY); ` +
        `or fetch model.safetensors by hand, from ${options.hub}${FILE}, and ` +
        "give its path to --weights",
    );
    // The next one asks anew, and takes what is right by then.
    files[NOTE] = noteOf();
    const { id } = await prepareWeights(NAME, options);
    assertEquals(id, `sha256:${SHA256}`);
  });
});

Deno.test("prepareWeights() refuses a file of another size", async () => {
  const files = { [NOTE]: noteOf(SHA256, 7), [FILE]: FIXTURE };
  await withHub(files, async (options) => {
    await assertRejects(
      () => prepareWeights(NAME, options),
      Error,
      `another file is there: wanted 7 bytes, got ${FIXTURE.length}`,
    );
  });
});

Deno.test("prepareWeights() refuses what is no note of a file", async () => {
  for (const note of ["{}", noteOf("abc"), `x${noteOf()}`]) {
    await withHub({ [NOTE]: note, [FILE]: FIXTURE }, async (options, asked) => {
      await assertRejects(
        () => prepareWeights(NAME, options),
        SyntaxError,
        `Cannot fetch model.safetensors: ${options.hub}${NOTE} is no note of ` +
          `its hash and size. Next step: fetch it by hand from ` +
          `${options.hub}${FILE}, and give its path to --weights`,
      );
      assertEquals(asked, [NOTE]);
    });
  }
});

Deno.test("prepareWeights() says what to do without the hub", async () => {
  await withHub({}, async (options) => {
    await assertRejects(
      () => prepareWeights(NAME, options),
      Error,
      `  ${options.hub}${NOTE}: HTTP 404\nNext step: check the network or the ` +
        "proxy (HTTPS_PROXY); or fetch model.safetensors by hand, from " +
        `${options.hub}${FILE}, and give its path to --weights`,
    );
  });
});

Deno.test("prepareWeights() says three ways to weights that it cannot fetch", async () => {
  await withHub({}, async (options) => {
    const error = await assertRejects(
      () => prepareWeights(NAME, { ...options, model: "resnet34" }),
      Error,
      "HTTP 404",
    );
    const others = missingWeights("resnet34");
    assertEquals(error.message.endsWith(`\nOr ${others}`), true);
    assertEquals(error.message.match(/Next step/g)?.length, 1);
  });
});

Deno.test("prepareWeights() takes the weights that pip has put into the cache", async () => {
  await withHub({}, async (options, asked) => {
    const path = installedWeightsPath("efficientnet-lite0", options.cache);
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(path, PTH);
    assertEquals(await prepareWeights("efficientnet-lite0", options), {
      id: `sha256:${createHash("sha256").update(PTH).digest("hex")}`,
      path,
    });
    assertEquals(asked, []);
  });
});

Deno.test("prepareWeights() takes a file by its path, and asks nobody", async () => {
  await withHub({}, async (options, asked) => {
    const path = `${options.cache}/own.safetensors`;
    await Deno.writeFile(path, FIXTURE);
    const { id } = await prepareWeights(path, options);
    assertEquals(id, `sha256:${SHA256}`);
    await Deno.writeFile(path, PTH);
    assertNotEquals((await prepareWeights(path, options)).id, id);
    await Deno.writeFile(path, FIXTURE.subarray(1));
    await assertRejects(
      () => prepareWeights(path, options),
      SyntaxError,
      "as safetensors: ",
    );
    assertEquals(asked, []);
  });
});

Deno.test("prepareWeights() refuses a path of nothing, and an unknown name", async () => {
  await withHub({}, async (options) => {
    for (const named of ["resnet34", `${options.cache}`]) {
      const error = await assertRejects(
        () => prepareWeights(named, options),
        UsageError,
      );
      assertEquals(
        error.message,
        `Cannot use --weights ${named}: there is no such file, and the weights ` +
          "that can be fetched are efficientnet-lite0, efficientnet-lite1, " +
          "efficientnet-lite2, resnet34.tv_in1k, vgg19.tv_in1k",
      );
      const known = await assertRejects(
        () => prepareWeights(named, { ...options, model: "vgg19" }),
        UsageError,
      );
      assertEquals(
        known.message,
        `${error.message}. Next step, ${missingWeights("vgg19")}`,
      );
    }
  });
});
