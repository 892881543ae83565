/** What verdicts promise, in the words of the page, the README and the docs. */

import type { RunDocument } from "./document.ts";

/** One sentence; it holds for the data sets and test images of the run. */
export const PROMISE =
  "Of the verdicts that a run gives on the paper's claims, at most 1 in 20 is " +
  "expected to be wrong, whatever the scores look like and whenever the run " +
  "stopped; no single assertion comes out falsely with more than 1 in 40 " +
  "choices of seeds; and all starred verdicts (*) together are free of error " +
  "with 19 of 20 choices of seeds.";

/** What a star says, in short. */
export const STARS =
  "all starred verdicts together are free of error with 19 of 20 choices of seeds";

/** What it is about. */
export const PROMISE_SCOPE =
  "All of this is for these data sets and test images.";

/** The same where each seed draws its own images. */
const WIDE_SCOPE =
  "All of this is for images like these: each seed draws new ones.";

/**
 * What the promise of a run is about.
 *
 * @param settings Of the run.
 */
export function promiseScope(
  { sites }: Pick<RunDocument["settings"], "sites">,
): string {
  return sites.every(({ hasOwnImages }) => hasOwnImages)
    ? WIDE_SCOPE
    : PROMISE_SCOPE;
}

/**
 * What images the verdicts at some sites are about.
 *
 * @param sites The names of the sites.
 * @param settings Of the run.
 */
export function scopeText(
  sites: readonly string[],
  { sites: all }: RunDocument["settings"],
): string {
  const own = all.filter(({ name }) => sites.includes(name));
  return own.every(({ hasOwnImages }) => hasOwnImages)
    ? "for all such images: each seed draws new ones"
    : "for these training and test images";
}
