import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { HOSTILE_NAMES } from "../../reports/_hostile_names.ts";
import { madeUpRun, writeRuns } from "../../reports/_runs.ts";
import { runTask } from "./_run.ts";

/** Runs the task on two made-up runs, of which the second changed. */
async function withRuns(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/runs`);
    await writeRuns(`${folder}/runs`, [
      madeUpRun({ day: 1 }),
      madeUpRun({ day: 8, verdict: "contradicted", gain: -0.5 }),
    ]);
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("deno task history says what changed, and writes it", async () => {
  await withRuns(async (folder) => {
    const out = `${folder}/out`;
    const { code, stdout, stderr } = await runTask("history", [
      `${folder}/runs/b`,
      `${folder}/runs/a`,
      "--out",
      out,
    ]);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(
      stdout,
      `\
assertions whose verdict, bound or margin changed: 1 of 1
  gain/positive on leaves small-cnn
    supported 1; contradicted 2; expected: supported
    run 2, 2026-01-08: [-0.60, -0.40] -0.50, before [+0.40, +0.60] +0.50
`,
    );
    const files = stdout.slice(stdout.indexOf("written:"))
      .match(/[^\s,]+\.\w+/g);
    assertEquals(
      files,
      ["datapackage.json", "verdicts.csv", "index.html"]
        .map((name) => `${out}/${name}`),
    );
    for (const file of files!) assert((await Deno.stat(file)).isFile);
  });
});

Deno.test("deno task history ends with 4, and writes the rest, where a run is damaged", async () => {
  await withRuns(async (folder) => {
    await Deno.writeTextFile(`${folder}/runs/a/run.json`, "{}");
    await Deno.mkdir(`${folder}/runs/notes`);
    const { code, stdout, stderr } = await runTask("history", [
      `${folder}/runs`,
      "--out",
      `${folder}/out`,
    ]);
    assertEquals(code, 4);
    assertStringIncludes(stdout, "1 run, oldest first");
    assertEquals(
      stderr,
      `error: Cannot read ${folder}/runs/a/run.json: it is not the document ` +
        "of a run. Next step: name the folder that deno task bench wrote\n",
    );
  });
});

Deno.test("deno task history refuses a folder that is a run's, in one line", async () => {
  await withRuns(async (folder) => {
    const run = `${folder}/runs/a`;
    await Deno.writeTextFile(`${run}/index.html`, "the page of the run");
    const { code, stdout, stderr } = await runTask("history", [
      `${folder}/runs`,
      "--out",
      run,
    ]);
    assertEquals([code, stdout], [4, ""]);
    assertEquals(
      stderr,
      `error: Cannot write the history to ${run}: its index.html would be ` +
        "lost. Next step: choose another folder with --out\n",
    );
  });
});

Deno.test("deno task history takes folders with hostile names", async () => {
  await withRuns(async (folder) => {
    // What a file system can have: no NUL, and nothing that is no text.
    const names = HOSTILE_NAMES
      .map((name) => name.replaceAll("/", "").replaceAll("\0", ""))
      .filter((name) => name.isWellFormed());
    for (const [at, name] of names.entries()) {
      await Deno.mkdir(`${folder}/${name}`);
      await writeRuns(`${folder}/${name}`, [madeUpRun({ day: at + 9 })]);
    }
    const out = `${folder}/out`;
    const { code, stdout, stderr } = await runTask("history", [
      `${folder}/runs`,
      ...names.map((name) => `${folder}/${name}`),
      "--out",
      out,
    ]);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, `${names.length + 2} runs, oldest first`);
    assert(!/[^\P{Cc}\n]/u.test(stdout), "a terminal would obey it");
    const page = await Deno.readTextFile(`${out}/index.html`);
    assert(!page.includes("<script"));
  });
});
