/** A server of a queue, for this machine alone, that writes all it is told. */

/** What it says once it can be asked. */
const READY = "Ready to accept connections";

/** A Redis that can be killed, and started again on what it wrote. */
export class RedisServer implements AsyncDisposable {
  readonly url: string;
  readonly #args: string[];
  #process: Deno.ChildProcess | undefined;

  /**
   * @param folder Where it writes.
   * @param port Where it listens, on the loopback interface.
   */
  constructor(folder: string, port: number) {
    this.url = `redis://127.0.0.1:${port}`;
    const settings = `--bind 127.0.0.1 --port ${port} --appendonly yes ` +
      "--appendfsync always --dir";
    this.#args = [...settings.split(" "), folder, "--save", ""];
  }

  /** Whether there is one to be started. */
  static async isInstalled(): Promise<boolean> {
    try {
      const { success } = await new Deno.Command("redis-server", {
        args: ["--version"],
      }).output();
      return success;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }

  /**
   * Starts it, and waits until it can be asked.
   *
   * @throws {Error} If it ends before, with its last lines.
   */
  async start(): Promise<void> {
    this.#process = new Deno.Command("redis-server", {
      args: this.#args,
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const [watched, rest] = this.#process.stdout.tee();
    rest.pipeTo(new WritableStream()).catch(() => {}); // it may not fill up
    let text = "";
    for await (const part of watched.pipeThrough(new TextDecoderStream())) {
      text += part;
      if (text.includes(READY)) return;
    }
    throw new Error(`Cannot start redis-server: ${text.slice(-300)}`);
  }

  /** Kills it, as `kill -9` does. */
  async kill(): Promise<void> {
    this.#process?.kill("SIGKILL");
    await this.#process?.status;
    this.#process = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
