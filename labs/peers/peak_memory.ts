/** The most memory that a process has held. */

/**
 * Asks the system.
 *
 * @param pid The number of a process that has not ended.
 * @returns Bytes; `undefined` where the system does not tell, as on any but
 * Linux.
 */
export async function peakMemory(pid: number): Promise<number | undefined> {
  try {
    // Deno itself reads /proc only with every permission.
    const { stdout } = await new Deno.Command("cat", {
      args: [`/proc/${pid}/status`],
      stderr: "null",
    }).output();
    return parsePeak(new TextDecoder().decode(stdout));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/**
 * Reads the line `VmHWM:` of proc(5).
 *
 * @returns Bytes; `undefined` if there is no such line.
 */
export function parsePeak(status: string): number | undefined {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
