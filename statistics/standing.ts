/**
 * What a run of several assertions is given, and where each of them stands.
 *
 * @module
 */

import type { SeedRange } from "./outlook.ts";
import type { Verdict } from "./verdict.ts";
import type { Wager } from "./wager.ts";

/** An assertion that takes part in a run. */
export interface Entry {
  /** Its name, unlike all others. */
  readonly key: string;
  /**
   * The assertions that share a promise on how many verdicts are wrong: those
   * on the paper, say.
   */
  readonly family: string;
  /**
   * The bets on it, with the scores of the first seeds, none left out. While it
   * is open it needs those of each round; what it has beyond is not looked at.
   */
  readonly wager: Wager;
}

/** The evidence on an assertion, where its bets stopped. */
export interface Stopped {
  /** The assertions that share a promise with it. */
  readonly family: string;
  /** As in {@linkcode Wager}. */
  readonly isTouching: boolean;
  /** The natural logarithm of the evidence for it; minus infinity for none. */
  readonly support: number;
  /** That of the evidence against it. */
  readonly contradiction: number;
}

/** When a run looks for verdicts, and what they promise; fixed beforehand. */
export interface Schedule {
  /** The seeds of the first look; 1 or more. */
  readonly first: number;
  /** The seeds that each later round adds; 1 or more. */
  readonly step: number;
  /** The seeds of the last look, 1 or more; the only one up to `first`. */
  readonly most: number;
  /**
   * The share of the verdicts of a family that is expected to be wrong, at most;
   * a fraction between 0 and 1.
   *
   * @default {0.05}
   */
  readonly rate?: number;
  /**
   * The seeds from which an assertion may be given up that `most` seeds will
   * not decide, 2 or more; `Infinity` for never.
   *
   * @default {12}
   */
  readonly giveUpFrom?: number;
  /**
   * Assertions that share the promise and are not part of this run: with the
   * evidence that was kept of them, or with none.
   *
   * @default {[]}
   */
  readonly others?: readonly Stopped[];
}

/** Where an assertion stands. */
export interface Standing extends Stopped {
  readonly key: string;
  readonly verdict: Verdict;
  /**
   * Whether it goes on (`open`), has a verdict (`decided`), was given up as the
   * seeds will not do (`given-up`), or got all seeds that there are (`spent`).
   */
  readonly state: "open" | "decided" | "given-up" | "spent";
  /** The seeds of the look that the evidence is of; 0 before the first. */
  readonly seeds: number;
  /** The evidence that its verdict took or, without one, would take. */
  readonly bar: number;
  /** Whether both sides reached the bar at once, which allows either verdict. */
  readonly isBoth: boolean;
  /** Whether the verdict stands however the others of the family come out. */
  readonly isStarred: boolean;
  /** About how many seeds would decide it; of those without a verdict. */
  readonly wanted: SeedRange | undefined;
}
