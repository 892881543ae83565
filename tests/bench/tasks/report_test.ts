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
  assertEquals(
    stderr,
    `error: Cannot read ${folder}/trials.csv: there is no such file. Next ` +
      "step: deno task bench first, or name the folder of its reports\n",
  );
  await Deno.remove(folder);
});

Deno.test("deno task report names the row that is damaged, and writes nothing", async () => {
  const folder = await Deno.makeTempDir();
  await writeResults(folder, madeUpResults());
  await Deno.remove(`${folder}/index.html`);
  const file = `${folder}/history.csv`;
  const text = await Deno.readTextFile(file);
  await Deno.writeTextFile(file, text.replace(/,1,/, ",first,"));
  const { code, stderr } = await runTask("report", [folder]);
  assertEquals(code, 4);
  assertStringIncludes(stderr, `Cannot read row 1 of ${file}: wanted `);
  assertStringIncludes(stderr, `got "first"`);
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
