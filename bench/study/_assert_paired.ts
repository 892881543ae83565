/** Whether the cells of a seed share what they should share. */
import { countLogits } from "../../models/training/outputs.ts";
import { valuesDeciding } from "../trials/decided_by.ts";
import { drawnImages } from "../trials/trained_images.ts";
import type { TrialResult, TrialSpec, TrialStart } from "../trials/trial.ts";

/** A part of a trial's start. */
interface StartPart {
  /** What it is called. */
  title: string;
  /** What of the spec decides it, beside the seed. */
  decidedBy: (spec: TrialSpec) => unknown[];
}

const PARTS: Readonly<Record<keyof TrialStart, StartPart>> = {
  draw: {
    title: "drawn images",
    decidedBy: (spec) => valuesDeciding("draw", spec),
  },
  weights: {
    title: "initial weights",
    decidedBy: (spec) => {
      const { outputs, majority, minority } = spec;
      const logits = countLogits(outputs, majority.length + minority.length);
      return [logits, ...valuesDeciding("weights", spec)];
    },
  },
  order: {
    title: "order of batches",
    decidedBy: (spec) => [drawnImages(spec)],
  },
};

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
    for (const [part, { title, decidedBy }] of Object.entries(PARTS)) {
      const key = JSON.stringify([part, spec.seed, ...decidedBy(spec)]);
      const hash = start[part as keyof TrialStart];
      const first = known.get(key);
      if (first === undefined) {
        known.set(key, { hash, head: spec.head });
      } else if (first.hash !== hash) {
        throw new Error(
          `Cannot compare ${spec.head} with ${first.head} on ` +
            `${spec.dataset}: of seed ${spec.seed} they do not share the ` +
            `${title}. Next step: --fresh; if it stays so, the draw or the ` +
            "initial weights no longer depend on the seed alone",
        );
      }
    }
  }
}
