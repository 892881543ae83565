/** One `deno task bench` that things are done to, seen from outside. */

import { seconds } from "./moment.ts";

/** Seconds that workers have to notice their parent's end. */
const GRACE = 3;

/** How a run came to its end. */
export interface RunEnd {
  code: number;
  signal: string | null;
  /** What it wrote to both outputs. */
  text: string;
}

/** A run that goes on. */
export class BenchRun {
  readonly #process: Deno.ChildProcess;
  readonly #text: Promise<string[]>;

  /**
   * Starts a run.
   *
   * @param args The arguments of the task.
   * @param options The file of bench/tasks that is run.
   */
  constructor(args: readonly string[], { task = "start_bench" } = {}) {
    this.#process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "-P=bench",
        new URL(`../../bench/tasks/${task}.ts`, import.meta.url).href,
        ...args,
      ],
      // Ctrl-C at a terminal is for the parent alone.
      detached: Deno.build.os !== "windows",
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#text = Promise.all([
      new Response(this.#process.stdout).text(),
      new Response(this.#process.stderr).text(),
    ]);
  }

  /** Waits for its end. */
  async end(): Promise<RunEnd> {
    const { code, signal } = await this.#process.status;
    return { code, signal, text: (await this.#text).join("") };
  }

  /** The process numbers of its workers, and of their children. */
  async children(): Promise<number[]> {
    return await descendants(this.#process.pid);
  }

  /** Kills the run alone, as `kill -9` does. */
  kill(): void {
    killNow(this.#process.pid);
  }

  /**
   * Kills the run alone, and looks for workers that outlive it.
   *
   * @returns What is wrong, if any do; they are killed.
   */
  async killAndFindOrphans(): Promise<string | undefined> {
    const workers = await this.children();
    this.kill();
    await this.end();
    await seconds(GRACE);
    const orphans = await living(workers);
    orphans.forEach(killNow);
    return orphans.length === 0 ? undefined : `${orphans.length} orphans`;
  }
}

/** Kills a process at once; one that has ended is left in peace. */
export function killNow(pid: number): void {
  try {
    Deno.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Which of some processes still live. */
async function living(pids: readonly number[]): Promise<number[]> {
  if (pids.length === 0) return [];
  // A process that ended and was not waited for has no command line.
  return await processNumbers(
    "pgrep",
    ["--full", "."],
    (pid) => pids.includes(pid),
  );
}

async function descendants(pid: number): Promise<number[]> {
  const children = await processNumbers("pgrep", ["-P", String(pid)]);
  const below = await Promise.all(children.map(descendants));
  return [...children, ...below.flat()];
}

async function processNumbers(
  command: string,
  args: string[],
  isWanted: (pid: number) => boolean = () => true,
): Promise<number[]> {
  const { stdout } = await new Deno.Command(command, { args }).output();
  return new TextDecoder().decode(stdout).split("\n").filter(Boolean)
    .map(Number).filter(isWanted);
}
