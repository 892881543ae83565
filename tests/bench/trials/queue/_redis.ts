import { words } from "../../../_process.ts";
/** A Redis of a test's own, on a free port of this machine. */

/** How the server is started. */
export interface RedisOptions {
  password?: string;
  /** Whether everything survives a restart; else nothing does. */
  isPersistent?: boolean;
  /** Whether it speaks TLS, with a certificate signed by nobody. */
  tls?: boolean;
}

/**
 * A test with a server of its own, skipped where none can be started, or for
 * another reason, such as `" (skipped: no terminal)"`.
 */
export function redisTest(
  name: string,
  test: (server: Redis) => Promise<void>,
  { skipped = "", ...options }: RedisOptions & { skipped?: string } = {},
): void {
  const missing = ["redis-server", ...options.tls ? ["openssl"] : []]
    .find((command) => !hasCommand(command));
  const reason = missing === undefined ? skipped : ` (skipped: no ${missing})`;
  Deno.test({
    name: name + reason,
    ignore: reason !== "",
    fn: async () => {
      await using server = await Redis.start(options);
      await test(server);
    },
  });
}

function hasCommand(name: string): boolean {
  try {
    const args = [name === "openssl" ? "version" : "--version"];
    return new Deno.Command(name, { args }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

const TLS = "--tls-auth-clients no --tls-cert-file cert.pem --tls-key-file " +
  "key.pem --tls-ca-cert-file cert.pem";

/** A server that can be killed and started again. */
export class Redis implements AsyncDisposable {
  readonly port = freePort();
  readonly #folder = Deno.makeTempDirSync();
  readonly #options: RedisOptions;
  #process: Deno.ChildProcess | undefined;

  private constructor(options: RedisOptions) {
    this.#options = options;
  }

  /** Starts a server, and waits until it takes connections. */
  static async start(options: RedisOptions = {}): Promise<Redis> {
    const server = new Redis(options);
    if (options.tls) server.#makeCertificate();
    await server.restart();
    return server;
  }

  /** Its URL, without a password. */
  get url(): string {
    const scheme = this.#options.tls ? "rediss" : "redis";
    return `${scheme}://127.0.0.1:${this.port}`;
  }

  /** The certificate of a server with TLS, in PEM. */
  get certificate(): string {
    return Deno.readTextFileSync(`${this.#folder}/cert.pem`);
  }

  /** Ends the server as a loss of power would. */
  async kill(): Promise<void> {
    this.#process?.kill("SIGKILL");
    await this.#process?.status;
    this.#process = undefined;
  }

  /** Starts it again, where it was. */
  async restart(): Promise<void> {
    const { password, isPersistent = false, tls = false } = this.#options;
    const port = String(this.port);
    this.#process = new Deno.Command("redis-server", {
      args: [
        ...words("--bind 127.0.0.1 --dir"),
        this.#folder,
        "--save",
        "",
        ...words(tls ? `--port 0 --tls-port ${port} ${TLS}` : `--port ${port}`),
        ...password === undefined ? [] : ["--requirepass", password],
        ...isPersistent
          ? ["--appendonly", "yes", "--appendfsync", "always"]
          : [],
      ],
      cwd: this.#folder,
      stdout: "null",
      stderr: "null",
    }).spawn();
    while (!await this.#answers()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Sends a command to a server without a password. */
  async command(...words: string[]): Promise<string> {
    using connection = await Deno.connect({ port: this.port });
    const parts = words.map((word) => {
      const { length } = new TextEncoder().encode(word);
      return `$${length}\r\n${word}\r\n`;
    });
    const text = `*${words.length}\r\n${parts.join("")}`;
    const writer = connection.writable.getWriter();
    await writer.write(new TextEncoder().encode(text));
    const buffer = new Uint8Array(2 ** 16);
    const length = await connection.read(buffer) ?? 0;
    return new TextDecoder().decode(buffer.subarray(0, length));
  }

  async #answers(): Promise<boolean> {
    try {
      (await Deno.connect({ port: this.port })).close();
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.ConnectionRefused) return false;
      throw error;
    }
  }

  #makeCertificate(): void {
    const { success } = new Deno.Command("openssl", {
      args: [
        ...words("req -x509 -newkey ec -nodes -days 2"),
        ...words("-pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=queue"),
        ...words("-addext subjectAltName=IP:127.0.0.1"),
        ...words("-keyout key.pem -out cert.pem"),
      ],
      cwd: this.#folder,
      stderr: "null",
    }).outputSync();
    if (!success) throw new Error("openssl made no certificate");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** A port that nothing listens on. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}
