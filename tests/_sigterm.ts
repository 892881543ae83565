/** What schedulers do to all processes of a job. */

/** More bytes than a pipe holds. */
const MUCH = 2 ** 20;

/** Milliseconds in which a process that SIGTERM ends has ended. */
const TIME = 500;

/**
 * Sends SIGTERM to a process that reads its input, and closes its input then.
 *
 * @returns How it ended.
 */
export async function terminateReading(
  process: Deno.ChildProcess,
): Promise<Deno.CommandStatus> {
  const input = process.stdin.getWriter();
  // Once this is written, most of it was read.
  await input.write(new Uint8Array(MUCH).fill(" ".charCodeAt(0)));
  process.kill("SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, TIME));
  await input.close().catch(() => {}); // it may have ended
  return await process.output();
}
