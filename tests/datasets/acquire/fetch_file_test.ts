import {
  assert,
  assertEquals,
  assertGreater,
  assertLess,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { createHash } from "node:crypto";
import {
  fetchFile,
  type FetchFileOptions,
  type FetchProgress,
} from "../../../datasets/acquire/fetch_file.ts";
import {
  type Behaviour,
  chunked,
  dropped,
  misbehavingServer,
  partOf,
  redirect,
  slow,
  stalled,
  status,
  typed,
  wellBehaved,
} from "./_misbehaving_server.ts";
import { deno } from "../../_process.ts";

const FILE = fileOf(20_000, 1);
const OTHER = fileOf(20_000, 2);
const PUBLISHED = { sha256: sha256Of(FILE), bytes: FILE.length };
const QUICK = { pauseMilliseconds: 0 };
const IMPATIENT = { stallMilliseconds: 300 };

/** Bytes that differ along the file, so that a wrong offset shows. */
function fileOf(length: number, seed: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    { length },
    (_, at) => (at * 31 + (at >> 8) * 7 + seed * 101) & 0xff,
  );
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A path in a folder of its own that goes at the end of the test. */
async function newTarget(name = "train.bin") {
  const folder = await Deno.makeTempDir();
  const target = `${folder}/${name}`;
  return {
    folder,
    target,
    part: `${target}.part`,
    note: `${target}.part.json`,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).sort();
}

/** What one server that behaves so makes of a fetch. */
async function failure(
  behaviours: Behaviour[],
  options: {
    sha256?: undefined;
    stallMilliseconds?: number;
    name?: string;
  } = {},
) {
  const { name, ...known } = options;
  await using place = await newTarget(name);
  await using server = misbehavingServer(...behaviours);
  const error = await assertRejects(
    () =>
      fetchFile(place.target, {
        mirrors: [server.url],
        ...PUBLISHED,
        ...known,
        ...QUICK,
      }),
    Error,
  );
  const left = await namesIn(place.folder);
  assert(!left.includes(name ?? "train.bin"), "something is at the target");
  return { error, asked: server.asked, left, url: server.url };
}

/** What a server that behaves so is asked until the file is there. */
async function success(
  behaviours: Behaviour[],
  options: {
    sha256?: undefined;
    stallMilliseconds?: number;
    wanted?: Uint8Array;
  } = {},
) {
  const { wanted = FILE, ...known } = options;
  await using place = await newTarget();
  await using server = misbehavingServer(...behaviours);
  const mirrors = [server.url];
  await fetchFile(place.target, { mirrors, ...PUBLISHED, ...known, ...QUICK });
  assertEquals(await Deno.readFile(place.target), wanted);
  assertEquals(await namesIn(place.folder), ["train.bin", "train.bin.lock"]);
  return server.asked;
}

/** A process of its own that fetches a file and prints how that failed. */
function fetchingProcess(target: string, options: FetchFileOptions) {
  const module = import.meta.resolve("../../../datasets/acquire/fetch_file.ts");
  const [from, ...values] = [module, target, options].map((value) =>
    JSON.stringify(value)
  );
  const code = `import { fetchFile } from ${from};
    await fetchFile(${values}).catch((error) => console.log(error.message));`;
  return deno("eval --no-lock", [code], { stdout: "piped", stderr: "null" })
    .spawn();
}

function ranges(asked: { range: string | null }[]): (string | null)[] {
  return asked.map(({ range }) => range);
}

Deno.test("fetchFile() puts the published file into a folder it makes", async () => {
  await using place = await newTarget("mnist/raw/train.bin");
  await using server = misbehavingServer(wellBehaved(FILE));
  await fetchFile(place.target, { mirrors: [server.url], ...PUBLISHED });
  assertEquals(await Deno.readFile(place.target), FILE);
  assertEquals(server.asked.length, 1);
  assertEquals(server.asked[0]?.encoding, "identity");
});

Deno.test("fetchFile() takes a hash in capitals", async () => {
  await using place = await newTarget();
  await using server = misbehavingServer(wellBehaved(FILE));
  const sha256 = PUBLISHED.sha256.toUpperCase();
  await fetchFile(place.target, { mirrors: [server.url], sha256, ...QUICK });
  assertEquals(await Deno.readFile(place.target), FILE);
});

Deno.test("fetchFile() leaves a file alone that is there", async () => {
  await using place = await newTarget();
  await using server = misbehavingServer(wellBehaved(FILE));
  await Deno.writeTextFile(place.target, "mine");
  await fetchFile(place.target, { mirrors: [server.url], ...PUBLISHED });
  assertEquals(await Deno.readTextFile(place.target), "mine");
  assertEquals(server.asked, []);
  assertEquals(await namesIn(place.folder), ["train.bin"]);
});

Deno.test("fetchFile() fetches once for two that want the same file", async () => {
  await using place = await newTarget();
  await using server = misbehavingServer(
    slow(FILE, { steps: 4, milliseconds: 20 }),
  );
  const options = { mirrors: [server.url], ...PUBLISHED, ...QUICK };
  await Promise.all([
    fetchFile(place.target, options),
    fetchFile(place.target, options),
    fetchFile(place.target, options),
  ]);
  assertEquals(await Deno.readFile(place.target), FILE);
  assertEquals(server.asked.length, 1);
});

Deno.test("fetchFile() follows a redirect", async () => {
  const asked = await success([redirect("/elsewhere"), wellBehaved(FILE)]);
  assertEquals(asked.map(({ path }) => path), ["/file", "/elsewhere"]);
});

Deno.test("fetchFile() takes a file of unknown length", async () => {
  await success([chunked(FILE)]);
  await success([chunked(OTHER)], { sha256: undefined, wanted: OTHER });
});

Deno.test("fetchFile() tries a mirror twice", async () => {
  assertEquals((await success([status(500), wellBehaved(FILE)])).length, 2);
  const { asked, error, left, url } = await failure([status(404)]);
  assertEquals(asked.length, 2);
  assertEquals(left, ["train.bin.lock"]);
  assertEquals(
    error.message,
    `Cannot fetch train.bin: no mirror gave it\n  ${url}: HTTP 404\n` +
      "Next step: check the network or the proxy (HTTPS_PROXY); or fetch " +
      "train.bin by hand, put it into a folder and pass that with --data",
  );
});

Deno.test("fetchFile() says what was wrong each time, and keeps the causes", async () => {
  const { error } = await failure([status(503), dropped(FILE)]);
  assertStringIncludes(error.message, ": HTTP 503; then the body ended after ");
  const { cause } = error;
  assert(cause instanceof AggregateError);
  assertEquals(cause.errors.length, 2);
  assertEquals(cause.errors[0].message, "HTTP 503");
  assert(cause.errors[1].cause instanceof TypeError);
});

Deno.test("fetchFile() goes on to the next mirror when one is dead", async () => {
  await using place = await newTarget();
  const dead = misbehavingServer(status(500));
  await dead[Symbol.asyncDispose]();
  await using good = misbehavingServer(wellBehaved(FILE));
  const mirrors = [dead.url, good.url];
  await fetchFile(place.target, { mirrors, ...PUBLISHED, ...QUICK });
  assertEquals(await Deno.readFile(place.target), FILE);
});

Deno.test("fetchFile() lists every mirror that failed", async () => {
  await using place = await newTarget();
  const dead = misbehavingServer(status(500));
  await dead[Symbol.asyncDispose]();
  await using bad = misbehavingServer(wellBehaved(OTHER));
  const mirrors = [dead.url, bad.url];
  const error = await assertRejects(
    () => fetchFile(place.target, { mirrors, ...PUBLISHED, ...QUICK }),
    Error,
  );
  const [, first, second] = error.message.split("\n");
  assertMatch(first ?? "", /^ {2}http:\S+: .*(refused|\(os error \d+\))/i);
  assert(!first?.includes("error sending request"), first);
  assertEquals(
    second,
    `  ${bad.url}: SHA-256 differs: wanted ${PUBLISHED.sha256}, got ` +
      sha256Of(OTHER),
  );
});

Deno.test("fetchFile() fetches a page where a page is wanted", async () => {
  await using place = await newTarget("licence.html");
  await using server = misbehavingServer(typed("<html></html>", "text/html"));
  const mirrors = [server.url];
  await fetchFile(place.target, { mirrors, sha256: undefined, ...QUICK });
  assertEquals(await Deno.readTextFile(place.target), "<html></html>");
});

Deno.test("fetchFile() recognises an empty body", async () => {
  const { error } = await failure([typed("", "application/gzip")], {
    sha256: undefined,
    name: "empty.gz",
  });
  assertMatch(error.message, /wanted 20000 bytes, got 0/);
  await using place = await newTarget();
  await using server = misbehavingServer(typed("", "application/gzip"));
  await assertRejects(
    () =>
      fetchFile(place.target, {
        mirrors: [server.url],
        sha256: undefined,
        ...QUICK,
      }),
    Error,
    "the body ended after 0",
  );
});

Deno.test("fetchFile() gives up a server that does not answer", async () => {
  await using place = await newTarget();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const mirrors = [`http://127.0.0.1:${port}/`];
  await assertRejects(
    () =>
      fetchFile(place.target, {
        mirrors,
        ...PUBLISHED,
        ...QUICK,
        ...IMPATIENT,
      }),
    Error,
    "stalled, no byte came for 0.3 s",
  );
});

Deno.test("fetchFile() waits for a file that comes slowly", async () => {
  await success([slow(FILE, { steps: 8, milliseconds: 60 })], IMPATIENT);
});

const PAGE = "an HTML page came instead of the file";
const UNHASHED = { sha256: undefined };

/** A file that begins as a page does. */
function pageFrom(start: string): Behaviour {
  const body = FILE.slice();
  body.set(new TextEncoder().encode(start));
  return typed(body, "application/octet-stream");
}

type Refusal = [
  behaviours: Behaviour[],
  message: string,
  options?: Parameters<typeof failure>[1],
];

const REFUSED: Readonly<Record<string, Refusal>> = {
  "an HTML page, by its content type": [
    [typed("Please log in", "text/html; charset=utf-8")],
    PAGE,
  ],
  "such a page where there is no hash": [
    [typed("Please log in", "text/html")],
    PAGE,
    UNHASHED,
  ],
  "a page, by its first bytes": [[pageFrom("<!doctype html>")], PAGE, UNHASHED],
  "a page after a line break": [
    [pageFrom("\n <HTML lang=en>")],
    PAGE,
    UNHASHED,
  ],
  "a page after a mark": [[pageFrom("\uFEFF<html>")], PAGE, UNHASHED],
  "a body that is shorter than declared": [
    [dropped(FILE)],
    "the body ended after 10000 of 20000 bytes",
    UNHASHED,
  ],
  "a short body of undeclared length": [
    [chunked(FILE.subarray(0, 500))],
    "the body ended after 500 of 20000 bytes",
    UNHASHED,
  ],
  "a file of another size, before it is fetched": [
    [wellBehaved(fileOf(30_000, 1))],
    "another file is there: wanted 20000 bytes, got 30000",
  ],
  "a body that goes on after the file's end": [
    [chunked(fileOf(30_000, 1))],
    "the body goes on after 20000 bytes",
    UNHASHED,
  ],
  "a file that is always wrong": [
    [wellBehaved(OTHER)],
    `SHA-256 differs: wanted ${PUBLISHED.sha256}, got ${sha256Of(OTHER)}`,
  ],
  "a connection that stalls": [
    [stalled(FILE)],
    "the body ended after 10000 of 20000 bytes: stalled, no byte came for " +
    "0.3 s",
    IMPATIENT,
  ],
  "a part that was not asked for": [
    [() => partOf(FILE, { from: 0 })],
    "HTTP 206",
  ],
  "a rest that is short as well": [
    [dropped(FILE), () =>
      new Response(FILE.subarray(10_000, 15_000), {
        status: 206,
        headers: { "content-range": "bytes 10000-14999/20000" },
      })],
    "the body ended after 15000 of 20000 bytes",
  ],
};

for (const [what, [behaviours, message, options]] of Object.entries(REFUSED)) {
  Deno.test(`fetchFile() refuses ${what}`, async () => {
    const { error, asked, left } = await failure(behaviours, options);
    assertStringIncludes(error.message, message);
    assertEquals(asked.length, 2);
    // What may be continued is kept, and nothing of what is another file.
    const isKept = message.startsWith("the body ended");
    assertEquals(left.includes("train.bin.part"), isKept);
  });
}

const V1 = { etag: '"v1"' };
const V2 = { etag: '"v2"' };
const REST = "bytes=10000-";

/** What is asked for, one range a request, until the file is whole. */
type Story = [
  behaviours: Behaviour[],
  asked: (string | null)[],
  options?: { sha256: undefined },
];

const RESUMED: Readonly<Record<string, Story>> = {
  "fetches wrong bytes again from their start": [
    [wellBehaved(OTHER), wellBehaved(FILE)],
    [null, null],
  ],
  "resumes with a request for the rest": [
    [dropped(FILE, { headers: V1 }), wellBehaved(FILE, V1)],
    [null, REST],
  ],
  "resumes by a strong ETag where there is no hash": [
    [dropped(FILE, { headers: V1 }), wellBehaved(FILE, V1)],
    [null, REST],
    UNHASHED,
  ],
  "resumes without a validator where there is a hash": [
    [dropped(FILE), wellBehaved(FILE)],
    [null, REST],
  ],
  "does not resume without both": [
    [dropped(FILE), wellBehaved(FILE)],
    [null, null],
    UNHASHED,
  ],
  "resumes over a redirect": [
    [
      dropped(FILE, { headers: V1 }),
      redirect("/elsewhere"),
      wellBehaved(FILE, V1),
    ],
    [null, REST, REST],
  ],
  "starts over when the server ignores the range": [
    [dropped(FILE, { headers: V1 }), () => new Response(FILE)],
    [null, REST],
  ],
  "starts over when the file has changed": [
    [dropped(OTHER, { headers: V1 }), wellBehaved(FILE, V2)],
    [null, REST],
  ],
  "starts over when a file without a hash has changed": [
    [dropped(OTHER, { headers: V1 }), wellBehaved(FILE, V2)],
    [null, REST],
    UNHASHED,
  ],
  "starts over when a server ignores If-Range": [
    [
      dropped(OTHER, { headers: V1 }),
      () => partOf(FILE, { from: 10_000, headers: V2 }),
      wellBehaved(FILE, V2),
    ],
    [null, REST, null],
    UNHASHED,
  ],
  "starts over when the rest is of a longer file": [
    [
      dropped(FILE, { headers: V1 }),
      () => partOf(FILE, { from: 10_000, total: 20_001, headers: V1 }),
      wellBehaved(FILE, V1),
    ],
    [null, REST, null],
  ],
  "starts over when the rest begins too early": [
    [
      dropped(FILE, { headers: V1 }),
      () => partOf(FILE, { from: 9_999, headers: V1 }),
      wellBehaved(FILE, V1),
    ],
    [null, REST, null],
  ],
  "starts over when the rest does not say where it begins": [
    [
      dropped(FILE, { headers: V1 }),
      () => new Response(FILE.subarray(10_000), { status: 206, headers: V1 }),
      wellBehaved(FILE, V1),
    ],
    [null, REST, null],
  ],
  "starts over when the range cannot be given": [
    [dropped(FILE), status(416), wellBehaved(FILE)],
    [null, REST, null],
  ],
};

for (const [what, [behaviours, wanted, options]] of Object.entries(RESUMED)) {
  Deno.test(`fetchFile() ${what}`, async () => {
    const asked = await success(behaviours, options);
    assertEquals(ranges(asked), wanted);
    const [etag] = asked.flatMap(({ ifRange }) => ifRange ?? []);
    if (etag !== undefined) assertEquals(etag, V1.etag);
  });
}

Deno.test("fetchFile() resumes by the date where there is no strong ETag", async () => {
  const date = "Wed, 21 Oct 2015 07:28:00 GMT";
  const headers = { etag: 'W/"v1"', "last-modified": date };
  const asked = await success([
    dropped(FILE, { headers }),
    wellBehaved(FILE, headers),
  ], { sha256: undefined });
  assertEquals(asked[1]?.range, "bytes=10000-");
  assertEquals(asked[1]?.ifRange, date);
});

Deno.test("fetchFile() resumes from the next mirror where it has a hash", async () => {
  for (const sha256 of [PUBLISHED.sha256, undefined]) {
    await using place = await newTarget();
    await using first = misbehavingServer(
      dropped(FILE, { headers: { etag: '"a"' } }),
      status(503),
    );
    await using second = misbehavingServer(
      wellBehaved(FILE, { etag: '"b"' }),
    );
    const mirrors = [first.url, second.url];
    await fetchFile(place.target, { mirrors, sha256, ...QUICK });
    assertEquals(await Deno.readFile(place.target), FILE);
    const wanted = sha256 === undefined ? null : "bytes=10000-";
    assertEquals(ranges(second.asked), [wanted]);
    assertEquals(second.asked[0]?.ifRange, null);
  }
});

Deno.test("fetchFile() resumes what an earlier call left", async () => {
  await using place = await newTarget();
  const headers = { etag: '"v1"' };
  await using server = misbehavingServer(
    dropped(FILE, { headers }),
    status(503),
    wellBehaved(FILE, headers),
  );
  const options = { mirrors: [server.url], ...PUBLISHED, ...QUICK };
  await assertRejects(() => fetchFile(place.target, options), Error);
  assertEquals(await Deno.readFile(place.part), FILE.subarray(0, 10_000));
  await fetchFile(place.target, options);
  assertEquals(await Deno.readFile(place.target), FILE);
  assertEquals(ranges(server.asked), [null, "bytes=10000-", "bytes=10000-"]);
});

Deno.test("fetchFile() resumes what a killed process left", async () => {
  await using place = await newTarget();
  const headers = { etag: '"v1"' };
  await using server = misbehavingServer(
    stalled(FILE, { headers }),
    wellBehaved(FILE, headers),
  );
  const options = { mirrors: [server.url], ...PUBLISHED };
  const child = fetchingProcess(place.target, options);
  const sizeOfPart = async () => {
    const info = await Deno.stat(place.part).catch(() => undefined);
    return info?.size ?? 0;
  };
  for (let look = 0; look < 200 && await sizeOfPart() < 10_000; look++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill("SIGKILL");
  await child.output();
  await fetchFile(place.target, { ...options, ...QUICK });
  assertEquals(await Deno.readFile(place.target), FILE);
  assertEquals(ranges(server.asked), [null, "bytes=10000-"]);
});

Deno.test("fetchFile() drops what is left of another version", async () => {
  const url = "http://127.0.0.1/file";
  const note = (changes: Record<string, unknown>) =>
    JSON.stringify({
      url,
      sha256: PUBLISHED.sha256,
      validator: '"v1"',
      totalBytes: FILE.length,
      ...changes,
    });
  const notes: [string, string | null][] = [
    // Nothing but the hash of the whole can tell: the second try is whole.
    [note({}), "bytes=10000-"],
    [note({ sha256: sha256Of(OTHER) }), null],
    [note({ sha256: null }), null],
    [note({ totalBytes: 9_000 }), null],
    [note({ totalBytes: "20000" }), null],
    ["null", null],
    ["", null],
    [note({}).slice(0, 40), null],
  ];
  for (const [left, firstRange] of notes) {
    await using place = await newTarget();
    await using server = misbehavingServer(wellBehaved(FILE));
    await Deno.writeFile(place.part, OTHER.subarray(0, 10_000));
    await Deno.writeTextFile(place.note, left);
    const mirrors = [server.url];
    await fetchFile(place.target, { mirrors, ...PUBLISHED, ...QUICK });
    assertEquals(await Deno.readFile(place.target), FILE);
    assertEquals(server.asked[0]?.range, firstRange, left);
  }
});

Deno.test("fetchFile() drops a part that nothing says the origin of", async () => {
  await using place = await newTarget();
  await using server = misbehavingServer(wellBehaved(FILE));
  await Deno.writeFile(place.part, FILE.subarray(0, 10_000));
  const mirrors = [server.url];
  await fetchFile(place.target, { mirrors, sha256: undefined, ...QUICK });
  assertEquals(await Deno.readFile(place.target), FILE);
  assertEquals(ranges(server.asked), [null]);
});

Deno.test("fetchFile() takes a whole part without asking again", async () => {
  for (const [bytes, requests] of [[FILE, 0], [OTHER, 1]] as const) {
    await using place = await newTarget();
    await using server = misbehavingServer(wellBehaved(FILE));
    await Deno.writeFile(place.part, bytes);
    await Deno.writeTextFile(
      place.note,
      JSON.stringify({
        url: server.url,
        sha256: PUBLISHED.sha256,
        validator: null,
        totalBytes: FILE.length,
      }),
    );
    const mirrors = [server.url];
    await fetchFile(place.target, { mirrors, ...PUBLISHED, ...QUICK });
    assertEquals(await Deno.readFile(place.target), FILE);
    assertEquals(server.asked.length, requests);
  }
});

Deno.test("fetchFile() drops a whole part of another size", async () => {
  await using place = await newTarget();
  await using server = misbehavingServer(wellBehaved(FILE));
  await Deno.writeFile(place.part, FILE.subarray(0, 10_000));
  await Deno.writeTextFile(
    place.note,
    JSON.stringify({
      url: server.url,
      sha256: null,
      validator: '"v1"',
      totalBytes: 10_000,
    }),
  );
  await fetchFile(place.target, {
    mirrors: [server.url],
    sha256: undefined,
    bytes: FILE.length,
    ...QUICK,
  });
  assertEquals(await Deno.readFile(place.target), FILE);
});

Deno.test("fetchFile() tells how far it is", async () => {
  await using place = await newTarget();
  await using server = misbehavingServer(
    slow(FILE, { steps: 5, milliseconds: 150 }),
  );
  const told: FetchProgress[] = [];
  await fetchFile(place.target, {
    mirrors: [server.url],
    ...PUBLISHED,
    onProgress: (progress) => told.push(progress),
  });
  const bytes = told.map((progress) => progress.bytes);
  assertEquals(bytes[0], 0);
  assertEquals(bytes.at(-1), FILE.length);
  assertEquals(bytes, bytes.toSorted((a, b) => a - b));
  assertGreater(told.length, 3);
  assert(told.every(({ url }) => url === server.url));
  assert(told.every(({ totalBytes }) => totalBytes === FILE.length));
});

Deno.test("fetchFile() counts what was there before", async () => {
  await using place = await newTarget();
  await using server = misbehavingServer(dropped(FILE), wellBehaved(FILE));
  const told: number[] = [];
  await fetchFile(place.target, {
    mirrors: [server.url],
    ...PUBLISHED,
    ...QUICK,
    onProgress: ({ bytes }) => told.push(bytes),
  });
  assertEquals(told.at(0), 0);
  assert(told.slice(1).every((bytes) => bytes >= 10_000), `${told}`);
});

Deno.test("fetchFile() holds little of a large file in memory", async () => {
  await using place = await newTarget();
  const piece = new Uint8Array(65_536);
  let peak = 0;
  const look = () => peak = Math.max(peak, Deno.memoryUsage().rss);
  const large = (pieces: number): Behaviour => () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === pieces) return controller.close();
        if (sent++ % 32 === 0) look();
        controller.enqueue(piece);
      },
    });
    return new Response(body);
  };
  await using server = misbehavingServer(large(320), large(1024));
  const mirrors = [server.url];
  const fetchTo = (target: string, pieces: number) =>
    fetchFile(target, {
      mirrors,
      sha256: undefined,
      bytes: pieces * piece.length,
    });
  // A first file fills the buffers that client and server work with.
  await fetchTo(`${place.target}.first`, 320);
  const before = Deno.memoryUsage().rss;
  await fetchTo(place.target, 1024);
  look();
  assertEquals((await Deno.stat(place.target)).size, 2 ** 26);
  assertLess((peak - before) / 2 ** 20, 40);
});

Deno.test({
  name: "fetchFile() says that the disk is full, and asks no other mirror",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using place = await newTarget();
    await using server = misbehavingServer(wellBehaved(FILE));
    await Deno.symlink("/dev/full", place.part);
    const mirrors = [server.url, `${server.url}/second`];
    const options = { mirrors, ...PUBLISHED, ...QUICK };
    const { stdout } = await fetchingProcess(place.target, options).output();
    assertEquals(
      new TextDecoder().decode(stdout),
      `Cannot fetch train.bin: the disk that holds ${place.folder} is full. ` +
        "Next step: free some room there and start again: it goes on from where it stopped\n",
    );
    assertEquals(server.asked.length, 1);
  },
});

Deno.test("fetchFile() blames no mirror for what is wrong on this machine", async () => {
  await using place = await newTarget();
  await using server = misbehavingServer(wellBehaved(FILE));
  await Deno.mkdir(place.part);
  const mirrors = [server.url];
  const error = await assertRejects(
    () => fetchFile(place.target, { mirrors, ...PUBLISHED, ...QUICK }),
    Error,
  );
  assert(!error.message.includes("no mirror gave it"), error.message);
  assertEquals(server.asked.length, 1);
});

Deno.test("fetchFile() takes nothing but http: and https: addresses", async () => {
  const refused = ["file:///etc/passwd", "ftp://a/b", "data:,x", "train.bin"];
  for (const url of refused) {
    await assertRejects(
      () =>
        fetchFile("nowhere/train.bin", { mirrors: [url], sha256: undefined }),
      RangeError,
      `Cannot fetch train.bin: wanted an http: or https: address, got "${url}"`,
    );
  }
});

Deno.test("fetchFile() refuses settings that cannot be met", async () => {
  const mirrors = ["https://example.com/"];
  const refused = [
    [{ mirrors: [], sha256: undefined }, "at least one mirror"],
    [{ mirrors, sha256: "abc" }, "64 hexadecimal digits"],
    [{ mirrors, sha256: undefined, bytes: 0 }, "a size in bytes, got 0"],
    [{ mirrors, sha256: undefined, bytes: NaN }, "a size in bytes, got NaN"],
  ] as const;
  for (const [options, state] of refused) {
    await assertRejects(
      () => fetchFile("nowhere/train.bin", options),
      RangeError,
      state,
    );
  }
});
