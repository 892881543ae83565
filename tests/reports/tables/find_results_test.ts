import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { findResults } from "../../../reports/tables/find_results.ts";

/** Makes files in a folder, each in a folder of its own if need be. */
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

Deno.test("findResults() takes a result set, and not what lies in it", async () => {
  await withFiles(["claims.csv", "gain/claims.csv"], async (folder) => {
    assertEquals(await findResults([folder]), {
      ...{ folders: [folder], others: [], problems: [] },
    });
  });
});

Deno.test("findResults() looks one level below, and tells what is no set", async () => {
  const files = [
    ...["2/trials.csv", "1/claims.csv", "notes.txt"],
    ...["charts/chart.ts", "deep/er/claims.csv"],
  ];
  await withFiles(files, async (folder) => {
    await Deno.symlink(`${folder}/nowhere`, `${folder}/broken`);
    assertEquals(await findResults([folder]), {
      folders: [`${folder}/1`, `${folder}/2`],
      others: [`${folder}/charts`, `${folder}/deep`],
      problems: [],
    });
  });
});

Deno.test("findResults() has a folder once, whatever it is called", async () => {
  await withFiles(["a/claims.csv", "b/claims.csv"], async (folder) => {
    await Deno.symlink(`${folder}/a`, `${folder}/c`);
    const { folders } = await findResults([
      ...[`${folder}/b/`, folder, `${folder}/a/../b`],
    ]);
    assertEquals(folders, [`${folder}/b/`, `${folder}/a`]);
  });
});

Deno.test("findResults() says where it found nothing, and finds the rest", async () => {
  await withFiles(["a/claims.csv", "b/notes.txt"], async (folder) => {
    const paths = ["b", "none", "b/notes.txt", "a"]
      .map((name) => `${folder}/${name}`);
    const { folders, problems } = await findResults(paths);
    assertEquals(folders, [`${folder}/a`]);
    assertEquals(problems.length, 3);
    assertEquals(
      problems[0],
      `Cannot find a result set in ${folder}/b: neither it nor a folder in it ` +
        "has trials.csv, claims.csv, history.csv, contrasts.csv or " +
        "environment.csv. Next step: name a folder that deno task bench " +
        "wrote, or one that holds such folders",
    );
    for (const [at, name] of ["none", "b/notes.txt"].entries()) {
      const problem = problems[at + 1]!;
      assert(problem.startsWith(`Cannot look into ${folder}/${name}: `));
      assertStringIncludes(problem, "os error");
    }
  });
});
