/** How much memory processes hold, seen from outside. */

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
  return Deno.build.os === "linux"
    ? fromStatus(await textOf("cat", pids.map((pid) => `/proc/${pid}/status`)))
    : fromPs(await textOf("ps", ["-o", "pid=,rss=", "-p", pids.join(",")]));
}

async function textOf(command: string, args: string[]): Promise<string> {
  try {
    const { stdout } = await new Deno.Command(command, {
      args,
      stdin: "null",
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout);
  } catch {
    // Not there, or no room for one more process: the next look may tell.
    return "";
  }
}

/** A line `Pid:` and, unless it has ended, a line `VmRSS:` each: see proc(5). */
function fromStatus(text: string): Map<number, number> {
  const held = new Map<number, number>();
  let pid = 0;
  for (const [, name, value] of text.matchAll(/^(Pid|VmRSS):\s+(\d+)/gm)) {
    if (name === "Pid") pid = Number(value);
    else held.set(pid, Number(value) * 1024);
  }
  return held;
}

function fromPs(text: string): Map<number, number> {
  const rows = text.matchAll(/^\s*(\d+)\s+(\d+)/gm);
  return new Map(
    [...rows].map(([, pid, kibibytes]) => [
      Number(pid),
      Number(kibibytes) * 1024,
    ]),
  );
}
