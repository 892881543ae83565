/** How long trials will take, judged by those that were run. */
import type { KeptTrial } from "./store/store.ts";
import { trainedImages } from "./trained_images.ts";
import type { Trial, TrialSpec } from "./trial.ts";

/**
 * Estimates the time that trials take, one after another.
 *
 * Each is judged by the median time an image of the kept trials that are most
 * like it: of the same network, trained part, size of images and batch, or at
 * least of the first three.
 *
 * @param trials What is to be run.
 * @param kept Trials that were run to their end.
 * @returns Seconds; nothing if some trial is like none that is kept.
 */
export function estimateSeconds(
  trials: readonly Trial[],
  kept: readonly KeptTrial[],
): number | undefined {
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
  let total = 0;
  for (const { spec } of trials) {
    const known = groupsOf(spec).map((group) => rates.get(group))
      .find((found) => found !== undefined);
    if (known === undefined) return undefined;
    total += median(known) * trainedImages(spec);
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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low = 0, high = 0] = [Math.floor(middle), Math.ceil(middle)]
    .map((at) => sorted[at]);
  return (low + high) / 2;
}
