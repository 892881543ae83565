/** What every task does around its work: exit codes, and errors for people. */
import { UsageError } from "../study/usage_error.ts";

/** What a task ends with. */
export const ExitCode = {
  asExpected: 0,
  departure: 1,
  usage: 2,
  inconclusive: 3,
  failure: 4,
  interrupted: 130,
} as const;

/**
 * Runs a task and exits with its code. An error becomes its message and a
 * code, never a stack; FINALBN_DEBUG=1 shows the stack as well.
 *
 * @param task The work; returns an exit code.
 */
export async function runTask(task: () => Promise<number>): Promise<never> {
  try {
    Deno.exit(await task());
  } catch (caught) {
    const error = firstOf(caught);
    const text = error instanceof Error ? error.message : String(error);
    console.error(`error: ${text}`);
    if (Deno.env.get("FINALBN_DEBUG")) console.error(error);
    Deno.exit(
      error instanceof UsageError ? ExitCode.usage : ExitCode.failure,
    );
  }
}

/** What went wrong first, where tidying up after it went wrong as well. */
function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}
