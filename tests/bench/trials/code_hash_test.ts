import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { modulesOf } from "../../../bench/trials/_modules_of.ts";
import { codeHash } from "../../../bench/trials/code_hash.ts";

const WORKER = new URL(
  "../../../bench/trials/workers/worker.ts",
  import.meta.url,
);

Deno.test("codeHash() is the same twice", async () => {
  const hash = await codeHash();
  assertEquals(await codeHash(), hash);
  assertEquals(/^[0-9a-f]{64}$/.test(hash), true);
});

Deno.test("codeHash() misses no module that a worker runs", async () => {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", WORKER.href],
  }).output();
  const graph: Graph = JSON.parse(new TextDecoder().decode(stdout));
  const found = await modulesOf(WORKER);
  const wanted = runtimeModules(graph, WORKER.href);
  assertEquals(wanted.size > 50, true);
  assertEquals([...wanted].filter((name) => !found.has(name)), []);
});

Deno.test("codeHash() changes with each module that is run", async () => {
  using tree = await makeTree();
  const { hash, write } = tree;
  const names = ["near.ts", "deep/far.ts", "late.ts", "named.ts", "bare.ts"];
  for (const name of names) {
    const before = await hash();
    await write(name, `${TREE[name]}\n// more`);
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
    hash: () => codeHash(entry),
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}
