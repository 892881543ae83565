/** What is known of the images of a run, for its page. */
import type { Dataset } from "../../../datasets/dataset.ts";
import type { RunDocument } from "../../../reports/document.ts";
import { classCounts } from "../../trials/class_counts.ts";
import type { Site } from "../../study/site.ts";
import type { NearCopies } from "../data/near_copies_once.ts";
import type { RunData } from "../data/prepare_data.ts";
import { stripOf } from "./sample_strips.ts";

type Images = RunDocument["images"][number];

/** Pairs of near-copies that are shown. */
const SHOWN_PAIRS = 12;

/**
 * Describes the data sets of a run, each once.
 *
 * @param sites Where claims are checked.
 * @param data The images there.
 */
export function describeImages(
  sites: readonly Site[],
  data: RunData,
): Images[] {
  const byName = Map.groupBy(sites, ({ dataset }) => dataset);
  return [...byName.values()].map(([site]) => {
    const first = site as Site;
    const dataset = data.datasetOf(first);
    const found = data.nearCopiesOf(first);
    return {
      dataset: first.dataset,
      classes: classCounts(dataset),
      notes: [...dataset.notes],
      nearCopies: found && {
        tested: found.tested,
        found: found.pairs.length,
        pairs: pairStrips(dataset, found),
      },
    };
  });
}

function pairStrips(
  { train, test, imageShape }: Dataset,
  { pairs }: NearCopies,
): NonNullable<Images["nearCopies"]>["pairs"] {
  return pairs.slice(0, SHOWN_PAIRS).map((pair) => {
    const [one, other] = [test.images([pair.test]), train.images([pair.train])];
    return stripOf(Uint8Array.from([...one, ...other]), imageShape);
  });
}
