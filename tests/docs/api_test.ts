/** What the public API says of itself is complete. */
import { assert, assertEquals } from "@std/assert";
import { ROOT } from "./_documents.ts";

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

async function denoDoc(...options: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--quiet", ...options, "mod.ts"],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  assertEquals(code, 0, decoder.decode(stderr));
  return decoder.decode(stdout);
}

Deno.test("everything that mod.ts exports has a doc comment, by deno doc --lint", async () => {
  await denoDoc("--lint");
});

Deno.test("every function of mod.ts documents parameters, result and an example", async () => {
  const { nodes }: Documentation = JSON.parse(await denoDoc("--json"));
  const symbols = Object.values(nodes).flatMap(({ symbols }) => symbols);
  const functions = symbols.flatMap(({ name, declarations }) =>
    declarations.filter(({ kind }) => kind === "function")
      .map(({ jsDoc, def }) => ({ name, def, tags: jsDoc?.tags ?? [] }))
  );
  assert(functions.length > 30, `found ${functions.length}`);
  for (const { name, def, tags } of functions) {
    const kinds = tags.map(({ kind }) => kind);
    const count = kinds.filter((kind) => kind === "param").length;
    assertEquals(count, def.params.length, `${name}: parameters`);
    const isVoid = JSON.stringify(def.returnType).includes('"void"');
    assert(isVoid || kinds.includes("return"), `${name}: result`);
    assert(kinds.includes("example"), `${name}: example`);
  }
});
