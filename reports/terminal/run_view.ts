/** What happens in a run, and those who are told of it as it happens. */
import type { DecidedStatement, LeftOut } from "../document.ts";

/** A run begins to train. */
export interface StartedEvent {
  /** Which event it is. */
  event: "started";
  /** The profile whose reviewed verdicts it is held against, if any. */
  profile: string | undefined;
  /** Names of claims. */
  claims: readonly string[];
  /** Data sets and networks, such as `"leaves small-cnn"`. */
  sites: readonly string[];
  /** Trainings of each cell. */
  seeds: number;
  /** All trials of the run, kept ones too. */
  trials: number;
  /** Images that these train on, counted in each epoch: what time goes by. */
  images: number;
  /** What cannot be checked, and why. */
  leftOut: readonly LeftOut[];
}

/** A study begins: a claim at a site. */
export interface StudyEvent {
  /** Which event it is. */
  event: "study";
  /** Such as `"gain on leaves small-cnn"`. */
  study: string;
  /** Trials that no study before has run. */
  trials: number;
  /** Those of them that are kept from earlier runs. */
  kept: number;
  /** Images that the kept ones trained on, counted in each epoch. */
  keptImages: number;
  /** Whether it was not planned: a departure is tried on fresh seeds. */
  isConfirmation: boolean;
}

/** A trial ended, well or not. */
export interface TrialEvent {
  /** Which event it is. */
  event: "trial";
  /** The study that it is of. */
  study: string;
  /** Everything that decides what it computes. */
  spec: Readonly<Record<string, unknown>>;
  /** The arm and the seed, for people. */
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

/** An assertion was decided. */
export interface VerdictEvent {
  /** Which event it is. */
  event: "verdict";
  /**
   * Whether all of the run is in. Before, the rest counts as undecided, and
   * "inconclusive" may yet become "supported".
   */
  isFinal: boolean;
  /** Whether it was decided on fresh seeds, after a departure. */
  isConfirmation: boolean;
  /** The name of the claim. */
  claim: string;
  /** What was decided, as in the run document but for its seeds. */
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
  | StudyEvent
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
