/** Says what is being done where nobody knows how long it takes. */

/** Where progress is shown. */
export interface ProgressOptions {
  /** Whether lines can be drawn over. */
  isTerminal: boolean;
  /** Takes the text. */
  write: (text: string) => void;
  /** Characters that fit a line. */
  columns: () => number;
}

/** Wherever a window does not say how wide it is. */
const USUAL_SIZE = { columns: 80, rows: 24 };

/** The size of the terminal's window, in characters. */
export function windowSize(): { columns: number; rows: number } {
  try {
    const { columns, rows } = Deno.consoleSize();
    return columns > 0 && rows > 0 ? { columns, rows } : USUAL_SIZE;
  } catch {
    return USUAL_SIZE;
  }
}

/** Progress is shown on standard error: standard output is for results. */
export const onStandardError: ProgressOptions = {
  isTerminal: Deno.stderr.isTerminal(),
  write: (text) => writeAll(Deno.stderr, text),
  columns: () => windowSize().columns,
};

/** For those who want to hear of nothing but results. */
export const SILENT: ProgressOptions = {
  isTerminal: false,
  write: () => {},
  columns: () => USUAL_SIZE.columns,
};

/** Writes all of a text: a pipe may take it in parts. */
export function writeAll(
  to: { writeSync(bytes: Uint8Array): number },
  text: string,
): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(to.writeSync(bytes));
}

const CLEAR_LINE = "\r\x1b[K";

/** Shows the progress of one thing at a time. */
export class Progress {
  readonly #options: ProgressOptions;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** Says what is done next: in place on a terminal, as a line elsewhere. */
  advance(text: string): void {
    const { isTerminal, write } = this.#options;
    if (isTerminal) this.show(text);
    else write(`${text}\n`);
  }

  /** Says what is being done: on a terminal only, where it can be wiped. */
  show(text: string): void {
    const { isTerminal, write, columns } = this.#options;
    if (!isTerminal) return;
    const plain = text.replace(/\p{Cc}/gu, " ");
    write(CLEAR_LINE + [...plain].slice(0, columns() - 1).join(""));
  }

  /** Wipes away what is shown. */
  end(): void {
    if (this.#options.isTerminal) this.#options.write(CLEAR_LINE);
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
