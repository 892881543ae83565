import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { junitSuites } from "../../../../bench/run/outputs/junit_suites.ts";
import {
  annotationsOf,
  summaryContent,
} from "../../../../bench/run/outputs/summary_content.ts";
import {
  type RunOutcome,
  writeOutputs,
} from "../../../../bench/run/outputs/write_outputs.ts";
import type { Reviewed } from "../../../../bench/run/confirm.ts";
import {
  byKey,
  CLAIM,
  decideStudies,
  failedTrial,
  okTrial,
  settingsOf,
  siteOf,
  studyOf,
} from "../../_trials.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** A run in which the layer gains, and one trial of the last seed failed. */
function outcomeOf(changes: Partial<Reviewed> = {}): RunOutcome {
  const trials = SEEDS.flatMap((seed) => [
    okTrial({ seed, head: "plain" }, 0.1),
    seed === 12 ? failedTrial({ seed }) : okTrial({ seed }, 0.5 + seed / 100),
  ]);
  const studies = [studyOf(CLAIM, { site: siteOf(), seeds: SEEDS.length })];
  const results = byKey(trials);
  const findings = decideStudies(studies, results).map((finding) => ({
    ...{ ...finding, expected: "supported" as const },
    ...changes,
  }));
  return {
    ...{ studies, findings, results, isInterrupted: false },
    leftOut: ["majority on leaves small-cnn: too few classes"],
    claims: [],
    date: "2026-01-02T03:04:05.000Z",
  };
}

const DEPARTURE = { verdict: "contradicted" } as const;

Deno.test("junitSuites() has a suite a claim: assertions, failed trials, what was left out", () => {
  const [gain, majority, ...others] = junitSuites(outcomeOf());
  assertEquals(others, []);
  assertEquals(gain!.name, "gain");
  assertEquals(
    gain!.cases.map(({ name, outcome }) => [name, outcome?.kind]),
    [
      ["positive on leaves small-cnn", undefined],
      ["trial of final-batch-norm, seed 12 on leaves small-cnn", "error"],
    ],
  );
  assertEquals(gain!.started, "2026-01-02T03:04:05.000Z");
  const seconds = gain!.cases.reduce((sum, each) => sum + each.seconds, 0);
  assert(Math.abs(seconds - 23 * 1.23456) < 1e-9);
  assertEquals(majority!.cases.map(({ outcome }) => outcome?.kind), [
    "skipped",
  ]);
});

Deno.test("junitSuites() fails a departure, but not one that was not repeated", () => {
  const [failed] = junitSuites(outcomeOf(DEPARTURE));
  const { outcome } = failed!.cases[0]!;
  assertEquals(outcome?.kind, "failure");
  assertEquals(outcome?.message, "contradicted, expected supported");
  const [finding] = outcomeOf().findings;
  const again = { firstSeed: 1_000_001, finding: finding!, isDeparture: false };
  const [passed] = junitSuites(outcomeOf({ ...DEPARTURE, again }));
  assertEquals(passed!.cases[0]!.outcome, undefined);
  assertStringIncludes(passed!.note!, "as expected:");
});

Deno.test("summaryContent() sorts what is wrong from what was not repeated", () => {
  const usual = summaryContent(outcomeOf());
  assertEquals(
    usual.headline,
    "verdicts: 1, departures: 0, failed trials: 1",
  );
  const departed = summaryContent(outcomeOf(DEPARTURE));
  assertEquals(departed.departures.length, 1);
  assertEquals(annotationsOf(departed).length, 2);
  assertStringIncludes(departed.headline, "departures: 1");
  const [finding] = outcomeOf().findings;
  const again = { firstSeed: 1_000_001, finding: finding!, isDeparture: false };
  const chance = summaryContent(outcomeOf({ ...DEPARTURE, again }));
  assertEquals([chance.departures.length, chance.unconfirmed.length], [0, 1]);
  const part = summaryContent({ ...outcomeOf(), isInterrupted: true });
  assertStringIncludes(part.headline, "the run was stopped before its end");
});

Deno.test("writeOutputs() writes what is asked for, and what belongs to every run", async () => {
  const out = await Deno.makeTempDir();
  const settings = settingsOf({ out });
  await Deno.writeTextFile(`${out}/trials.csv`, "seed\r\n");
  await Deno.writeTextFile(`${out}/trials.sqlite`, "");
  const namesOf = (folder: string) =>
    [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  await writeOutputs(outcomeOf(), settings, {});
  const usual = ["dvc.yaml", "metrics.json", "ro-crate-metadata.json"];
  assertEquals(namesOf(out), [...usual, "trials.csv", "trials.sqlite"]);
  const crate = JSON.parse(
    await Deno.readTextFile(`${out}/ro-crate-metadata.json`),
  );
  const files = crate["@graph"].filter((each: { "@type": string }) =>
    each["@type"] === "File"
  );
  assertEquals(
    files.map((each: { name: string }) => each.name),
    ["dvc.yaml", "metrics.json", "trials.csv"],
  );

  const summary = `${out}/summary.md`;
  await Deno.writeTextFile(summary, "before\n");
  await writeOutputs(
    outcomeOf(),
    { ...settings, junit: `${out}/junit.xml`, tensorboard: `${out}/tb` },
    { GITHUB_STEP_SUMMARY: summary },
  );
  assertStringIncludes(
    await Deno.readTextFile(`${out}/junit.xml`),
    '<testsuite name="gain"',
  );
  assert(
    (await Deno.readTextFile(summary)).startsWith("before\n## verdicts&#58; 1"),
  );
  const runs = namesOf(`${out}/tb/leaves-small-cnn`);
  assertEquals(runs.length, 2 * SEEDS.length);
  assert(runs[0]!.startsWith("final-batch-norm-softmax-seed1"), runs[0]);
  await Deno.remove(out, { recursive: true });
});
