/**
 * Finds a command on the PATH.
 *
 * @returns Its file; nothing if it is not here, and then the test that needs it
 * is to be skipped, which is said.
 */
export async function findCommand(name: string): Promise<string | undefined> {
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    try {
      const path = `${folder}/${name}`;
      if ((await Deno.stat(path)).isFile) return path;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  console.error(`note: ${name} is not here: what needs it is skipped`);
  return undefined;
}
