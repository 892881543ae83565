import { assert, assertEquals } from "@std/assert";
import { writeRunHistory } from "../../../bench/run/outputs/write_run_history.ts";
import { readCsv } from "../../../reports/tables/read_csv.ts";
import {
  toVerdictsCsv,
  VERDICT_FIELDS,
} from "../../../reports/tables/verdicts_csv.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";
import { HOSTILE_NAMES as MARKUP_NAMES } from "../_result_set.ts";
import { historyOf, madeUpRun, writeRuns } from "../_runs.ts";
import { findCommand } from "../_write_results.ts";

const FILE = { name: "verdicts.csv" };

Deno.test("toVerdictsCsv() has a row for each run and assertion", async () => {
  const history = await historyOf(
    madeUpRun({
      ...{ day: 2, verdict: "inconclusive", gain: 0.25 },
      facts: { complete: "no: the run was stopped" },
    }),
    madeUpRun({ day: 1, facts: { code: "SHA-256 c0de (12)" } }),
  );
  const rows = readCsv(toVerdictsCsv(history), VERDICT_FIELDS, FILE);
  const { setup, ...first } = rows[0]!;
  assertEquals(first, {
    ...{ run: 1, began: "2026-01-01T12:00:00.000Z", folder: "b" },
    ...{ complete: "yes", suite: "@finalbn/suite 0.1.0", code: "SHA-256 c0de" },
    ...{ profile: "quick", claim: "gain", assertion: "positive" },
    ...{ kind: "greater", site: "leaves small-cnn", dataset: "leaves" },
    ...{ model: "small-cnn", majority: "healthy", minority: "spot" },
    ...{ epochs: "3", bound: 0, margin: 0.05 },
    ...{ verdict: "supported", expected: "supported" },
    ...{ estimate: 0.5, lower: 0.4, upper: 0.6, level: 0.95, p_holm: 0.02 },
    ...{ seeds: 6, failed: 0 },
  });
  const { run, complete, verdict, estimate } = rows[1]!;
  assertEquals(
    [run, complete, verdict, estimate, rows[1]!.setup, rows.length],
    [
      ...[2, "no", "inconclusive", 0.25],
      ...[setup, 2],
    ],
  );
});

Deno.test("toVerdictsCsv() takes hostile names unharmed", async () => {
  // Not what is no text at all: files are written as UTF-8.
  const names = [...HOSTILE_NAMES, ...MARKUP_NAMES]
    .filter((name) => name.isWellFormed());
  const history = await historyOf(
    ...names.map((name, at) =>
      madeUpRun({ day: at + 1, row: { claim: name, site: name } })
    ),
  );
  history.runs.forEach((run, at) => run.folder = names[at]!);
  const csv = toVerdictsCsv(history);
  assert(csv.includes("'=1+1"), "a formula is guarded");
  const rows = readCsv(csv, VERDICT_FIELDS, FILE)
    .toSorted((a, b) => a.run! - b.run!);
  assertEquals(
    rows.map(({ claim, site, folder }) => [claim, site, folder]),
    names.map((name) => [name, name, name]),
  );
});

const frictionless = await findCommand("frictionless");

Deno.test({
  name: "frictionless finds a history with hostile names valid",
  ignore: frictionless === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const run = madeUpRun({ day: 1, minority: MARKUP_NAMES });
    await writeRuns(folder, [
      run,
      madeUpRun({ day: 2, settings: { epochs: 9 } }),
    ]);
    await writeRunHistory([folder], `${folder}/out`);
    const { success, stdout } = await new Deno.Command(frictionless!, {
      args: ["validate", "--json", "datapackage.json"],
      cwd: `${folder}/out`,
    }).output();
    const report = JSON.parse(new TextDecoder().decode(stdout));
    assert(success, JSON.stringify(report.tasks, null, 1).slice(0, 4000));
    assertEquals([report.valid, report.stats.tasks], [true, 1]);
    await Deno.remove(folder, { recursive: true });
  },
});
