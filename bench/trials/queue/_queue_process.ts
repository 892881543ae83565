/** A child process that runs BullMQ, as its parent sees it. */
import { WorkerError } from "../executor.ts";
import { jsonLine, readJsonLines } from "../json_lines.ts";
import { tailOf } from "../tail_of.ts";
import { type QueueReply, queueReply } from "./queue_reply.ts";
import type {
  OpenCommand,
  QueueCommand,
  QueueTiming,
} from "./process/messages.ts";
import { parseQueueUrl } from "./queue_address.ts";

/** Which queue, and how it is used. */
export interface QueueOptions {
  /** `redis://` or `rediss://`, as `parseQueueUrl` has it. */
  url: string;
  /** SHA-256 of the code that computes trials, in hexadecimal. */
  code: string;
  /** The server's authority: certificates in PEM, where it is a private one. */
  authority?: string | undefined;
  /** Gets what people should know: outages, missing workers, refused jobs. */
  onNote?: ((text: string) => void) | undefined;
  /** Time limits; {@linkcode DEFAULT_TIMING} unless told otherwise. */
  timing?: Partial<QueueTiming> | undefined;
}

/** With these, a lost consumer's trial goes to another after 15 to 20 s. */
export const DEFAULT_TIMING: QueueTiming = {
  lockSeconds: 15,
  stalledSeconds: 5,
  pollSeconds: 0.2,
  connectSeconds: 10,
  keepSeconds: 24 * 3600,
};

/** Where the process and its packages are; `--config` takes no URL. */
const FOLDER = `${import.meta.dirname}/process`;

/** Lines of a dead process that are shown. */
const LAST_LINES = 5;

/** The process: started, sent commands, and ended. */
export class QueueProcess implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #stderr: Promise<string>;

  /**
   * Starts the process. It may reach the queue's server and read the
   * environment, and nothing else.
   *
   * @throws {SyntaxError} If the URL is not one of a queue.
   */
  constructor(
    options: QueueOptions & Pick<OpenCommand, "role"> & { slots?: number },
  ) {
    const { url, code, authority, role, slots = 1, timing } = options;
    const address = parseQueueUrl(url);
    const { host, port } = address;
    const name = host.includes(":") ? `[${host}]` : host;
    this.#process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--frozen",
        `--config=${FOLDER}/deno.json`,
        `--allow-net=${name}:${port}`,
        "--allow-env",
        `${FOLDER}/main.ts`,
      ],
      // What is native in its packages stays out: it may open no library.
      env: { MSGPACKR_NATIVE_ACCELERATION_DISABLED: "true", NO_COLOR: "1" },
      // Ctrl-C at a terminal is for the parent alone.
      detached: Deno.build.os !== "windows",
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#stderr = tailOf(this.#process.stderr);
    this.send({
      type: "open",
      role,
      address,
      authority,
      code,
      slots,
      timing: { ...DEFAULT_TIMING, ...timing },
    });
  }

  /** Sends a command; if the process is dead, {@linkcode replies} says so. */
  send(command: QueueCommand): void {
    this.#input.write(jsonLine(command)).catch(() => {});
  }

  /**
   * What the process says, until it ends.
   *
   * @throws {WorkerError} If it dies, or says that it cannot go on.
   */
  async *replies(): AsyncGenerator<
    Exclude<QueueReply, { type: "failure" }>
  > {
    for await (const message of readJsonLines(this.#process.stdout)) {
      const reply = queueReply.parse(message);
      if (reply.type === "failure") throw new WorkerError(reply.message);
      yield reply;
    }
    const { success, signal, code } = await this.#process.status;
    if (success) return;
    const lines = (await this.#stderr).trim().split("\n");
    throw new WorkerError(
      `Cannot use the queue: its process ended with ${signal ?? code}: ` +
        `${lines.slice(-LAST_LINES).join("\n  ")}. Next step: where a ` +
        "package could not be fetched, let it reach the npm registry once",
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {}); // it may be dead already
    await this.#process.stdout.cancel().catch(() => {}); // it may be read yet
    await this.#process.status;
    await this.#stderr;
  }
}
