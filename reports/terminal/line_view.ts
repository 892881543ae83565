/** A run where there is no terminal: a line a trial. */
import { printable } from "./printable.ts";
import { signed, withUnit } from "../format.ts";
import { isDeparture } from "../statements.ts";
import type {
  RoundEvent,
  RunEvent,
  RunView,
  TrialEvent,
  VerdictEvent,
} from "./run_view.ts";

/** Writes a line for each trial, counted within its round, and each verdict. */
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
    if (event.event === "round") {
      const { trials, kept } = event;
      this.#done = 0;
      this.#trials = trials;
      this.note(roundLine(event));
      if (kept > 0) this.#count(`${kept} of ${trials} trials are kept`, kept);
    } else if (event.event === "trial") {
      this.#count(trialLine(event));
    } else if (event.event === "verdict") {
      this.note(verdictLine(event));
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
export function trialLine({ name, status, minorityF1 }: TrialEvent): string {
  const outcome = minorityF1 === undefined
    ? status
    : `minority F1 ${minorityF1.toFixed(3)}`;
  return `${name}: ${outcome}`;
}

/** Assertions that a line names; more are counted. */
const NAMED = 4;

/** A round in one line. */
export function roundLine(
  { round, seeds, goingOn, isConfirmation }: RoundEvent,
): string {
  const fresh = isConfirmation ? "fresh seeds, " : "";
  const left = goingOn.length - NAMED;
  const names = left > 1
    ? [...goingOn.slice(0, NAMED), `${left} more`]
    : goingOn;
  const told = names.length === 0 ? "" : `, for ${names.join(", ")}`;
  return `${fresh}round ${round}, to ${seeds} seed` +
    `${seeds === 1 ? "" : "s"}${told}`;
}

/** A verdict in one line. */
export function verdictLine({ claim, statement }: VerdictEvent): string {
  const { name, place, verdict, expected, estimate, unit, seeds } = statement;
  const number = estimate === undefined
    ? ""
    : `  ${withUnit(signed(estimate.point, unit === undefined ? 2 : 1), unit)}`;
  const departure = isDeparture(statement) ? `  expected: ${expected}` : "";
  return `${claim}/${name}  ${verdict}${number}${departure}  ${place}, ` +
    `${seeds} seeds`;
}
