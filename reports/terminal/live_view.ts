/**
 * A run on a terminal: a bar with rate and time left of the round, what it is
 * for, and verdicts as they fall, redrawn in place and wiped away at the end.
 *
 * The cursor is not hidden: a run that is killed could not show it again.
 */
import { roundLine, trialLine, verdictLine } from "./line_view.ts";
import { liveLines, type LiveState, type WindowSize } from "./live_lines.ts";
import { paintVerdicts } from "./paint_verdicts.ts";
import { printable } from "./printable.ts";
import type { RunEvent, RunView } from "./run_view.ts";

/** The terminal that is drawn on. */
export interface LiveViewOptions {
  write: (text: string) => void;
  /** The window as it is now. */
  size: () => WindowSize;
  /** The clock, in milliseconds. */
  now: () => number;
  hasColour: boolean;
  /**
   * Calls back every now and then, and when the window changes its size, until
   * what it returns is called.
   */
  watch: (redraw: () => void) => () => void;
}

/** Draws a run. */
export class LiveView implements RunView {
  readonly #options: LiveViewOptions;
  /** What stands on the terminal, without its colours. */
  #drawn: string[] = [];
  #state: LiveState = {
    done: 0,
    trials: 0,
    trained: 0,
    trainedImages: 0,
    imagesLeft: 0,
    elapsed: 0,
    at: "starting",
    round: "",
    verdicts: [],
  };
  #began: number | undefined;
  #unwatch: (() => void) | undefined;

  constructor(options: LiveViewOptions) {
    this.#options = options;
  }

  /** {@inheritDoc RunView.show} */
  show(event: RunEvent): void {
    if (event.event === "finished") return this.end();
    const { now, watch } = this.#options;
    if (event.event === "round") this.#began ??= now();
    this.#state = after(this.#state, event);
    this.#unwatch ??= watch(() => this.#draw());
    this.#draw();
  }

  /** Writes above what is drawn, where it stays. */
  note(text: string): void {
    const isDrawn = this.#drawn.length > 0;
    this.#wipe();
    this.#options.write(`${printable(text)}\n`);
    if (isDrawn) this.#draw();
  }

  /** {@inheritDoc RunView.end} */
  end(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#wipe();
  }

  #draw(): void {
    const { write, size, now, hasColour } = this.#options;
    const elapsed = this.#began === undefined ? 0 : now() - this.#began;
    const lines = liveLines({ ...this.#state, elapsed }, size());
    const painted = hasColour ? lines.map(paintVerdicts) : lines;
    const home = this.#home();
    write(home + painted.map((line) => `${line}\x1b[K`).join("\n") + "\x1b[J");
    this.#drawn = lines;
  }

  #wipe(): void {
    if (this.#drawn.length === 0) return;
    this.#options.write(`${this.#home()}\x1b[J`);
    this.#drawn = [];
  }

  /**
   * To the first column of the first line that is drawn. A window that became
   * narrower has broken lines in two.
   */
  #home(): string {
    const { columns } = this.#options.size();
    const rows = this.#drawn.reduce(
      (sum, line) => sum + Math.max(1, Math.ceil([...line].length / columns)),
      0,
    );
    return rows > 1 ? `\r\x1b[${rows - 1}A` : "\r";
  }
}

/** How far a run is after an event. */
function after(
  state: LiveState,
  event: Exclude<RunEvent, { event: "finished" }>,
): LiveState {
  switch (event.event) {
    case "started":
      return { ...state, trials: event.trials, imagesLeft: event.images };
    case "round":
      return {
        ...state,
        at: "starting",
        round: roundLine(event),
        done: event.kept,
        trials: event.trials,
        imagesLeft: event.images - event.keptImages,
      };
    case "trial":
      return {
        ...state,
        at: trialLine(event),
        done: state.done + 1,
        trained: state.trained + 1,
        trainedImages: state.trainedImages + event.images,
        imagesLeft: Math.max(0, state.imagesLeft - event.images),
      };
    case "verdict":
      return { ...state, verdicts: [...state.verdicts, verdictLine(event)] };
  }
}
