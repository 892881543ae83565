/** What a process that runs BullMQ says. */
import { jsonLine } from "../../json_lines.ts";
import type { QueueReply } from "../queue_reply.ts";

/** Tells the parent something; one that no longer listens is told nothing. */
export function reply(message: QueueReply): void {
  let line = jsonLine(message);
  try {
    while (line.length > 0) line = line.subarray(Deno.stdout.writeSync(line));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
