import { outcomeOf } from "./_process.ts";
/** Python, and what it can import: tools that check what is written here. */

/**
 * Whether a program ends well, so that a test that needs it is not skipped.
 *
 * @param command The program and its arguments.
 */
export async function canRun(...command: string[]): Promise<boolean> {
  const [program = "", ...args] = command;
  try {
    const { success } = await new Deno.Command(program, {
      args,
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}

/** Runs a Python program, and gives its exit code and all that it said. */
export async function runPython(
  program: string,
  args: readonly string[] = [],
): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await outcomeOf(
    new Deno.Command("python3", {
      args: ["-c", program, ...args],
      env: { PYTHONIOENCODING: "utf-8" },
    }),
  );
  return { code, text: stdout + stderr };
}
