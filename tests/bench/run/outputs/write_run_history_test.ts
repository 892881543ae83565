import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { writeFormats } from "../../../../bench/run/outputs/write_run.ts";
import { writeRunHistory } from "../../../../bench/run/outputs/write_run_history.ts";
import { madeUpRun, writeRuns } from "../../../reports/_runs.ts";

/** Three runs in `runs`, to do things with. */
async function withRuns(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/runs`);
    await writeRuns(
      `${folder}/runs`,
      [1, 2, 3].map((day) => madeUpRun({ day })),
    );
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const namesIn = async (folder: string) =>
  (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();

const FILES = ["datapackage.json", "index.html", "verdicts.csv"];

Deno.test("writeRunHistory() writes three files, the same each time", async () => {
  await withRuns(async (folder) => {
    const out = `${folder}/runs/history`;
    const write = () => writeRunHistory([`${folder}/runs`], out);
    const textOf = async () =>
      (await Promise.all(
        FILES.map((name) => Deno.readTextFile(`${out}/${name}`)),
      )).join();
    const { names, problems, history } = await write();
    assertEquals([names.toSorted(), problems], [FILES, []]);
    assertEquals(history.runs.length, 3);
    assertEquals(await namesIn(out), FILES);
    const first = await textOf();
    // It lies among the runs, and is not taken for one.
    assertEquals((await write()).problems, []);
    assertEquals(await textOf(), first);
  });
});

Deno.test("writeRunHistory() leaves the files of others as they are", async () => {
  await withRuns(async (folder) => {
    const paths = [`${folder}/runs`];
    const run = `${folder}/runs/a`;
    await writeFormats(madeUpRun({ day: 1 }), { out: run, formats: {} });
    const page = await Deno.readTextFile(`${run}/index.html`);
    await assertRejects(
      () => writeRunHistory(paths, run),
      Error,
      `Cannot write the history to ${run}: its datapackage.json and ` +
        "index.html would be lost. Next step: choose another folder with --out",
    );
    assertEquals(await Deno.readTextFile(`${run}/index.html`), page);
    // Neither what is no JSON, nor a page that stands alone.
    const other = `${folder}/other`;
    await Deno.mkdir(other);
    for (const name of ["index.html", "datapackage.json", "verdicts.csv"]) {
      await Deno.writeTextFile(`${other}/${name}`, "mine");
      await assertRejects(() => writeRunHistory(paths, other), Error, name);
      assertEquals(await Deno.readTextFile(`${other}/${name}`), "mine");
      await Deno.remove(`${other}/${name}`);
    }
    await Deno.writeTextFile(`${other}/notes.txt`, "mine");
    await writeRunHistory(paths, other);
    assertEquals(await namesIn(other), [...FILES, "notes.txt"].sort());
  });
});

Deno.test("writeRunHistory() names what it cannot read, and writes the rest", async () => {
  await withRuns(async (folder) => {
    await Deno.writeTextFile(`${folder}/runs/a/run.json`, "{}");
    await Deno.writeTextFile(`${folder}/runs/b/run.json`, '{"claims"');
    await Deno.mkdir(`${folder}/runs/notes`);
    const { history, problems } = await writeRunHistory(
      [`${folder}/runs`, `${folder}/none`],
      `${folder}/out`,
    );
    assertEquals(history.runs.map((run) => run.folder), [`${folder}/runs/c`]);
    assertEquals(problems.length, 3);
    for (
      const says of [
        `Cannot look into ${folder}/none: `,
        `Cannot read ${folder}/runs/a/run.json: it is not the document`,
        `Cannot read ${folder}/runs/b/run.json: it is damaged`,
      ]
    ) assert(problems.some((problem) => problem.startsWith(says)), says);
  });
});

Deno.test("writeRunHistory() writes nothing where nothing can be read", async () => {
  await withRuns(async (folder) => {
    const out = `${folder}/out`;
    const { message } = await assertRejects(
      () => writeRunHistory([`${folder}/none`, folder], out),
      Error,
      `Cannot look into ${folder}/none`,
    );
    assertStringIncludes(message, `Cannot find a run in ${folder}`);
    await assertRejects(() => Deno.stat(out), Deno.errors.NotFound);
    await Deno.writeTextFile(`${folder}/runs/a/run.json`, "");
    await assertRejects(
      () => writeRunHistory([`${folder}/runs/a`], out),
      Error,
      "runs/a/run.json: it is damaged",
    );
    assertEquals(await namesIn(out), []);
  });
});

Deno.test("writeRunHistory() says where it may not write", async () => {
  await withRuns(async (folder) => {
    await assertRejects(
      () => writeRunHistory([`${folder}/runs`], "/dev/null/history"),
      Error,
      "Next step: choose another folder with --out",
    );
  });
});
