/** Says how far a run is: a bar on a terminal, a line a step elsewhere. */

/** Where and how progress is shown. */
export interface ProgressOptions {
  /** The number of steps; unknown if left out. */
  total?: number;
  /** Whether lines can be drawn over. */
  isTerminal: boolean;
  /** Takes the text. */
  write: (text: string) => void;
  /** The clock, in milliseconds. */
  now: () => number;
}

/** Progress is shown on standard error: standard output is for results. */
export const onStandardError: ProgressOptions = {
  isTerminal: Deno.stderr.isTerminal(),
  write: (text) => Deno.stderr.writeSync(new TextEncoder().encode(text)),
  now: () => performance.now(),
};

const BAR_WIDTH = 24;
const CLEAR_LINE = "\r\x1b[K";

/** Shows the progress of one thing at a time. */
export class Progress {
  readonly #options: ProgressOptions;
  readonly #started: number;
  #done = 0;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#started = options.now();
  }

  /**
   * Counts steps as done.
   *
   * @param text What was done, one line.
   * @param steps How many steps that was.
   */
  advance(text: string, steps = 1): void {
    this.#done += steps;
    const { isTerminal, total, write } = this.#options;
    if (isTerminal) return this.show(text);
    const count = total === undefined ? "" : `[${this.#done}/${total}] `;
    write(`${count}${text}\n`);
  }

  /** Says what is being done: on a terminal only, where it can be wiped. */
  show(text: string): void {
    const { isTerminal, total, write } = this.#options;
    if (!isTerminal) return;
    const line = total === undefined ? text : `${this.#bar(total)} ${text}`;
    write(CLEAR_LINE + line.slice(0, 79));
  }

  /** Wipes the bar away. */
  end(): void {
    if (this.#options.isTerminal) this.#options.write(CLEAR_LINE);
  }

  #bar(total: number): string {
    const share = Math.min(this.#done / total, 1);
    const filled = Math.round(share * BAR_WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    return `${bar} ${this.#done}/${total} ${this.#timeLeft(share)}`;
  }

  #timeLeft(share: number): string {
    if (share === 0) return "";
    const elapsed = this.#options.now() - this.#started;
    return `${formatSeconds((elapsed / share - elapsed) / 1000)} left`;
  }
}

/**
 * Writes a duration for people.
 *
 * @param seconds The duration.
 * @returns Such as `"42 s"` or `"3 min 05 s"`.
 */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = String(whole % 60).padStart(2, "0");
  return `${Math.floor(whole / 60)} min ${rest} s`;
}
