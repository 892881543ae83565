/** Runs a command and gives what it wrote; one that is missing has failed. */
export async function runCommand(
  [command = "", ...args]: readonly string[],
  env: Record<string, string> = {},
): Promise<{ success: boolean; text: string }> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(command, {
      args,
      env,
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { success, text: decoder.decode(stdout) + decoder.decode(stderr) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return { success: false, text: error.message };
    }
    throw error;
  }
}
