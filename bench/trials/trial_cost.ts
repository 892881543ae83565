/** How long trials will take, judged by those that were run. */
import type { KeptTrial } from "./store/store.ts";
import { trainedImages } from "./trained_images.ts";
import type { Trial, TrialSpec } from "./trial.ts";

/** A time that is not known better: from here to there. */
export interface SecondsRange {
  low: number;
  high: number;
}

/** Seconds of a small training that do not depend on its images. */
export const FIXED_SECONDS = 0.15;

/**
 * Estimates the time that trials take, one after another.
 *
 * Each is judged by the time an image of the kept trials that are most like it:
 * of the same network, trained part, size of images and batch, or at least of the
 * first three. A tenth of these were faster than the low end, and a tenth slower
 * than the high one.
 *
 * @param trials What is to be run.
 * @param kept Trials that were run to their end.
 * @returns Nothing if some trial is like no kept one.
 */
export function estimateSeconds(
  trials: readonly Trial[],
  kept: readonly KeptTrial[],
): SecondsRange | undefined {
  const rates = new Map<string, number[]>();
  for (const { result, ended } of kept) {
    const { spec, started, trainSeconds } = result;
    const span = (Date.parse(ended) - Date.parse(started)) / 1000;
    // Two clocks that disagree do not make it shorter than its training.
    const seconds = Math.max(span, trainSeconds);
    for (const group of groupsOf(spec)) {
      const known = rates.get(group) ?? [];
      rates.set(group, known);
      known.push(seconds / trainedImages(spec));
    }
  }
  const total = { low: 0, high: 0 };
  for (const { spec } of trials) {
    const known = groupsOf(spec).map((group) => rates.get(group))
      .find((found) => found !== undefined);
    if (known === undefined) return undefined;
    total.low += quantile(known, 0.1) * trainedImages(spec);
    total.high += quantile(known, 0.9) * trainedImages(spec) + FIXED_SECONDS;
  }
  return total;
}

/** What a trial is like, the closest likeness first. */
function groupsOf(
  { model, fineTune, imageSize, batchSize }: TrialSpec,
): string[] {
  const network = `${model} ${fineTune} ${imageSize}`;
  return [`${network} ${batchSize}`, network];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low = 0, high = 0] = [Math.floor(at), Math.ceil(at)]
    .map((index) => sorted[index]);
  return low + (high - low) * (at % 1);
}
