/** Processes that train side by side, for `deno task speed`. */
import type { EngineStart } from "../../models/engine.ts";
import type { SpeedOptions } from "../../models/speed.ts";
import type { SpeedLine } from "./_speed_process.ts";

/** What a team is made of. */
export interface SpeedTeamOptions {
  engine: EngineStart;
  processes: number;
  /** Whether a step is one function, or op by op. */
  isCompiled: boolean;
  /** What each trains. */
  training: SpeedOptions;
}

/** One of the team. */
interface Member {
  input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  output: AsyncGenerator<string, undefined>;
  errors: Promise<string>;
  status: Promise<Deno.CommandStatus>;
}

/** Processes that are ready, and wait for each round. */
export class SpeedTeam implements AsyncDisposable {
  readonly #members: readonly Member[];
  #peakBytes: number | undefined;

  private constructor(members: readonly Member[]) {
    this.#members = members;
  }

  /**
   * Starts the processes, and waits until all have built their networks.
   *
   * @throws {Error} If one of them ends.
   */
  static async start(options: SpeedTeamOptions): Promise<SpeedTeam> {
    const members = Array.from(
      { length: options.processes },
      () => memberOf(options),
    );
    const team = new SpeedTeam(members);
    for (const member of members) await nextLine(member);
    return team;
  }

  /** The most memory of any of them so far; nothing where it is not known. */
  get peakBytes(): number | undefined {
    return this.#peakBytes;
  }

  /**
   * Lets all of them train at the same time.
   *
   * @returns Images per second, all together.
   * @throws {Error} If one of them ends.
   */
  async round(): Promise<number> {
    await Promise.all(
      this.#members.map(({ input }) => input.write(Uint8Array.of(1))),
    );
    let total = 0;
    for (const member of this.#members) {
      const line: SpeedLine = JSON.parse(await nextLine(member));
      total += line.imagesPerSecond;
      if (line.peakBytes === undefined) continue;
      this.#peakBytes = Math.max(this.#peakBytes ?? 0, line.peakBytes);
    }
    return total;
  }

  /** Ends the processes. */
  async [Symbol.asyncDispose](): Promise<void> {
    // One that has ended already takes no end of its input.
    await Promise.all(
      this.#members.map(({ input }) => input.close().catch(() => {})),
    );
    await Promise.all(this.#members.map(({ status }) => status));
  }
}

function memberOf({ engine, isCompiled, training }: SpeedTeamOptions): Member {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--permission-set=worker"],
      new URL("./_speed_process.ts", import.meta.url).href,
      ...[engine, isCompiled, training].map((value) => JSON.stringify(value)),
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return {
    input: child.stdin.getWriter(),
    output: linesOf(child.stdout),
    errors: new Response(child.stderr).text(),
    status: child.status,
  };
}

async function nextLine({ output, errors, status }: Member): Promise<string> {
  const { value } = await output.next();
  if (value !== undefined) return value;
  const { code, signal } = await status;
  const text = (await errors).trim();
  const how = signal === null
    ? `with exit code ${code}`
    : `by ${signal}, as the system ends those that take too much memory. ` +
      "Next step: a smaller --batch-size";
  throw new Error(
    `Cannot measure: a process ended ${how}${text && `: ${text}`}`,
  );
}

async function* linesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  return undefined;
}
