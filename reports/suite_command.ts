/** Which runs the suite's other commands know the claims of. */
import type { RunDocument } from "./document.ts";

/** What is called to check the claims of the suite's own bench files. */
export const SUITE_COMMAND = "deno task bench";

/**
 * Whether a run checked claims of the suite: `deno task trial` and `deno task
 * accept` know no others.
 *
 * @param settings Of the run.
 */
export function isOfSuite(
  { command }: Pick<RunDocument["settings"], "command">,
): boolean {
  return command === SUITE_COMMAND;
}
