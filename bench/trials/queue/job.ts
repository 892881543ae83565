/**
 * What is put into a queue and what comes back, checked at both ends.
 *
 * A payload says what to compute and never how, where or with which files:
 * whoever can write to the queue can make a consumer train networks, and no
 * more than that.
 */
import { z } from "zod";
import {
  canonicalSpec,
  type TrialResult,
  trialResult,
  type TrialSpec,
  trialSpec,
} from "../trial.ts";
import { plainText } from "./_plain_text.ts";
import { MAX_JOB_LENGTH } from "./process/messages.ts";

/** A trial that is asked for. */
export interface TrialJob {
  spec: TrialSpec;
  /** SHA-256 of the code that is to compute it. */
  code: string;
  /** SHA-256 of the data set's content, where the asker knows it. */
  data?: string | undefined;
}

/** What comes back. */
export type TrialOutcome =
  | { type: "result"; result: TrialResult }
  /** No trial like it can be run there, and why. */
  | { type: "failure"; message: string };

/**
 * The most that a queue may ask for. Far beyond any study, and little enough
 * that a trial ends some day; what a machine cannot hold becomes `oom`, what
 * takes too long there `timeout`.
 */
const LIMITS = {
  majorityCount: 10_000_000,
  minorityCount: 10_000_000,
  testCount: 10_000_000,
  batchSize: 65_536,
  epochs: 10_000,
} as const satisfies Partial<Record<keyof TrialSpec, number>>;

const MAX_NAME_LENGTH = 200;

/** The longest message that a failure has, in characters. */
export const MAX_MESSAGE_LENGTH = 2000;

const boundedSpec = trialSpec.superRefine((spec, context) => {
  for (const [name, limit] of Object.entries(LIMITS)) {
    const value = spec[name as keyof typeof LIMITS];
    if (value <= limit) continue;
    context.addIssue({
      code: "custom",
      path: [name],
      message: `${name} is at most ${limit} in a queue, got ${value}`,
    });
  }
  const names = [spec.dataset, ...spec.majority, ...spec.minority];
  if (names.some(({ length }) => length > MAX_NAME_LENGTH)) {
    context.addIssue({
      code: "custom",
      message: `names have at most ${MAX_NAME_LENGTH} characters in a queue`,
    });
  }
  if (JSON.stringify(spec).length > MAX_JOB_LENGTH / 2) {
    context.addIssue({ code: "custom", message: "it is too long for a queue" });
  }
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The schema of a {@linkcode TrialJob}. */
export const trialJob: z.ZodType<TrialJob> = z.strictObject({
  spec: boundedSpec,
  code: sha256,
  data: sha256.optional(),
});

/** The schema of a {@linkcode TrialOutcome}. */
export const trialOutcome: z.ZodType<TrialOutcome> = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ type: z.literal("result"), result: trialResult }),
    z.strictObject({
      type: z.literal("failure"),
      message: z.string().max(MAX_MESSAGE_LENGTH).transform(plainText),
    }),
  ],
);

/**
 * The name of a job: equal for whoever asks for the same.
 *
 * @returns SHA-256, in hexadecimal.
 */
export async function jobId({ spec, code, data }: TrialJob): Promise<string> {
  const text = JSON.stringify([canonicalSpec(spec), code, data ?? null]);
  const bytes = new TextEncoder().encode(text);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(digest).toHex();
}
