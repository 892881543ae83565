import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { madeUpDocument } from "../../reports/_document.ts";
import { writeDocument } from "../../reports/_runs.ts";
import { runTask } from "./_run.ts";

/** Calls back with a folder that is removed afterwards. */
async function inFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("deno task report makes the reports of a run, the same each time", async () => {
  await inFolder(async (folder) => {
    await writeDocument(folder, madeUpDocument());
    const { code, stdout } = await runTask("report", [folder]);
    assertEquals(code, 0);
    const paths = stdout.trimEnd().split("\n");
    assert(paths.includes(`${folder}/index.html`), stdout);
    assert(paths.includes(`${folder}/claims.csv`), stdout);
    const read = () => paths.map((path) => Deno.readTextFileSync(path)).join();
    const before = read();
    await runTask("report", [folder]);
    assertEquals(read(), before);
  });
});

Deno.test("deno task report names what is damaged, and writes nothing", async () => {
  await inFolder(async (folder) => {
    const document = madeUpDocument();
    document.trials[0]!.result.losses = ["first" as unknown as number];
    await writeDocument(folder, document);
    const { code, stderr } = await runTask("report", [folder]);
    assertEquals(code, 4);
    assertStringIncludes(
      stderr,
      `Cannot read ${folder}/run.json: trials.0.result.losses.0: `,
    );
    const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    assertEquals(names, ["run.json"]);
  });
});
