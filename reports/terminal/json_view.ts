/** A run for programs: events as JSON, a line each. */
import type { RunEvent, RunView } from "./run_view.ts";

/** Writes every event as it happens; what is missing is left out. */
export class JsonView implements RunView {
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  readonly #started: number;

  /**
   * @param write Takes the text.
   * @param now The clock, in milliseconds.
   */
  constructor(write: (text: string) => void, now: () => number) {
    this.#write = write;
    this.#now = now;
    this.#started = now();
  }

  /** {@inheritDoc RunView.show} */
  show({ event, ...fields }: RunEvent): void {
    const seconds = Math.round(this.#now() - this.#started) / 1000;
    this.#write(JSON.stringify({ event, seconds, ...fields }) + "\n");
  }

  /** What is for people is told elsewhere. */
  note(_text: string): void {}

  /** Lines stay. */
  end(): void {}
}
