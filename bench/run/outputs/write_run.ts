/** Everything that a run leaves in files. */
import { DOCUMENT_FILE, type LeftOut } from "../../../reports/document.ts";
import { leftOutLine } from "../../../reports/statements.ts";
import type { ClaimRow } from "../../../reports/tables/claims_csv.ts";
import type { Study } from "../../study/study.ts";
import type { ClaimRun } from "../claim_run.ts";
import { buildDocument } from "../build_document.ts";
import { documentClaims } from "../document_claims.ts";
import { contrastRows } from "./contrast_rows.ts";
import type { RunData } from "../data/prepare_data.ts";
import { claimRow } from "./report_rows.ts";
import { runOptions } from "../settings/run_options.ts";
import { samplesOf } from "./sample_strips.ts";
import type { Settings } from "../settings/settings.ts";
import { writeFiles } from "./write_files.ts";
import { writeOutputs } from "./write_outputs.ts";
import { writeReports } from "./write_reports.ts";

/** What is reported beside a run's results. */
export interface WriteRunOptions {
  settings: Settings;
  /** All that was planned. */
  studies: readonly Study[];
  /** What could not be checked. */
  leftOut: readonly LeftOut[];
  data: RunData;
  /** When the run began. */
  began: Date;
  /** The arguments that the settings were read from. */
  args: readonly string[] | undefined;
}

/** The rows of a run's `claims.csv`. */
export function claimRowsOf(
  { findings, family }: ClaimRun,
  settings: Settings,
): ClaimRow[] {
  const { size } = family.keys;
  return findings.map((finding) =>
    claimRow(finding, { ...settings, family: size })
  );
}

/**
 * Writes the reports, and what else was asked for.
 *
 * @param run It may have been stopped before its end.
 */
export async function writeRun(
  run: ClaimRun,
  { settings, studies, leftOut, data, args, began }: WriteRunOptions,
): Promise<void> {
  const { done, findings, results } = run;
  const trials = [...results.values()];
  const claims = claimRowsOf(run, settings);
  const { profile, filter, seeds, sites, out } = settings;
  const samples = samplesOf(sites, data);
  const document = buildDocument({
    asked: {
      profile,
      filter: [...filter],
      seeds,
      options: args && runOptions(args),
    },
    sites,
    began,
    isComplete: done.length === studies.length,
    claims: documentClaims(findings, {
      studies: done,
      results,
      family: run.family.keys.size,
    }),
    leftOut: [...leftOut],
    results: trials,
    samples,
  });
  await writeFiles(out, { [DOCUMENT_FILE]: JSON.stringify(document) });
  await writeReports(settings.out, {
    ...{ results: trials, claims },
    contrasts: findings.flatMap((finding) =>
      contrastRows(finding, { studies: done, results })
    ),
    samples,
    facts: {
      ...{ settings, began, options: args && runOptions(args) },
      isPartial: done.length < studies.length,
    },
  });
  await writeOutputs(
    {
      ...{ studies: done, findings, results, claims },
      leftOut: leftOut.map(leftOutLine),
      isInterrupted: run.isStopped,
      date: trials.map(({ started }) => started).sort().at(-1) ?? "",
    },
    settings,
    Deno.env.toObject(),
  );
}
