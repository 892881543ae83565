/** What happens in a run, and those who are told of it as it happens. */
import type { Verdict } from "../bench/statistics/verdict.ts";

/** A run begins to train. */
export interface StartedEvent {
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
  /** What cannot be checked there, a line each. */
  leftOut: readonly string[];
}

/** A study begins: a claim at a site. */
export interface StudyEvent {
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
  event: "trial";
  study: string;
  /** Everything that decides what it computes. */
  spec: Readonly<Record<string, unknown>>;
  /** The arm and the seed, for people. */
  name: string;
  status: string;
  reason: string | undefined;
  /** Absent unless it ended well. */
  minorityF1: number | undefined;
  trainSeconds: number;
  /** Images that it trained on, counted in each epoch. */
  images: number;
}

/** An assertion was decided. */
export interface VerdictEvent {
  event: "verdict";
  /**
   * Whether all of the run is in. Before, the rest counts as undecided, and
   * "inconclusive" may yet become "supported".
   */
  isFinal: boolean;
  /** Whether it was decided on fresh seeds, after a departure. */
  isConfirmation: boolean;
  claim: string;
  assertion: string;
  site: string;
  verdict: Verdict;
  /** Absent where no verdict was reviewed. */
  expected: Verdict | undefined;
  estimate: number | undefined;
  lower: number | undefined;
  upper: number | undefined;
  level: number | undefined;
  /** Adjusted for the other assertions of the run. */
  pHolm: number | undefined;
}

/** A run came to its end, and its reports are written. */
export interface FinishedEvent {
  event: "finished";
  exitCode: number;
  trials: number;
  failedTrials: number;
  /** Unexpected verdicts, a text each. */
  departures: readonly string[];
  /** Unexpected verdicts that fresh seeds did not repeat. */
  unconfirmed: readonly string[];
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
  show(event: RunEvent): void;
  /** Tells people something beside; one line or more. */
  note(text: string): void;
  /** Wipes away what is not to stay; the next event may draw anew. */
  end(): void;
}
