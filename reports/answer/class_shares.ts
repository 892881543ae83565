/** How frequent classes are where a network is used. */
import type { DocumentSite, RunDocument } from "../document.ts";

/**
 * The shares of the classes among the user's images, or with as many images of
 * rare classes as the user said.
 *
 * @param document The run.
 * @param site Where.
 * @returns Common classes first; they add up to 1.
 */
export function classShares(
  { settings, images }: Pick<RunDocument, "settings" | "images">,
  { dataset, majority, minority }: DocumentSite,
): number[] {
  const found = images.find((each) => each.dataset === dataset)?.classes ?? [];
  const counts = [...majority, ...minority].map((name) => {
    const { train = 1, test = 0 } = found.find((each) => each.name === name) ??
      {};
    return train + test;
  });
  const sum = (some: readonly number[]) =>
    some.reduce((total, count) => total + count, 0);
  const common = sum(counts.slice(0, majority.length));
  const rare = sum(counts.slice(majority.length));
  const prevalence = settings.own?.prevalence ?? rare / (common + rare);
  return counts.map((count, at) =>
    at < majority.length
      ? count / common * (1 - prevalence)
      : count / rare * prevalence
  );
}
