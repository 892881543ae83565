import { assertEquals, assertRejects } from "@std/assert";
import { readList } from "../../../reports/tables/read_list.ts";
import type { ResultSet } from "../../../reports/tables/read_results.ts";
import { readRun } from "../../../reports/tables/read_run.ts";
import { HOSTILE_NAMES } from "../_result_set.ts";
import { madeUpRun } from "../_runs.ts";
import { writeTables } from "../_write_results.ts";

/** Does something with the folder of a result set. */
async function inFolder(
  results: ResultSet,
  look: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await writeTables(folder, results);
    await look(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readRun() tells when a run began, and what computed it", async () => {
  const facts = {
    code: "SHA-256 c0de (12)",
    engines: "tensorflow 2.21.0 on cpu, avx2 (8); wasm 4.22.0 on cpu, simd (4)",
  };
  await inFolder(madeUpRun({ day: 3, facts }), async (folder) => {
    const { verdicts, ...run } = await readRun(folder);
    assertEquals(run, {
      ...{ folder, began: "2026-01-03T12:00:00.000Z", isComplete: true },
      suite: "@finalbn/suite 0.1.0",
      code: "SHA-256 c0de",
      engine: "tensorflow 2.21.0 on cpu, avx2; wasm 4.22.0 on cpu, simd",
    });
    assertEquals(verdicts.map(({ verdict }) => verdict), ["supported"]);
  });
});

Deno.test("readRun() leaves out what is only measured", async () => {
  const results = madeUpRun({ day: 1 });
  const [row] = results.claims;
  results.claims.push({
    ...{ ...row!, assertion: "beside", role: "reported" },
    verdict: undefined,
  });
  await inFolder(results, async (folder) => {
    const { verdicts } = await readRun(folder);
    assertEquals(verdicts.map(({ row }) => row.assertion), ["positive"]);
  });
});

Deno.test("readRun() takes a run that says no time of its own for as old as its last trial", async () => {
  const results = madeUpRun({ day: 1 });
  results.environment = [
    { name: "last trial", value: "2025-12-24T18:00:00+01:00" },
    { name: "complete", value: "no: the run was stopped" },
  ];
  await inFolder(results, async (folder) => {
    const { began, isComplete } = await readRun(folder);
    assertEquals([began, isComplete], ["2025-12-24T17:00:00.000Z", false]);
  });
});

for (
  const [facts, got] of [
    [[], "neither"],
    [[{ name: "run began", value: "yesterday" }], '"yesterday"'],
  ] as const
) {
  Deno.test(`readRun() refuses a run of no time: ${got}`, async () => {
    const results = { ...madeUpRun({ day: 1 }), environment: [...facts] };
    await inFolder(results, async (folder) => {
      await assertRejects(
        () => readRun(folder),
        SyntaxError,
        `Cannot tell when the run in ${folder} began: wanted a time in ISO ` +
          '8601 as "run began" or "last trial" in its environment.csv, got ' +
          `${got}. Next step: `,
      );
    });
  });
}

Deno.test("readRun() says which trial is missing", async () => {
  const results = madeUpRun({ day: 1 });
  const [{ trial } = {}] = results.trials;
  results.trials = results.trials.filter((row) => row.trial !== trial);
  await inFolder(results, async (folder) => {
    await assertRejects(
      () => readRun(folder),
      SyntaxError,
      `Cannot read ${folder}/trials.csv: it has no trial ${trial}, which ` +
        "contrasts.csv names",
    );
  });
});

Deno.test("readRun() says which file is missing", async () => {
  await inFolder(madeUpRun({ day: 1 }), async (folder) => {
    await Deno.remove(`${folder}/contrasts.csv`);
    await assertRejects(
      () => readRun(folder),
      Deno.errors.NotFound,
      `Cannot read ${folder}/contrasts.csv: there is no such file`,
    );
  });
});

Deno.test("readRun() gives hostile names back as they were", async () => {
  const run = madeUpRun({ day: 1, minority: HOSTILE_NAMES });
  const [row] = run.claims;
  run.claims = HOSTILE_NAMES.map((site) => ({ ...row!, site }));
  await inFolder(run, async (folder) => {
    const { verdicts } = await readRun(folder);
    assertEquals(verdicts.map(({ row }) => row.site), HOSTILE_NAMES);
    const [{ row: { minority } } = { row: row! }] = verdicts;
    assertEquals(readList(minority), HOSTILE_NAMES);
  });
});
