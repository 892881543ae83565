/** From the outcome of a run to the exit code of its task. */
import type { CheckOutcome } from "../run/check_claims.ts";
import type { Settings } from "../run/settings/settings.ts";
import { ExitCode } from "./run_task.ts";

/**
 * The exit code of a run: what is worst comes first.
 *
 * @param outcome What the run came to.
 * @param settings Whether an expected inconclusive verdict fails it.
 */
export function exitCodeOf(
  outcome:
    & Pick<
      CheckOutcome,
      "failedTrials" | "departures" | "interrupted"
    >
    & {
      claims: readonly Pick<CheckOutcome["claims"][number], "verdict">[];
    },
  settings: Pick<Settings, "strict">,
): number {
  const { claims, failedTrials, departures, interrupted } = outcome;
  if (interrupted) return ExitCode.interrupted;
  if (failedTrials > 0) return ExitCode.failure;
  if (departures.length > 0) return ExitCode.departure;
  const isOpen = claims.some(({ verdict }) => verdict === "inconclusive");
  return isOpen && settings.strict
    ? ExitCode.inconclusive
    : ExitCode.asExpected;
}
