/** How much memory processes hold, seen from outside. */

const PAGE_BYTES = 4096;

/**
 * Asks the system, for all processes in one go.
 *
 * @param pids Process numbers.
 * @returns Bytes of resident memory by process number; what has ended, or what
 * the system does not tell, is left out.
 */
export async function residentMemory(
  pids: readonly number[],
): Promise<Map<number, number>> {
  if (pids.length === 0) return new Map();
  // Deno itself reads /proc only with every permission, and not every Linux
  // has ps.
  const lines = Deno.build.os === "linux"
    ? await linesOf("cat", pids.map((pid) => `/proc/${pid}/stat`))
    : await linesOf("ps", ["-o", "pid=,rss=", "-p", pids.join(",")]);
  return new Map(lines.map(Deno.build.os === "linux" ? fromStat : fromPs));
}

async function linesOf(command: string, args: string[]): Promise<string[]> {
  try {
    const { stdout } = await new Deno.Command(command, {
      args,
      stdin: "null",
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout).split("\n").filter(Boolean);
  } catch {
    // Not there, or no room for one more process: the next look may tell.
    return [];
  }
}

/** `pid (name) state ...`, where the name may hold anything: see proc(5). */
function fromStat(line: string): [number, number] {
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return [parseInt(line), Number(fields[21]) * PAGE_BYTES];
}

function fromPs(line: string): [number, number] {
  const [pid, kibibytes] = line.trim().split(/\s+/).map(Number);
  return [pid ?? 0, (kibibytes ?? 0) * 1024];
}
