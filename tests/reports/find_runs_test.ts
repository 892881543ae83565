import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { findRuns } from "../../reports/find_runs.ts";

/** Makes files in a folder, each in a folder of its own if needed. */
async function withFiles(
  paths: readonly string[],
  look: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const path of paths) {
      const [, above] = /^(.*\/)?[^/]*$/.exec(`${folder}/${path}`) ?? [];
      await Deno.mkdir(above!, { recursive: true });
      await Deno.writeTextFile(`${folder}/${path}`, "");
    }
    await look(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("findRuns() takes a run, and not what lies in it", async () => {
  await withFiles(["run.json", "gain/run.json"], async (folder) => {
    const found = { folders: [folder], problems: [] };
    assertEquals(await findRuns([folder]), found);
  });
});

Deno.test("findRuns() looks one level below, and passes over what is no run", async () => {
  const files = [
    "2/run.json",
    "1/run.json",
    "notes.txt",
    "charts/chart.ts",
    "older/claims.csv",
    "deep/er/run.json",
  ];
  await withFiles(files, async (folder) => {
    await Deno.symlink(`${folder}/nowhere`, `${folder}/broken`);
    assertEquals(await findRuns([folder]), {
      folders: [`${folder}/1`, `${folder}/2`],
      problems: [],
    });
  });
});

Deno.test("findRuns() has a folder once, whatever it is called", async () => {
  await withFiles(["a/run.json", "b/run.json"], async (folder) => {
    await Deno.symlink(`${folder}/a`, `${folder}/c`);
    const paths = [`${folder}/b/`, folder, `${folder}/a/../b`];
    const { folders } = await findRuns(paths);
    assertEquals(folders, [`${folder}/b/`, `${folder}/a`]);
  });
});

Deno.test("findRuns() says where it found nothing, and finds the rest", async () => {
  await withFiles(["a/run.json", "b/notes.txt"], async (folder) => {
    const paths = ["b", "none", "b/notes.txt", "a"]
      .map((name) => `${folder}/${name}`);
    const { folders, problems } = await findRuns(paths);
    assertEquals(folders, [`${folder}/a`]);
    assertEquals(problems.length, 3);
    assertEquals(
      problems[0],
      `Cannot find a run in ${folder}/b: neither it nor a folder in it has a ` +
        "run.json. Next step: name a folder that deno task bench wrote, or " +
        "one that holds such folders",
    );
    for (const [at, name] of ["none", "b/notes.txt"].entries()) {
      const problem = problems[at + 1]!;
      assert(problem.startsWith(`Cannot look into ${folder}/${name}: `));
      assertStringIncludes(problem, "os error");
    }
  });
});
