/** How many images of each class a data set has. */
import type { Dataset } from "../../datasets/dataset.ts";

/** Images of a class, in each part. */
export interface ClassCounts {
  name: string;
  train: number;
  test: number;
  /** What the images are of, such as leaves, where that is known of any. */
  groups?: number;
}

/** Images of each class, and what they are of. */
export function classCounts(
  { classes, train, test }: Pick<Dataset, "classes" | "train" | "test">,
): ClassCounts[] {
  return classes.map((name, label) => {
    const groups = new Set<number>();
    const [trained, tested] = [train, test].map((split) => {
      let count = 0;
      for (const [at, other] of split.labels.entries()) {
        if (other !== label) continue;
        count++;
        const group = split.groups?.[at] ?? -1;
        if (group >= 0) groups.add(group);
      }
      return count;
    }) as [number, number];
    return {
      name,
      train: trained,
      test: tested,
      ...(groups.size === 0 ? {} : { groups: groups.size }),
    };
  });
}
