/** How many of the user's own images are drawn, where nobody says. */
import { drawLimits } from "../../trials/draw_limits.ts";
import type { Drawable } from "../../trials/draw_trial.ts";
import type { Site } from "../../study/site.ts";

/** The counts that a run can be told. */
export const COUNTS = ["majorityCount", "minorityCount"] as const;

/**
 * A site whose classes train on all images that there are, so far as classes of
 * one role have as many each.
 *
 * @param site With the counts of published data.
 * @param dataset Its images.
 * @param options Which of the counts nobody has said.
 * @returns The site; the same where an image of a class is missing.
 */
export function withAllImages(
  site: Site,
  dataset: Drawable,
  { takesAll }: { takesAll: readonly (typeof COUNTS)[number][] },
): Site {
  if (takesAll.length === 0) return site;
  const limits = drawLimits(dataset, site);
  const counts = takesAll.filter((name) => limits[name] > 0)
    .map((name) => [name, limits[name]]);
  return { ...site, ...Object.fromEntries(counts) };
}
