/** From what a queue says of a job to what came of it, if it fits. */
import { failedResult } from "../failed_result.ts";
import { type Trial, trialOf } from "../trial.ts";
import { type TrialJob, type TrialOutcome, trialOutcome } from "./job.ts";
import type { QueueReply } from "./queue_reply.ts";

/**
 * Checks what came of a job. What does not fit is a failure: the queue is used
 * by others too.
 *
 * @param reply What the queue says of it.
 * @param asked What was asked for.
 */
export function outcomeOf(
  reply: Extract<QueueReply, { type: "outcome" | "lost" }>,
  { trial, job: { code, data } }: { trial: Trial; job: TrialJob },
): TrialOutcome {
  if (reply.type === "lost") {
    const reason = `its workers were lost: ${reply.reason}`;
    const started = new Date().toISOString();
    const ending = {
      status: "killed",
      reason,
      started,
      host: "unknown",
    } as const;
    return { type: "result", result: failedResult(trial, ending) };
  }
  const unfit = (state: string): TrialOutcome => ({
    type: "failure",
    message: `Cannot use a result from the queue: ${state}. Next step: see ` +
      "who else writes to it, and that all have the same version and data",
  });
  const { data: outcome, error } = trialOutcome.safeParse(reply.outcome);
  if (error !== undefined) return unfit(`it is malformed: ${error.message}`);
  if (outcome.type === "failure") return outcome;
  const { key, spec, origin } = outcome.result;
  if (key !== trial.key || trialOf(spec).key !== key) {
    return unfit("it is of another trial");
  }
  if (origin === undefined) return outcome;
  if (origin.code !== code) {
    return unfit(`wanted code ${code}, got ${origin.code}`);
  }
  if (data !== undefined && origin.data !== data) {
    return unfit(`wanted data ${data}, got ${origin.data}`);
  }
  return outcome;
}
