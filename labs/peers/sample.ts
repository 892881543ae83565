/** One trial that one process ran in one round. */
import type { ArmResult } from "./messages.ts";
import { imagesPerTrial, type SetUp } from "./set_up.ts";

/** A trial, and when it ran. */
export interface Sample {
  peer: string;
  /** How many processes ran at once. */
  processes: number;
  /** From 1. */
  round: number;
  /** Which of the processes ran it, from 0. */
  process: number;
  seed: number;
  arms: readonly ArmResult[];
}

/** Seconds that a trial took: training and evaluation of all its arms. */
export function secondsOf({ arms }: Pick<Sample, "arms">): number {
  return arms.reduce(
    (sum, arm) => sum + arm.trainSeconds + arm.evaluateSeconds,
    0,
  );
}

/**
 * Images that a trial trained on in a second, evaluation being part of its
 * time.
 */
export function imagesPerSecond(
  sample: Pick<Sample, "arms">,
  setUp: SetUp,
): number {
  return imagesPerTrial(setUp) / secondsOf(sample);
}

/** Seconds that a process computed for a trial, minus where it had to wait. */
export function cpuSecondsOf({ arms }: Pick<Sample, "arms">): number {
  return arms.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

/** The share of its core that a process got: what it computed of its time. */
export function coreShare(sample: Pick<Sample, "arms">): number {
  return cpuSecondsOf(sample) / secondsOf(sample);
}
