/** What is said to a peer's process, and what it answers: a line each. */
import { z } from "zod";
import { type Arm, ARMS } from "./set_up.ts";
import type { MultiplyAdds } from "./trial_operations.ts";

/** Trains and evaluates arms from a seed, one after the other. */
export interface TrialCommand {
  /** Decides the initial weights and the order of the batches. */
  seed: number;
  epochs: number;
  heads: readonly Arm[];
}

/** What came of one arm. */
export interface ArmResult {
  head: Arm;
  /** From the initial weights to the last step. */
  trainSeconds: number;
  /** To the class of each test image. */
  evaluateSeconds: number;
  /** What the process computed in both: less, where it had to wait. */
  cpuSeconds: number;
  /** Mean training loss of each epoch, in nats. */
  losses: number[];
  /** F1 of the minority class on the test images. */
  minorityF1: number;
}

/** What a process says of itself. */
export interface Ready {
  /** What computes, with its version. */
  versions: string;
  /** What its network takes; this suite alone counts it. */
  multiplyAdds?: MultiplyAdds | undefined;
}

const seconds = z.number().min(0);

/** The schema of the first answer: the peer has started. */
export const readyReply: z.ZodType<Ready & { type: "ready" }> = z.strictObject({
  type: z.literal("ready"),
  versions: z.string(),
  multiplyAdds: z.strictObject({
    forward: z.number().positive(),
    first: z.number().positive(),
  }).optional(),
});

/** The schema of the answer to a {@linkcode TrialCommand}. */
export const trialReply: z.ZodType<{ type: "trial"; arms: ArmResult[] }> = z
  .strictObject({
    type: z.literal("trial"),
    arms: z.array(z.strictObject({
      head: z.enum(ARMS),
      trainSeconds: seconds,
      evaluateSeconds: seconds,
      cpuSeconds: seconds,
      losses: z.array(z.number()).min(1),
      minorityF1: z.number().min(0).max(1),
    })).min(1),
  });

/** The schema of the answer of `peak.py` to any line. */
export const peakReply = z.strictObject({
  type: z.literal("peak"),
  /** Floating-point operations a second. */
  operationsPerSecond: z.number().positive(),
});
