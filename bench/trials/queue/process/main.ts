/**
 * A process that runs BullMQ: reads commands from standard input and writes
 * replies to standard output, one JSON text a line.
 *
 * BullMQ lives here alone, with a lock file of its own and no permission but
 * to reach one server; nothing here computes, so that the locks of running
 * trials are renewed in time. It ends when its input does: the trials that its
 * parent was running then go to other consumers.
 */
import { readJsonLines } from "../../json_lines.ts";
import { leaveSignalsToParent } from "../../leave_signals.ts";
import { Asker } from "./asker.ts";
import type { OpenCommand, QueueCommand } from "./messages.ts";
import { openQueue } from "./open_queue.ts";
import { reply } from "./reply.ts";
import { Server } from "./server.ts";

if (import.meta.main) await main();

async function main(): Promise<void> {
  // Standard output carries replies; what a library prints goes elsewhere.
  console.log = console.info = console.error;
  leaveSignalsToParent();
  const commands = readJsonLines(Deno.stdin.readable) as AsyncGenerator<
    QueueCommand
  >;
  try {
    const { value: first } = await commands.next();
    if (first?.type !== "open") return;
    const side = await open(first);
    reply({ type: "ready" });
    for await (const command of commands) {
      const isOver = side.follow(command);
      // Whoever takes back what was asked for does not listen any longer.
      if (command.type === "withdraw") await isOver;
      isOver.then((over) => over && Deno.exit(0), fail);
    }
  } catch (error) {
    fail(error);
  }
  Deno.exit(0);
}

/** Makes one side of a queue. */
async function open(options: OpenCommand): Promise<Asker | Server> {
  const opened = await openQueue(options);
  return options.role === "ask"
    ? new Asker(opened, options)
    : await Server.start(opened, options);
}

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  reply({ type: "failure", message });
  Deno.exit(0);
}
