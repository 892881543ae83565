/** Whether the cells of a seed share what they ought to share. */
import { countLogits } from "../../models/training/outputs.ts";
import type { TrialResult, TrialStart } from "../trials/trial.ts";

/** For each part of a trial's start, what of the spec decides it. */
const DECIDED_BY: Readonly<
  Record<keyof TrialStart, (spec: TrialResult["spec"]) => unknown[]>
> = {
  draw: (spec) => [
    ...[spec.dataset, spec.imageSize, spec.majority, spec.minority],
    ...[spec.majorityCount, spec.minorityCount, spec.testCount],
  ],
  weights: (spec) => [
    ...[spec.dataset, spec.imageSize, spec.model, spec.weights],
    countLogits(spec.outputs, spec.majority.length + spec.minority.length),
  ],
  order: (spec) => [
    spec.majority.length * spec.majorityCount +
    spec.minority.length * spec.minorityCount,
  ],
};

/** What the parts are called. */
const NAMES = {
  draw: "drawn images",
  weights: "initial weights",
  order: "order of batches",
} as const;

/**
 * Makes sure that arms are compared that differ in what they are compared for,
 * and in nothing else.
 *
 * @throws {Error} If two trials of a seed should have begun alike and did not:
 * the code that draws or initializes is broken.
 */
export function assertPaired(results: readonly TrialResult[]): void {
  const known = new Map<string, { hash: string; head: string }>();
  for (const { spec, start } of results) {
    if (start === undefined) continue;
    for (const part of Object.keys(DECIDED_BY) as (keyof TrialStart)[]) {
      const key = JSON.stringify([part, spec.seed, ...DECIDED_BY[part](spec)]);
      const first = known.get(key);
      if (first === undefined) {
        known.set(key, { hash: start[part], head: spec.head });
      } else if (first.hash !== start[part]) {
        throw new Error(
          `Cannot compare ${spec.head} with ${first.head} on ` +
            `${spec.dataset}: of seed ${spec.seed} they do not share the ` +
            `${NAMES[part]}. Next step: --fresh; if it stays so, the draw or ` +
            "the initial weights no longer depend on the seed alone",
        );
      }
    }
  }
}
