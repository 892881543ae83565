/** What happens in a run, and those who are told of it as it happens. */
import type { DecidedStatement, LeftOut } from "../document.ts";

/** A run begins to train. */
export interface StartedEvent {
  /** Which event it is. */
  event: "started";
  /** The profile whose reviewed verdicts it is compared with, if any. */
  profile: string | undefined;
  /** Names of claims. */
  claims: readonly string[];
  /** Data sets and networks, such as `"leaves small-cnn"`. */
  sites: readonly string[];
  /** Seeds of each cell before the first look for verdicts, and at most. */
  seeds: { first: number; most: number };
  /** Trials before that first look, kept ones too. */
  trials: number;
  /** Images that these train on, counted in each epoch: what time goes by. */
  images: number;
  /** What cannot be checked, and why. */
  leftOut: readonly LeftOut[];
}

/** A round begins: the cells of what goes on get more seeds. */
export interface RoundEvent {
  /** Which event it is. */
  event: "round";
  /** From 1. */
  round: number;
  /** Seeds that these cells have when it ends. */
  seeds: number;
  /** Assertions that it is for, such as `"gain/positive on leaves mlp"`. */
  goingOn: readonly string[];
  /** Trials of the round, kept ones too. */
  trials: number;
  /** Images that these train on, counted in each epoch. */
  images: number;
  /** Those of the trials that are kept from earlier runs. */
  kept: number;
  /** Images that the kept ones trained on, counted in each epoch. */
  keptImages: number;
  /** Whether departures are tried on fresh seeds. */
  isConfirmation: boolean;
}

/** A trial ended, well or not. */
export interface TrialEvent {
  /** Which event it is. */
  event: "trial";
  /** Everything that decides what it computes. */
  spec: Readonly<Record<string, unknown>>;
  /** The site, the arm, what is unusual of it, and the seed, for people. */
  name: string;
  /** How it ended. */
  status: string;
  /** Why, where it did not end well. */
  reason: string | undefined;
  /** As it was trained, at the end; absent unless it ended well. */
  minorityF1: number | undefined;
  /** Seconds that training took. */
  trainSeconds: number;
  /** Images that it trained on, counted in each epoch. */
  images: number;
}

/** An assertion was decided; or was not, and the run ends. */
export interface VerdictEvent {
  /** Which event it is. */
  event: "verdict";
  /** Whether it was decided on fresh seeds, after a departure. */
  isConfirmation: boolean;
  /** The name of the claim. */
  claim: string;
  /** What was decided, as in the run document except for its seeds. */
  statement: DecidedStatement;
}

/** A run came to its end, and its reports are written. */
export interface FinishedEvent {
  /** Which event it is. */
  event: "finished";
  /** What the task ends with. */
  exitCode: number;
  /** Trials that ended, with or without a result. */
  trials: number;
  /** Trials without a result. */
  failedTrials: number;
  /** What is not as it was reviewed and fails the run, a text each. */
  departures: readonly string[];
  /** What is not as it was reviewed, and may well be chance. */
  notices: readonly string[];
  /** Whether it was stopped before its end. */
  isInterrupted: boolean;
  /** The folder of the reports. */
  out: string;
}

/** Anything that happens in a run. */
export type RunEvent =
  | StartedEvent
  | RoundEvent
  | TrialEvent
  | VerdictEvent
  | FinishedEvent;

/** Somebody who is told what happens in a run. */
export interface RunView {
  /** Tells of an event. */
  show(event: RunEvent): void;
  /** Tells people something beside; one line or more. */
  note(text: string): void;
  /** Wipes away what is not to stay; the next event may draw anew. */
  end(): void;
}
