import { assertEquals, assertStringIncludes } from "@std/assert";
import { madeUpResults } from "../../reports/_result_set.ts";
import { writeResults } from "../../reports/_write_results.ts";
import { runTask } from "./_run.ts";

Deno.test("deno task report makes the page again, the same", async () => {
  const folder = await Deno.makeTempDir();
  await writeResults(folder, madeUpResults());
  const page = await Deno.readTextFile(`${folder}/index.html`);
  await Deno.remove(`${folder}/index.html`);
  const { code, stdout } = await runTask("report", [folder]);
  assertEquals(code, 0);
  assertEquals(stdout, `${folder}/datapackage.json\n${folder}/index.html\n`);
  assertEquals(await Deno.readTextFile(`${folder}/index.html`), page);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("deno task report says what to do where there is no report", async () => {
  const folder = await Deno.makeTempDir();
  const { code, stderr } = await runTask("report", [folder]);
  assertEquals(code, 4);
  assertStringIncludes(stderr, `Cannot read ${folder}: it has no run.json`);
  await Deno.remove(folder);
});

Deno.test("deno task report names what is damaged, and writes nothing", async () => {
  const folder = await Deno.makeTempDir();
  await writeResults(folder, madeUpResults());
  await Deno.remove(`${folder}/index.html`);
  const file = `${folder}/run.json`;
  const text = await Deno.readTextFile(file);
  await Deno.writeTextFile(file, text.replace('"seed":1', '"seed":"first"'));
  const { code, stderr } = await runTask("report", [folder]);
  assertEquals(code, 4);
  assertStringIncludes(stderr, `Cannot read ${file}: claims.0.statements`);
  const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
  assertEquals(names.includes("index.html"), false);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("deno task report takes one folder", async () => {
  const { code, stderr } = await runTask("report", ["a", "b"]);
  assertEquals(code, 2);
  assertEquals(
    stderr,
    "error: Cannot make the reports of 2 folders: name one\n",
  );
});
