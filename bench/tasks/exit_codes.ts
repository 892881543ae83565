/** What tasks end with: the one table of exit codes. */
import { INTERRUPTED } from "./stop_signal.ts";

/** The codes. */
export const ExitCode = {
  asExpected: 0,
  departure: 1,
  usage: 2,
  inconclusive: 3,
  failure: 4,
  interrupted: INTERRUPTED,
} as const;

/** What each code of `deno task bench` means, for its help and for docs/ci.md. */
export const EXIT_CODES: Readonly<Record<number, string>> = {
  [ExitCode.asExpected]: "as reviewed, or nothing was reviewed; there may be " +
    "notices",
  [ExitCode.departure]: "something has changed since the review",
  [ExitCode.usage]: "usage, or a filter that matches nothing",
  [ExitCode.inconclusive]: "under `--strict`: an assertion is open, or there " +
    "is a notice",
  [ExitCode.failure]: "a trial, a claim, the data or the engine failed",
  [ExitCode.interrupted]:
    "interrupted, or out of time; the reports hold what " +
    "was run",
};
