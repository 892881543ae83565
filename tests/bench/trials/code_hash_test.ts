import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { codeHash, COMPUTING } from "../../../bench/trials/code_hash.ts";
import { modulesOf } from "../../../bench/trials/modules_of.ts";
import { deno, outcomeOf } from "../../_process.ts";

const ROOT = new URL("../../../", import.meta.url);

/** The hash of the code as if a part of a file were another. */
async function hashWith(
  path: string,
  was: string | RegExp,
  is: string,
): Promise<string> {
  const edited = new URL(path, ROOT).href;
  return await codeHash(COMPUTING, async (url) => {
    const text = await Deno.readTextFile(url);
    if (url.href !== edited) return text;
    const changed = text.replace(was, is);
    assertNotEquals(changed, text, `${path} has no ${was}`);
    return changed;
  });
}

const HASH = await codeHash();

Deno.test("codeHash() is the same twice", async () => {
  assertEquals(await codeHash(), HASH);
  assertEquals(/^[0-9a-f]{64}$/.test(HASH), true);
});

Deno.test("codeHash() misses no module that computes a trial", async () => {
  const found = await modulesOf(COMPUTING);
  assert(found.size > 50);
  for (const entry of COMPUTING) {
    const { stdout } = await outcomeOf(deno("info --json", [entry.href]));
    const graph: Graph = JSON.parse(stdout);
    const wanted = runtimeModules(graph, entry.href);
    assertEquals([...wanted].filter((name) => !found.has(name)), []);
  }
});

Deno.test("codeHash() changes with what draws, reads, trains or measures", async () => {
  const edits = [
    ["bench/trials/workers/trial_runner.ts", "isFinite", "Boolean"],
    ["datasets/draw.ts", "~seed", "seed"],
    ["datasets/leaves/_rust.ts", "0.31", "0.32"],
    ["datasets/read/decode_image.ts", '"lanczos3"', '"cubic"'],
    ["datasets/read/readers.ts", "/apple.*rust/i", "/apple.*rust/"],
    ["models/engines/tensorflow/context.ts", "threads = 1", "threads = 2"],
    ["models/layers/heads.ts", "divide: true", "divide: false"],
    ["models/metrics/metrics.ts", "2 * hits", "3 * hits"],
    ["models/training/adam.ts", "= 0.999", "= 0.99"],
    ["deno.json", /tfjs@4/, "tfjs@5"],
  ] as const;
  for (const [path, was, is] of edits) {
    assertNotEquals(await hashWith(path, was, is), HASH, path);
  }
});

Deno.test("codeHash() stays for comments, formatting, types and what describes", async () => {
  const edits = [
    ["models/training/adam.ts", "/**", "/** Another word. */\n/**"],
    ["models/training/adam.ts", "tf.tidy(() => {", "tf.tidy(\n() => { // so"],
    ["models/training/adam.ts", "gradients: readonly", "gradients: "],
    ["datasets/draw.ts", '"./dataset.ts"', "'./dataset.ts'"],
    ["datasets/dataset.ts", "licence: string", "licence: number"],
  ] as const;
  for (const [path, was, is] of edits) {
    assertEquals(await hashWith(path, was, is), HASH, path);
  }
});

Deno.test("codeHash() does not read what describes, fetches and reports", async () => {
  const found = [...(await modulesOf(COMPUTING)).keys()]
    .map((href) => href.slice(ROOT.href.length));
  // Licences and mirrors, downloads, options and their help, the page.
  const others =
    /^(datasets\/(registry|acquire)|bench\/(study|run|trials\/field)|reports)/;
  assertEquals(found.filter((path) => others.test(path)), []);
});

Deno.test("codeHash() changes with each module that is run", async () => {
  using tree = await makeTree();
  const { hash, write } = tree;
  const names = ["near.ts", "deep/far.ts", "late.ts", "named.ts", "bare.ts"];
  for (const name of names) {
    const before = await hash();
    await write(name, `${TREE[name]}\nconsole.log("more");`);
    assertNotEquals(await hash(), before, name);
  }
});

Deno.test("codeHash() does not change with types and with other modules", async () => {
  using tree = await makeTree();
  const { hash, write } = tree;
  const before = await hash();
  await write("types.ts", "export type Told = 2;");
  await write("more_types.ts", "export type More = 2;");
  await write("unrelated.ts", "export const other = 2;");
  assertEquals(await hash(), before);
});

Deno.test("codeHash() refuses a module that is missing", async () => {
  using tree = await makeTree();
  const { hash, write } = tree;
  await write("near.ts", 'import "./nowhere.ts";');
  await assertRejects(hash, Deno.errors.NotFound);
});

interface Graph {
  modules: {
    specifier: string;
    dependencies?: { isDynamic?: boolean; code?: { specifier: string } }[];
  }[];
}

/** The files that are reached by imports that outlive the removal of types. */
function runtimeModules({ modules }: Graph, entry: string): Set<string> {
  const byName = new Map(modules.map((found) => [found.specifier, found]));
  const reached = new Set([entry]);
  for (const name of reached) {
    for (const { code } of byName.get(name)?.dependencies ?? []) {
      if (code?.specifier.startsWith("file:")) reached.add(code.specifier);
    }
  }
  return reached;
}

/** Modules by the name of their file. */
const TREE: Record<string, string> = {
  "entry.ts": [
    'import { near } from "./near.ts";',
    'import type { Told } from "./types.ts";',
    'export type { More } from "./more_types.ts";',
    "import {",
    "  named,",
    "  type Named,",
    '} from "./named.ts";',
    'import "./bare.ts";',
    "export const late = () => import(",
    '  "./late.ts"',
    ");",
    "console.log(near, named);",
    "export type Both = Told | Named;",
  ].join("\n"),
  "near.ts": 'export { far as near } from "./deep/far.ts";',
  "deep/far.ts": "export const far = 1;",
  "late.ts": "export const late = 1;",
  "named.ts": "export const named = 1;\nexport type Named = 1;",
  "bare.ts": "console.log(1);",
  "types.ts": "export type Told = 1;",
  "more_types.ts": "export type More = 1;",
  "unrelated.ts": "export const other = 1;",
};

async function makeTree() {
  const folder = await Deno.makeTempDir();
  const write = (name: string, text: string) =>
    Deno.writeTextFile(`${folder}/${name}`, text);
  await Deno.mkdir(`${folder}/deep`);
  for (const [name, text] of Object.entries(TREE)) await write(name, text);
  const entry = new URL(`file://${folder}/entry.ts`);
  return {
    write,
    hash: () => codeHash([entry]),
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}
