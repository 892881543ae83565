/**
 * What Ctrl-C does to a task: the first press asks it to finish what it is at,
 * and a later one ends it at once. SIGTERM, which schedulers send, is a press.
 *
 * One press reaches this process several times: the terminal sends a signal to
 * every process of its group, and `deno task` and `npx` pass theirs on. The
 * copies were up to 12 ms apart (npx, two busy cores), and are one press here.
 */

/** The exit code of a task that was interrupted. */
export const INTERRUPTED = 130;

/** Milliseconds in which signals after the first are the same press. */
const SAME_PRESS = 1000;

/** Parts that these are waited for in. */
const PARTS = 10;

/** What comes of a run that is stopped before its first training. */
export const NOTHING = "stopped: nothing was trained, and nothing is written";

/** Ends a task that has not begun. */
function leave(): void {
  console.error(`\n${NOTHING}`);
  Deno.exit(INTERRUPTED);
}

/** Ends a task at Ctrl-C with a word, until there is a {@linkcode StopSignal}. */
export function listenEarly(): void {
  Deno.addSignalListener("SIGINT", leave);
}

/** What a task says and does when it is stopped. */
export interface StopSignalOptions {
  /** What it says if it is stopped before there is something to finish. */
  nothing: string;
  /** What it says at a second press, which ends it at once. */
  atOnce: string;
  /** Tells people something. @default {console.error} */
  say?: (text: string) => void;
  /** Tidies the terminal up before the process ends at once. */
  tidy?: () => void;
}

/** Why a task that was stopped has no result. */
export class Stopped extends Error {
  override name = "Stopped";
}

/** Listens to Ctrl-C and SIGTERM from when it is made to the process's end. */
export class StopSignal {
  readonly #options: StopSignalOptions;
  readonly #controller = new AbortController();
  #isPressed = false;
  #isNextPress = true;

  /** Listens from here on. */
  constructor(options: StopSignalOptions) {
    this.#options = options;
    Deno.addSignalListener(
      "SIGINT",
      () => this.#press("press Ctrl-C again to stop now"),
    );
    Deno.removeSignalListener("SIGINT", leave);
    if (Deno.build.os === "windows") return; // it has no other
    // Nobody has pressed a key.
    Deno.addSignalListener(
      "SIGTERM",
      () => this.#press("Ctrl-C, or another SIGTERM, stops now"),
    );
  }

  /** Aborted when the task is to finish; its reason is a {@linkcode Stopped}. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether a key or a signal has stopped the task. */
  get isPressed(): boolean {
    return this.#isPressed;
  }

  /** Asks the task to finish without a press, and says why: one may follow. */
  stop(why: string): void {
    this.#finish(`stopping, ${why}: Ctrl-C stops now`);
  }

  #press(next: string): void {
    if (!this.#isNextPress) return;
    this.#isPressed = true;
    const { atOnce, tidy } = this.#options;
    if (this.signal.aborted) {
      tidy?.();
      console.error(atOnce);
      Deno.exit(INTERRUPTED);
    }
    this.#isNextPress = false;
    nextPress().then(() => this.#isNextPress = true);
    this.#finish(`stopping: ${next}`);
  }

  #finish(text: string): void {
    const { nothing, say = console.error } = this.#options;
    if (this.signal.aborted) return;
    say(`\n${text}`);
    this.#controller.abort(new Stopped(nothing));
  }
}

/**
 * Waits until a signal is another press. In parts: a process that is busy for
 * long hears of the copies late, and has to come round to them first.
 */
async function nextPress(): Promise<void> {
  for (let part = 0; part < PARTS; part++) {
    await new Promise((resolve) => setTimeout(resolve, SAME_PRESS / PARTS));
  }
}
