/** What a run writes beside its CSV reports, for those who read other formats. */
import { dirname } from "node:path";
import { annotations } from "../../../reports/formats/annotations.ts";
import type { ClaimRow } from "../../../reports/tables/claims_csv.ts";
import { DVC_YAML, toDvcMetrics } from "../../../reports/formats/dvc.ts";
import { toJunit } from "../../../reports/formats/junit.ts";
import { markdownSummary } from "../../../reports/formats/markdown_summary.ts";
import {
  type CrateEngine,
  toRoCrate,
} from "../../../reports/formats/ro_crate.ts";
import { findEntry } from "../../../datasets/registry.ts";
import manifest from "../../../deno.json" with { type: "json" };
import type { Results, Study } from "../../study/study.ts";
import type { Reviewed } from "../confirm.ts";
import { junitSuites } from "./junit_suites.ts";
import type { Settings } from "../settings/settings.ts";
import { annotationsOf, summaryContent } from "./summary_content.ts";
import { assertWritable } from "./write_reports.ts";
import { writeTensorboard } from "./write_tensorboard.ts";
import type { TrialResult } from "../../trials/trial.ts";

/** What came of a run, whole or in part. */
export interface RunOutcome {
  /** Those that are done. */
  studies: readonly Study[];
  findings: readonly Reviewed[];
  results: Results;
  /** What could not be checked: lines that begin with a claim's name. */
  leftOut: readonly string[];
  /** The rows of `claims.csv`. */
  claims: readonly ClaimRow[];
  isInterrupted: boolean;
  /** When the latest trial began, in ISO 8601. */
  date: string;
}

/**
 * Makes sure that what was asked for can be written, before the trainings and
 * not after.
 *
 * @throws {Error} If it cannot.
 */
export async function assertOutputs(
  { junit, tensorboard }: Pick<Settings, "junit" | "tensorboard">,
): Promise<void> {
  if (junit !== undefined) await assertWritable(dirname(junit), "--junit");
  if (tensorboard !== undefined) {
    await assertWritable(tensorboard, "--tensorboard");
  }
}

/** Environment variables of GitHub Actions that are looked at. */
export type CiEnvironment = Readonly<
  Partial<Record<"GITHUB_STEP_SUMMARY" | "GITHUB_ACTIONS", string>>
>;

/**
 * Writes JUnit XML and TensorBoard's event files where they were asked for, the
 * summary and annotations on GitHub, and dvc's files and the RO-Crate beside
 * the reports.
 *
 * @param outcome What came of the run.
 * @param settings Where all of it goes.
 * @param environment Where it runs.
 */
export async function writeOutputs(
  outcome: RunOutcome,
  settings: Settings,
  environment: CiEnvironment,
): Promise<void> {
  const { out, junit, tensorboard } = settings;
  if (junit !== undefined) {
    await Deno.writeTextFile(junit, toJunit(junitSuites(outcome)));
  }
  if (tensorboard !== undefined) {
    await writeTensorboard(tensorboard, [...outcome.results.values()]);
  }
  await writeSummary(outcome, environment);
  await Deno.writeTextFile(`${out}/dvc.yaml`, DVC_YAML);
  await Deno.writeTextFile(
    `${out}/metrics.json`,
    toDvcMetrics(outcome.claims),
  );
  await Deno.writeTextFile(
    `${out}/${CRATE}`,
    await crateOf(outcome, settings),
  );
}

const CRATE = "ro-crate-metadata.json";

/** What is no report: a store, and what is being written. */
const NO_REPORT = /^trials\.sqlite|\.part$/;

async function writeSummary(
  outcome: RunOutcome,
  { GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS: isThere }: CiEnvironment,
): Promise<void> {
  const content = summaryContent(outcome);
  if (summary) {
    await Deno.writeTextFile(summary, markdownSummary(content), {
      append: true,
    });
  }
  if (isThere !== "true") return;
  // GitHub reads them from standard error as well, where they spoil no results.
  for (const line of annotations(annotationsOf(content))) console.error(line);
}

async function crateOf(
  { studies, results, date }: RunOutcome,
  { out, images }: Pick<Settings, "out" | "images">,
): Promise<string> {
  const files = (await Array.fromAsync(Deno.readDir(out)))
    .filter(({ name, isFile }) =>
      isFile && name !== CRATE && !NO_REPORT.test(name)
    )
    .map(({ name }) => ({ name, bytes: Deno.statSync(`${out}/${name}`).size }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  const distinct = (names: string[]) => [...new Set(names)].sort();
  const trials = [...results.values()];
  return toRoCrate({
    ...{ files, date, version: manifest.version },
    claims: distinct(studies.map(({ claim }) => claim.name)),
    datasets: distinct(trials.map(({ spec }) => spec.dataset))
      .map((name) => findEntry(name, images)),
    engines: enginesOf(trials),
  });
}

/** The engines that trained, each once. */
function enginesOf(trials: readonly TrialResult[]): CrateEngine[] {
  const engines = new Map<string, CrateEngine>();
  for (const { origin } of trials) {
    if (origin === undefined) continue;
    const { name, version } = origin.engine;
    engines.set(`${name} ${version}`, { name, version });
  }
  return [...engines].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([, engine]) => engine);
}
