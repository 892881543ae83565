/** How long trials will take, judged by those that were run. */
import type { KeptTrial } from "./store/store.ts";
import { trainedImages } from "./trained_images.ts";
import type { TrialSpec } from "./trial.ts";

/**
 * Estimates the time that trials take, one after another.
 *
 * Each is judged by the median time an image of the kept trials that are most
 * like it: as much trained of the same network, size of images and batch, or at least the first
 * two.
 *
 * @param specs What is to be run.
 * @param kept Trials that were run to their end.
 * @returns Seconds; nothing if some trial is like none that is kept.
 */
export function estimateSeconds(
  specs: readonly TrialSpec[],
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
  for (const spec of specs) {
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
