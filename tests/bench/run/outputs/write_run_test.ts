import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import {
  assertPlaces,
  writeFormats,
} from "../../../../bench/run/outputs/write_run.ts";
import { FORMATS } from "../../../../reports/formats/formats.ts";
import { everyKind } from "../../../reports/_every_kind.ts";

/** Calls back with a folder that is removed afterwards. */
async function inFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The names in a folder, in the alphabet's order. */
function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("writeFormats() writes what belongs to every run, the same each time", async () => {
  await inFolder(async (out) => {
    const run = everyKind();
    const names = await writeFormats(run, { out, formats: {} });
    assertEquals(namesIn(out), names.toSorted());
    assertEquals(
      names.toSorted(),
      [
        "claims.csv",
        "contrasts.csv",
        "datapackage.json",
        "dvc.yaml",
        "environment.csv",
        "history.csv",
        "index.html",
        "metrics.json",
        "trials.csv",
      ],
    );
    const textOf = () =>
      names.map((name) => Deno.readTextFileSync(`${out}/${name}`)).join();
    const first = textOf();
    await writeFormats(run, { out, formats: {} });
    assertEquals(textOf(), first);
  });
});

Deno.test("writeFormats() writes what was asked for, where it was asked for", async () => {
  await inFolder(async (out) => {
    const run = everyKind();
    const formats = {
      junit: `${out}/deep/er/verdicts.xml`,
      tensorboard: `${out}/runs`,
    };
    const summary = `${out}/summary.md`;
    await Deno.writeTextFile(summary, "before\n");
    const names = await writeFormats(run, { out, formats }, {
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_ACTIONS: "",
    });
    assert(!names.includes("junit.xml"));
    assertStringIncludes(
      await Deno.readTextFile(formats.junit),
      '<testsuite name="gain"',
    );
    assert(
      (await Deno.readTextFile(summary)).startsWith("before\n## verdicts&#58;"),
    );
    const folders = namesIn(formats.tensorboard)
      .flatMap((site) => namesIn(`${formats.tensorboard}/${site}`));
    assertEquals(folders.length, run.trials.length);
  });
});

Deno.test("assertPlaces() refuses what cannot be written, by the name of its option", async () => {
  await inFolder(async (out) => {
    await assertPlaces({ out, formats: { junit: `${out}/a/b.xml` } });
    const cases = [
      ["out", { out: "/dev/null/reports", formats: {} }],
      ["junit", { out, formats: { junit: "/dev/null/junit.xml" } }],
      ["tensorboard", { out, formats: { tensorboard: "/dev/null/runs" } }],
    ] as const;
    for (const [option, places] of cases) {
      await assertRejects(
        () => assertPlaces(places),
        Error,
        `Next step: choose another folder with --${option}`,
      );
    }
  });
});

Deno.test("FORMATS have one file each where an option or a variable names one", async () => {
  const run = everyKind();
  for (const [name, { says, when, files }] of Object.entries(FORMATS)) {
    assert(says.length > 0, name);
    const isOne = typeof when === "object" &&
      (!("option" in when) || when.option.value === "FILE");
    const { length } = Object.keys(await files(run, "here", { strict: false }));
    assert(isOne ? length === 1 : length > 0, name);
  }
});
