/** What a run prints at its end: evidence, verdicts, and an answer. */
import { answer } from "../../../reports/terminal/answer.ts";
import { paintVerdicts } from "../../../reports/terminal/paint_verdicts.ts";
import { printable } from "../../../reports/terminal/printable.ts";
import { summarize } from "../../../reports/terminal/summary.ts";
import { verdictTable } from "../../../reports/terminal/verdict_table.ts";
import { wrap } from "../../../reports/terminal/wrap.ts";
import { expectationKey } from "../../study/expectations.ts";
import type { Results, Study } from "../../study/study.ts";
import { answerOf } from "./answer_of.ts";
import type { Reviewed } from "../confirm.ts";
import { studySummaries } from "./report_rows.ts";
import type { Settings } from "../settings/settings.ts";

/** What came of a run. */
export interface PrintedOutcome {
  studies: readonly Study[];
  findings: readonly Reviewed[];
  results: Results;
}

/**
 * Prints a summary of each study, then all verdicts, and what they mean to
 * somebody who brought images; less of it where less was asked for.
 */
export function printOutcome(
  { studies, findings, results }: PrintedOutcome,
  { quiet, json, images }: Pick<Settings, "quiet" | "json" | "images">,
): void {
  if (json) return;
  if (!quiet) {
    for (const summary of studySummaries(studies, findings, results)) {
      console.log(printable(summarize(summary)) + "\n");
    }
  }
  const lines = findings.flatMap((finding) => {
    const { verdict, expected, estimate } = finding;
    if (verdict === undefined) return [];
    const { place: site, name } = expectationKey(finding);
    return [{ site, name, verdict, expected, estimate }];
  });
  if (lines.length > 0) {
    const hasColour = Deno.stdout.isTerminal() && !Deno.noColor;
    const table = verdictTable(lines);
    console.log(hasColour ? paintVerdicts(table) : table);
  }
  const evidence = quiet || images === undefined
    ? undefined
    : answerOf(studies, findings, results);
  if (evidence === undefined) return;
  console.log(printable(wrap(answer(evidence)).join("\n")) + "\n");
}
