/** What a live view shows of a run: lines that fit a window. */
import { cutLine } from "./printable.ts";
import { formatSeconds } from "../format.ts";

/** How far a run is. */
export interface LiveState {
  /** Trials of the round that ended, kept ones too. */
  done: number;
  /** All trials of the round. */
  trials: number;
  /** Trials that were trained in this run. */
  trained: number;
  /** Images that these trained on, counted in each epoch. */
  trainedImages: number;
  /** Images that are left to train on in the round, counted likewise. */
  imagesLeft: number;
  /** Milliseconds since the first trial began. */
  elapsed: number;
  /** The last trial. */
  at: string;
  /** Which round it is, and what it is for; empty before the first. */
  round: string;
  /** What was decided, the latest last. */
  verdicts: readonly string[];
}

/** The size of a window, in characters. */
export interface WindowSize {
  columns: number;
  rows: number;
}

/** Verdicts that are shown, at the most. */
const VERDICTS = 6;

const LONGEST_BAR = 24;

/** A shorter one says nothing. */
const SHORTEST_BAR = 6;

/**
 * Lays out a live view.
 *
 * @param state How far the run is.
 * @param size The window's: a line is shorter than it is wide, so that the
 * cursor stays on it.
 * @returns Lines of plain text, at least one.
 */
export function liveLines(
  state: LiveState,
  { columns, rows }: WindowSize,
): string[] {
  const width = Math.max(columns - 1, 1);
  const verdicts = Math.max(0, Math.min(VERDICTS, rows - 4));
  return [
    countLine(state, width),
    state.at,
    ...(state.round === "" ? [] : [state.round]),
    ...(verdicts === 0 ? [] : state.verdicts.slice(-verdicts)),
  ].slice(0, Math.max(1, rows - 1)).map((line) => cutLine(line, width));
}

/** The bar, as far as there is room beside what it is about. */
function countLine(state: LiveState, width: number): string {
  const { done, trials } = state;
  const count = `${done}/${trials} trials`;
  const [rate, left] = rateOf(state);
  const texts = [[count, rate, left], [count, left], [count]]
    .map((parts) => parts.filter((part) => part !== undefined).join(", "));
  const text = texts.find(({ length }) => length <= width) ?? count;
  const length = Math.min(LONGEST_BAR, width - text.length - 1);
  if (length < SHORTEST_BAR) return text;
  const share = trials === 0 ? 1 : Math.min(done / trials, 1);
  const filled = Math.round(share * length);
  return `${"█".repeat(filled)}${"░".repeat(length - filled)} ${text}`;
}

/** Nothing before the first trial has ended. */
function rateOf(state: LiveState): string[] {
  const { trained, trainedImages, imagesLeft, elapsed } = state;
  if (trained === 0 || elapsed <= 0) return [];
  const perSecond = trained / (elapsed / 1000);
  const rate = perSecond >= 1
    ? `${perSecond.toFixed(1)} a second`
    : `${(perSecond * 60).toFixed(1)} a minute`;
  const left = elapsed / 1000 * imagesLeft / trainedImages;
  return [rate, `${formatSeconds(left)} left of the round`];
}
