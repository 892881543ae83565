/** Processes that tests start. */

/** What a process came to. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Arguments without spaces in them, as a shell splits them. */
export function words(text: string): string[] {
  return text.split(" ");
}

/**
 * Deno, of this version, to be run.
 *
 * @param start Its first arguments, without spaces in them.
 * @param args Those after them.
 */
export function deno(
  start: string,
  args: readonly string[] = [],
  options: Omit<Deno.CommandOptions, "args"> = {},
): Deno.Command {
  const all = [...words(start), ...args];
  return new Deno.Command(Deno.execPath(), { ...options, args: all });
}

/** Runs a process to its end. */
export async function outcomeOf(command: Deno.Command): Promise<Outcome> {
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

/** Where Deno keeps packages: those of a bare machine are not fetched again. */
export async function denoDirectory(): Promise<string> {
  const { stdout } = await outcomeOf(deno("info --json"));
  return JSON.parse(stdout).denoDir;
}
