/** Says what is being done where nobody knows how long it takes. */

import { cutLine } from "./printable.ts";

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

/** How far some work is. */
export interface WorkDone {
  /** What is being done, such as `"decoding"`. */
  action: string;
  /** How much of it is done. */
  done: number;
  /** How much there is, where that is known. */
  total: number | undefined;
  /** What is counted, such as `"images"`. */
  unit: string;
}

/** Shows the progress of one thing at a time. */
export class Progress {
  readonly #options: ProgressOptions;
  #action = "";

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
    write(CLEAR_LINE + cutLine(text, columns() - 1));
  }

  /** Counts what is done on a terminal; elsewhere, says each new action. */
  count({ action, done, total, unit }: WorkDone): void {
    const of = total === undefined ? "" : ` of ${total}`;
    const isNew = action !== this.#action;
    this.#action = action;
    if (this.#options.isTerminal) this.show(`${action}: ${done}${of} ${unit}`);
    else if (isNew) this.advance(action);
  }

  /** Counts bytes likewise. */
  countBytes(
    action: string,
    { bytes, totalBytes }: { bytes: number; totalBytes: number | undefined },
  ): void {
    const [done = 0, total] = [bytes, totalBytes].map((count) =>
      count === undefined ? undefined : Math.round(count / 2 ** 20)
    );
    this.count({ action, done, total, unit: "MiB" });
  }

  /** Wipes away what is shown. */
  end(): void {
    if (this.#options.isTerminal) this.#options.write(CLEAR_LINE);
  }
}
