/** What the two public APIs, `.` and `./engine`, say of themselves is complete. */
import { assert, assertEquals } from "@std/assert";
import { ROOT } from "./_documents.ts";
import { deno, outcomeOf } from "../_process.ts";

/** What is read of the output of `deno doc --json`. */
interface Documentation {
  nodes: Record<string, {
    symbols: {
      name: string;
      declarations: {
        kind: string;
        jsDoc?: { tags?: { kind: string; name?: string }[] };
        def: { params: unknown[]; returnType?: unknown };
      }[];
    }[];
  }>;
}

/**
 * What other projects may import, with the most names that each should export:
 * more would be an index of the sources, and no interface.
 */
const MODULES: [path: string, mostNames: number][] = [
  ["mod.ts", 60],
  ["models/engines/mod.ts", 24],
];

/** What `deno doc` says of a module, and what it complains of. */
async function denoDoc(
  path: string,
  option: string,
): Promise<{ text: string; complaints: string }> {
  const options = { cwd: ROOT, env: { NO_COLOR: "1" } };
  const { stdout, stderr } = await outcomeOf(
    deno("doc --quiet", [option, path], options),
  );
  return { text: stdout, complaints: stderr };
}

/** What a module exports. */
async function symbolsOf(path: string) {
  const { nodes }: Documentation = JSON.parse(
    (await denoDoc(path, "--json")).text,
  );
  return Object.values(nodes).flatMap(({ symbols }) => symbols);
}

for (const [path, mostNames] of MODULES) {
  Deno.test(`everything that ${path} exports has a doc comment, by deno doc --lint`, async () => {
    const { complaints } = await denoDoc(path, "--lint");
    // A type that is inferred from a schema refers to it, and what takes a
    // tensor to tfjs: that is no error here.
    const others = [...complaints.matchAll(/^error\[(.*?)\]: .*$/gm)]
      .filter(([, rule]) => rule !== "private-type-ref").map(([line]) => line);
    assertEquals(others, []);
  });

  Deno.test(`${path} exports what another project takes, and little else`, async () => {
    const names = await symbolsOf(path);
    assert(names.length <= mostNames, `it exports ${names.length} names`);
  });

  Deno.test(`every function of ${path} documents parameters, result and an example`, async () => {
    const functions = (await symbolsOf(path)).flatMap(
      ({ name, declarations }) =>
        declarations.filter(({ kind }) => kind === "function")
          .map(({ jsDoc, def }) => ({ name, def, tags: jsDoc?.tags ?? [] })),
    );
    assert(functions.length > 2, `found ${functions.length}`);
    for (const { name, def, tags } of functions) {
      const kinds = tags.map(({ kind }) => kind);
      const count = kinds.filter((kind) => kind === "param").length;
      assertEquals(count, def.params.length, `${name}: parameters`);
      const isVoid = JSON.stringify(def.returnType).includes('"void"');
      assert(isVoid || kinds.includes("return"), `${name}: result`);
      assert(kinds.includes("example"), `${name}: example`);
    }
  });
}
