/** The name of a trial in reports, and on the command line. */
import type { TrialSpec } from "../../trials/trial.ts";
import { specKey } from "../../trials/trial_key.ts";

/** Digits of a hash: of a million trials, two are the same in 1 of 500 runs. */
const DIGITS = 12;

/**
 * Names a trial by its spec, the same on every machine and in every run.
 *
 * @returns Hexadecimal digits.
 */
export function trialId(spec: TrialSpec): string {
  return specKey(spec).slice(0, DIGITS);
}
