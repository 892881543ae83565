/** From what a run found to the exit code of its task. */
import type { RunDocument } from "../../reports/document.ts";
import { assertionsOf, isAlarm } from "../../reports/statements.ts";
import { ExitCode } from "./run_task.ts";

/**
 * The exit code of a run: what is worst comes first.
 *
 * @param document What the run found.
 * @param options Whether it was interrupted, and whether anything that is open,
 * or not as reviewed, fails it.
 */
export function exitCodeOf(
  document: RunDocument,
  { isInterrupted, strict }: { isInterrupted: boolean; strict: boolean },
): number {
  if (isInterrupted) return ExitCode.interrupted;
  const hasFailed = document.trials.some(({ result }) =>
    result.status !== "ok"
  );
  if (hasFailed) return ExitCode.failure;
  const assertions = assertionsOf(document).map(({ statement }) => statement);
  const isChanged = document.review?.isChanged === true;
  if (isChanged || assertions.some(isAlarm)) return ExitCode.departure;
  const isLeft = assertions.some(({ verdict, departure }) =>
    verdict === "inconclusive" || departure !== undefined
  );
  return isLeft && strict ? ExitCode.inconclusive : ExitCode.asExpected;
}
