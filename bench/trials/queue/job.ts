/**
 * What is put into a queue and what comes back, checked at both ends.
 *
 * A payload says what to compute, and never how, where or with which files: so
 * somebody who can write to the queue can make a consumer train networks, and
 * nothing else.
 */
import { z } from "zod";
import { sha256 } from "../sha256.ts";
import { trialOf, trialResult, type TrialSpec, trialSpec } from "../trial.ts";
import { plainText } from "./_plain_text.ts";
import { MAX_JOB_LENGTH } from "./process/messages.ts";

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

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The schema of a {@linkcode TrialJob}. */
export const trialJob = z.strictObject({
  spec: boundedSpec,
  /** SHA-256 of the code that is to compute it. */
  code: hash,
  /** SHA-256 of the data set's content, where the asker knows it. */
  data: hash.optional(),
});

/** A trial that is asked for. */
export type TrialJob = z.infer<typeof trialJob>;

/** The schema of a {@linkcode TrialOutcome}. */
export const trialOutcome = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("result"), result: trialResult }),
  /** No trial like it can be run there, and why. */
  z.strictObject({
    type: z.literal("failure"),
    message: z.string().max(MAX_MESSAGE_LENGTH).transform(plainText),
  }),
]);

/** What comes back. */
export type TrialOutcome = z.infer<typeof trialOutcome>;

/**
 * The name of a job: the same for everybody who asks for the same.
 *
 * @param job What is asked for; its trial is keyed anew, as a queue is not
 * trusted.
 * @returns SHA-256, in hexadecimal.
 */
export function jobId({ spec, code, data }: TrialJob): string {
  return sha256(JSON.stringify([trialOf(spec).key, code, data ?? null]));
}
