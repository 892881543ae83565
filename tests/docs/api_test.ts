/** What the public API says of itself is complete. */
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

/** What `deno doc` says of `mod.ts`, and what it complains of. */
async function denoDoc(
  option: string,
): Promise<{ text: string; complaints: string }> {
  const options = { cwd: ROOT, env: { NO_COLOR: "1" } };
  const { stdout, stderr } = await outcomeOf(
    deno("doc --quiet", [option, "mod.ts"], options),
  );
  return { text: stdout, complaints: stderr };
}

Deno.test("everything that mod.ts exports has a doc comment, by deno doc --lint", async () => {
  const { complaints } = await denoDoc("--lint");
  // A type that is inferred from a schema refers to it: that is no error here.
  const others = [...complaints.matchAll(/^error\[(.*?)\]: .*$/gm)]
    .filter(([, rule]) => rule !== "private-type-ref").map(([line]) => line);
  assertEquals(others, []);
});

/** More would be an index of the sources, and no interface. */
const MOST_NAMES = 60;

Deno.test("mod.ts exports what a study of your own takes, and little else", async () => {
  const { nodes }: Documentation = JSON.parse(
    (await denoDoc("--json")).text,
  );
  const names = Object.values(nodes).flatMap(({ symbols }) => symbols);
  assert(names.length <= MOST_NAMES, `it exports ${names.length} names`);
});

Deno.test("every function of mod.ts documents parameters, result and an example", async () => {
  const { nodes }: Documentation = JSON.parse(
    (await denoDoc("--json")).text,
  );
  const symbols = Object.values(nodes).flatMap(({ symbols }) => symbols);
  const functions = symbols.flatMap(({ name, declarations }) =>
    declarations.filter(({ kind }) => kind === "function")
      .map(({ jsDoc, def }) => ({ name, def, tags: jsDoc?.tags ?? [] }))
  );
  assert(functions.length > 15, `found ${functions.length}`);
  for (const { name, def, tags } of functions) {
    const kinds = tags.map(({ kind }) => kind);
    const count = kinds.filter((kind) => kind === "param").length;
    assertEquals(count, def.params.length, `${name}: parameters`);
    const isVoid = JSON.stringify(def.returnType).includes('"void"');
    assert(isVoid || kinds.includes("return"), `${name}: result`);
    assert(kinds.includes("example"), `${name}: example`);
  }
});
