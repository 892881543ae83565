/** What a run prints at its end: evidence, verdicts, and an answer. */
import type { RunDocument } from "../../../reports/document.ts";
import { claimSummary } from "../../../reports/terminal/claim_summary.ts";
import { answer } from "../../../reports/terminal/answer.ts";
import { paintVerdicts } from "../../../reports/terminal/paint_verdicts.ts";
import { printable } from "../../../reports/terminal/printable.ts";
import { summarize } from "../../../reports/terminal/summary.ts";
import { verdictTable } from "../../../reports/terminal/verdict_table.ts";

/**
 * Prints a summary of each claim and site, then all verdicts, what the claims
 * came to, and what that means to somebody who brought images.
 *
 * @param document The run.
 * @param options Whether only the verdicts are wanted, and the answer for your
 * own images.
 */
export function printOutcome(
  document: RunDocument,
  { quiet }: { quiet: boolean },
): void {
  if (!quiet) {
    for (const text of summarize(document)) console.log(`${printable(text)}\n`);
  }
  const hasColour = Deno.stdout.isTerminal() && !Deno.noColor;
  for (const text of [verdictTable(document), claimSummary(document)]) {
    if (text === "") continue;
    const plain = printable(text);
    console.log(hasColour ? paintVerdicts(plain) : plain);
  }
  const text = answer(document);
  if (text !== undefined) console.log(`${printable(text)}\n`);
}
