import { assertEquals } from "@std/assert";
import { contrastRows } from "../../../../bench/run/outputs/contrast_rows.ts";
import { environmentRows } from "../../../../bench/run/outputs/environment_rows.ts";
import { historyRows } from "../../../../bench/run/outputs/history_rows.ts";
import { runOptions } from "../../../../bench/run/settings/run_options.ts";
import { sampleStrips } from "../../../../bench/run/outputs/sample_strips.ts";
import { trialId } from "../../../../bench/trials/trial.ts";
import { noise, noiseSet } from "../../_made_up_images.ts";
import {
  byKey,
  CLAIM,
  failedTrial,
  okTrial,
  POSITIVE,
  settingsOf,
  SPEC,
  studyOf,
} from "../../_trials.ts";

const { seed: _, head: __, ...CELL } = SPEC;

/** Both arms of two seeds, of which the second lost a trial. */
function twoSeeds() {
  const study = studyOf(CLAIM, { seeds: 2 });
  const of = (head: "plain" | "final-batch-norm", seed: number) => ({
    ...{ ...CELL, head, seed },
  });
  const results = [
    okTrial(of("plain", 1), 0.25),
    okTrial(of("final-batch-norm", 1), 0.75),
    okTrial(of("plain", 2), 0.25),
    failedTrial(of("final-batch-norm", 2)),
  ];
  return { study, results };
}

Deno.test("contrastRows() gives a row a seed, with what it was made of", () => {
  const { study, results } = twoSeeds();
  const rows = contrastRows(
    { claim: CLAIM, statement: POSITIVE, sites: [study.site] },
    { studies: [study], results: byKey(results) },
  );
  const [plain, treated] = results.map(trialId);
  assertEquals(rows.length, 2);
  assertEquals(rows[0], {
    ...{ claim: "gain", assertion: "positive", site: "leaves small-cnn" },
    ...{ condition: undefined, seed: 1, value: 0.5 },
    cells: "with;without",
    weights: "1;-1",
    metrics: "minority_f1;minority_f1",
    inferences: "as-trained;as-trained",
    epochs: "3;3",
    scores: "0.75;0.25",
    trials: `${treated};${plain}`,
  });
  assertEquals([rows[1]?.value, rows[1]?.scores], [undefined, ";0.25"]);
});

Deno.test("contrastRows() names conditions, and scores that are epochs", () => {
  const { study, results } = twoSeeds();
  const of = [{ cell: "with", weight: 1, reaches: 0.5 }];
  const [row] = contrastRows({
    claim: CLAIM,
    statement: {
      kind: "trend",
      name: "t",
      says: "",
      along: [{ label: "a", of }],
    },
    sites: [study.site],
  }, { studies: [study], results: byKey(results) });
  assertEquals(
    [row?.condition, row?.metrics, row?.value],
    ["a", "epoch of minority_f1 >= 0.5", 3],
  );
});

Deno.test("historyRows() gives each epoch its loss, and the last its metrics", () => {
  const rows = historyRows(okTrial({}, 0.5));
  assertEquals(rows.map(({ epoch, loss }) => [epoch, loss]), [
    [1, 0.75],
    [2, 0.25],
    [3, 0.125],
  ]);
  assertEquals(rows.map(({ minority_f1 }) => minority_f1), [
    undefined,
    undefined,
    0.5,
  ]);
  assertEquals(historyRows(failedTrial({})), []);
});

Deno.test("environmentRows() tells what was computed with, and no name twice", () => {
  const { results } = twoSeeds();
  const rows = environmentRows(results, {
    ...{ settings: settingsOf(), options: "--seeds 20", isPartial: true },
    began: new Date("2026-02-03T04:05:06Z"),
  });
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  assertEquals(values.size, rows.length);
  assertEquals(values.get("command"), "deno task bench --seeds 20");
  // When it began, and when its trials did: they may be from an earlier run.
  assertEquals(values.get("run began"), "2026-02-03T04:05:06.000Z");
  assertEquals(values.get("last trial"), "2026-01-02T03:04:05.000Z");
  assertEquals(values.get("trials"), "killed (1); ok (3)");
  assertEquals(values.get("engines"), "tensorflow 2.21.0 on cpu, avx2 (3)");
  assertEquals(values.get("complete"), "no: the run was stopped");
});

Deno.test("runOptions() keeps passwords and paths of results out of reports", () => {
  const args = [
    ...["--queue=redis://me:secret@host", "--seeds", "20", "--out", "/tmp/a"],
    ...["--store", "/tmp/b", "--strict", "--minority", "it's; rm -rf x"],
  ];
  assertEquals(runOptions(args), `--seeds 20 --minority 'it'\\''s; rm -rf x'`);
});

Deno.test("sampleStrips() gives a strip for each class that has images", () => {
  const set = noiseSet({ train: noise(10, 1), test: noise(2, 2) });
  const strips = sampleStrips(set, ["soft", "no such class"]);
  assertEquals(
    strips.map(({ className, count, width, height }) => [
      ...[className, count, width, height],
    ]),
    [["soft", 8, 32, 4]],
  );
});
