/**
 * What a run is given, and where each of its assertions stands.
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
  /** Assertions of one family share a promise, such as those on the paper. */
  readonly family: string;
  /** The claim that it is part of, of one family: all of its parts must hold. */
  readonly claim: string;
  /** The bets, on the first seeds in their order. Later ones do no harm. */
  readonly wager: Wager;
}

/** The evidence on an assertion at the seed where its bets stopped. */
export interface Stopped {
  /** As in {@linkcode Entry}. */
  readonly family: string;
  /** As in {@linkcode Wager}. */
  readonly isTouching: boolean;
  /** Natural logarithm of the evidence for it; minus infinity for none. */
  readonly support: number;
  /** Natural logarithm of the evidence against it. */
  readonly contradiction: number;
}

/** A claim outside a run: the evidence that it was decided by. */
export interface StoppedClaim extends Stopped {
  /** What its assertions say. */
  readonly drawn: Verdict;
}

/** When a run looks for verdicts, and what it promises; fixed beforehand. */
export interface Schedule {
  /** The seeds of the first look; 1 or more. */
  readonly first: number;
  /** The seeds that each later round adds; 1 or more. */
  readonly step: number;
  /** The seeds of the last look; the only look if it is below `first`. */
  readonly most: number;
  /** The expected share of wrong verdicts, a fraction. @default {0.05} */
  readonly rate?: number;
  /** The first look that may give up, 2 or more seeds. @default {12} */
  readonly giveUpFrom?: number | undefined;
  /** Assertions outside the run that share a promise. @default {[]} */
  readonly others?: readonly Stopped[];
  /** Claims outside the run that share a promise. @default {[]} */
  readonly otherClaims?: readonly StoppedClaim[];
  /**
   * Whether the run has all assertions of a claim. A part of them does not support
   * it, and none goes on for it.
   * @default {it has}
   */
  readonly isWhole?: ((claim: string) => boolean) | undefined;
}

/** Where an assertion stands. */
export interface Standing extends Stopped {
  /** As in {@linkcode Entry}. */
  readonly key: string;
  /** `inconclusive` unless it is decided. */
  readonly verdict: Verdict;
  /**
   * `open`: needs more seeds. `decided`: has a verdict. `given-up`: the seeds
   * will not do. `spent`: had all seeds, and is not decided.
   */
  readonly state: "open" | "decided" | "given-up" | "spent";
  /** The seeds of the look that the evidence is of; 0 before the first. */
  readonly seeds: number;
  /** Whether it gets more seeds: it is open, or its claim takes more. */
  readonly isGoingOn: boolean;
  /** The seeds of the last look at which it went on; 0 before the first. */
  readonly trained: number;
  /** The evidence that its verdict took, or would take. */
  readonly bar: number;
  /** The assertions that share its promise, those outside the run as well. */
  readonly together: number;
  /** Whether both sides reached the bar at once: either verdict is right. */
  readonly isBoth: boolean;
  /** Whether the verdict passes the closure of its family. */
  readonly isStarred: boolean;
  /** About how many seeds would decide it; `undefined` if it is decided. */
  readonly wanted: SeedRange | undefined;
}
