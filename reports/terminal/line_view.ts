/** A run where there is no terminal: a line a trial. */
import { printable } from "./printable.ts";
import type { RunEvent, RunView } from "./run_view.ts";

/** Writes a line for each trial, counted within its study. */
export class LineView implements RunView {
  readonly #write: (text: string) => void;
  #done = 0;
  #trials = 0;

  /** @param write Takes the text. */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** {@inheritDoc RunView.show} */
  show(event: RunEvent): void {
    if (event.event === "study") {
      const { study, trials, kept } = event;
      this.#done = 0;
      this.#trials = trials;
      if (kept === 0) return;
      this.#count(`${study}: ${kept} of ${trials} trials are kept`, kept);
    } else if (event.event === "trial") {
      this.#count(trialLine(event));
    }
  }

  /** {@inheritDoc RunView.note} */
  note(text: string): void {
    this.#write(`${printable(text)}\n`);
  }

  /** Lines stay. */
  end(): void {}

  #count(text: string, trials = 1): void {
    this.#done += trials;
    this.#write(`[${this.#done}/${this.#trials}] ${text}\n`);
  }
}

/** A trial in one line. */
export function trialLine(
  { study, name, status, minorityF1 }: Extract<RunEvent, { event: "trial" }>,
): string {
  const outcome = minorityF1 === undefined
    ? status
    : `minority F1 ${minorityF1.toFixed(3)}`;
  return `${study} ${name}: ${outcome}`;
}
